"""The life of a task as its entries tell it, gone through by the oracle's own hand and not by the fold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ledger.entries import Recorded
from ledger.people import Assignee, PersonId

WAITING, WORKING, CLAIMED = "waiting", "working", "claimed"
WORK = frozenset(
    {"Acknowledged", "ProgressNoted", "EvidenceAdded", "BlockerRaised", "BlockerCleared", "CompletionClaimed"}
    | {"ExtensionRequested", "Mended"}
)


@dataclass
class Share:
    """One branch as the entries tell it."""

    state: str = WAITING
    lead: bool = True
    offered: Assignee | None = None
    declined: bool = False
    doers: set[PersonId] = field(default_factory=set)


@dataclass
class Life:
    """One task as its entries tell it."""

    original: datetime | None = None
    deadline: datetime | None = None
    parent: str | None = None
    each: bool = True
    shares: dict[Assignee, Share] = field(default_factory=dict)
    asked: datetime | None = None
    stopped: bool = False
    over: str = ""
    returned: bool = False  # Sent back, or opened again: something was to be put right.

    @property
    def claimed(self) -> bool:
        """Enough of the leads say that it is done."""
        leads = [share.state == CLAIMED for share in self.shares.values() if share.lead]
        return (all if self.each else any)(leads)

    def share(self, assignee: Assignee) -> Share | None:
        """Return the branch that the assignee holds, or was offered."""
        found = self.shares.get(assignee)
        return found or next((one for one in self.shares.values() if one.offered == assignee), None)


def tell(life: Life, record: Recorded) -> None:
    """Go on with the life by what the entry says."""
    entry, kind = record.entry, type(record.entry).__name__
    further = _TELL.get(kind)
    if kind in WORK:
        _work(life, entry)
    if further is not None:
        further(life, entry)


def _begin(life: Life, entry: object) -> None:
    life.original = life.deadline = entry.deadline  # type: ignore[attr-defined]
    life.parent, life.each = entry.parent, entry.completion == "each"  # type: ignore[attr-defined]
    life.shares = {one: Share() for one in entry.lead}  # type: ignore[attr-defined]
    life.shares |= {one: Share(lead=False) for one in entry.support}  # type: ignore[attr-defined]


def _work(life: Life, entry: object) -> None:
    """Let whoever works hold the branch: by the first work an offer is taken, by the first handler's it is void."""
    who = entry.assignee  # type: ignore[attr-defined]
    taken = next((one for one, share in life.shares.items() if share.offered == who), None)
    if taken is not None:
        life.shares = {who if one == taken else one: _anew(share, one == taken) for one, share in life.shares.items()}
    share = life.shares.get(who)
    if share is None:
        return
    share.state = WORKING if share.state == WAITING else share.state
    share.offered, share.declined = None, False
    share.doers.add(entry.by)  # type: ignore[attr-defined]


def _anew(share: Share, taken: bool) -> Share:
    return Share(lead=share.lead, doers=set(share.doers)) if taken else share


def _claim(life: Life, entry: object) -> None:
    life.shares[entry.assignee].state = CLAIMED  # type: ignore[attr-defined]


def _send_back(life: Life, _entry: object) -> None:
    life.returned = True
    for share in life.shares.values():
        share.state = WORKING if share.lead and share.state == CLAIMED else share.state


def _again(life: Life, entry: object) -> None:
    """Let the leads work again, until the new deadline: what was claimed was not so."""
    for share in life.shares.values():
        share.state = WORKING if share.lead else share.state
    life.over, life.asked, life.deadline = "", None, entry.deadline  # type: ignore[attr-defined]
    life.returned = True


def _decline(life: Life, entry: object) -> None:
    share = life.share(entry.assignee)  # type: ignore[attr-defined]
    if share is not None:
        share.declined, share.offered = True, None


def _reassign(life: Life, entry: object) -> None:
    old, new = entry.old, entry.new  # type: ignore[attr-defined]
    if entry.left:  # type: ignore[attr-defined]
        _inherit(life, old, new)
        return
    share = life.shares.get(old)
    if share is not None and share.declined:
        share.offered = new
        return
    life.shares = {
        (new if one == old else one): (Share(lead=kept.lead, doers=kept.doers) if one == old else kept)
        for one, kept in life.shares.items()
    }


def _inherit(life: Life, old: Assignee, new: Assignee) -> None:
    """Let the next in line stand where somebody who left stood: a claim goes along, all else is signed for anew."""
    for share in life.shares.values():
        share.offered = new if share.offered == old else share.offered
    gone = life.shares.get(old)
    if gone is not None:
        state = CLAIMED if gone.state == CLAIMED else WAITING
        heir = Share(state=state, lead=gone.lead, doers=gone.doers)
        life.shares = {
            (new if one == old else one): (heir if one == old else kept) for one, kept in life.shares.items()
        }


def _take_over(life: Life, entry: object) -> None:
    """Let an imported task stand where its line of the old ledger says."""
    status = entry.status.value  # type: ignore[attr-defined]
    state = {"active": WORKING, "claimed": CLAIMED, "closed": CLAIMED, "archived": CLAIMED}.get(status, WAITING)
    for share in life.shares.values():
        share.state = state
    life.over = {"closed": "Closed", "archived": "Archived"}.get(status, "")
    life.deadline = entry.deadline or life.deadline  # type: ignore[attr-defined]


def _due(life: Life, entry: object) -> None:
    life.deadline = entry.deadline or life.deadline  # type: ignore[attr-defined]


def _amend(life: Life, entry: object) -> None:
    _due(life, entry)
    due = entry.deadline  # type: ignore[attr-defined]
    if due is not None and life.asked is not None and due >= life.asked:
        life.asked = None


def _ask(life: Life, entry: object) -> None:
    life.asked = entry.deadline  # type: ignore[attr-defined]


def _decide(life: Life, entry: object) -> None:
    life.asked = None
    if entry.granted:  # type: ignore[attr-defined]
        _due(life, entry)


def _stop(life: Life, _entry: object) -> None:
    life.stopped = True


def _go_on(life: Life, entry: object) -> None:
    life.stopped = False
    _due(life, entry)


def _end(life: Life, entry: object) -> None:
    life.over = type(entry).__name__


_TELL = {
    "Assigned": _begin,
    "CompletionClaimed": _claim,
    "Returned": _send_back,
    "Declined": _decline,
    "Reassigned": _reassign,
    "Amended": _amend,
    "ExtensionRequested": _ask,
    "ExtensionDecided": _decide,
    "Suspended": _stop,
    "Resumed": _go_on,
    "Closed": _end,
    "Archived": _end,
    "Reopened": _again,
    "Withdrawn": _end,
    "TaskImported": _take_over,
}
