"""A task from its entries, read from the definitions (``docs/manual.zh-CN.md``) a second time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.recomputing.days import moment

Entry = Mapping[str, Any]
WORK = {
    "Acknowledged", "ProgressNoted", "EvidenceAdded", "BlockerRaised", "BlockerCleared", "CompletionClaimed",
    "ExtensionRequested",
}  # fmt: skip
NUDGES = {"Reminded", "ReceiptChased", "Escalated"}
OVER = {"closed", "archived"}


@dataclass
class Share:
    """What one person or unit owes of a task."""

    who: tuple[int | None, int | None]
    leads: bool
    since: datetime
    stands: str = "assigned"
    signed: datetime | None = None
    claimed: datetime | None = None
    blocked: datetime | None = None
    declined: bool = False
    offered: Share | None = None
    due: datetime | None = None


@dataclass
class Work:
    """One task as the entries leave it."""

    number: str
    given: datetime
    shares: list[Share]
    any_will_do: bool
    deadline: datetime | None
    by_receipt: bool
    closed: datetime | None = None
    withdrawn: datetime | None = None
    stops: list[list[datetime | None]] = field(default_factory=list)
    noticed: bool = False
    heard: datetime | None = None

    @property
    def leading(self) -> list[Share]:
        """Those that decide."""
        return [one for one in self.shares if one.leads]

    @property
    def stopped(self) -> datetime | None:
        """Since when the clock stands still."""
        if self.closed or self.withdrawn or not self.stops or self.stops[-1][1] is not None:
            return None
        return self.stops[-1][0]

    @property
    def runs(self) -> bool:
        """Open, and the clock runs."""
        return not (self.closed or self.withdrawn or self.stopped)

    @property
    def waits(self) -> bool:
        """Claimed as a whole."""
        stands = [one.stands == "claimed" for one in self.leading]
        return self.runs and (any(stands) if self.any_will_do else all(stands))

    @property
    def claimed(self) -> datetime | None:
        """The claim that counts."""
        claims = [one.claimed for one in self.leading]
        known = [one for one in claims if one is not None]
        if self.any_will_do:
            return min(known, default=None)
        return max(known) if known and len(known) == len(claims) else None

    def late(self, now: datetime) -> bool:
        """Past the deadline without a claim in time."""
        return self.runs and self.deadline is not None and (self.claimed or now) > self.deadline


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out what was taken back, and its taking back."""
    known = list(entries)
    gone = {one["data"]["undoes"] for one in known if one["kind"] == "Undone"}
    return [one for one in known if one["seq"] not in gone and one["kind"] != "Undone"]


def works_of(entries: Iterable[Entry]) -> dict[str, Work]:
    """Return every task by its number."""
    found: dict[str, Work] = {}
    for entry in standing(entries):
        number, at = entry["task"], datetime.fromisoformat(entry["at"])
        if number is None:
            continue
        if entry["kind"] == "Assigned":
            found[number] = _given(number, at, entry["data"])
        elif number in found and entry["kind"] in _CHANGES:
            _CHANGES[entry["kind"]](found[number], at, entry["data"], entry["kind"])
        if entry["by"] is not None and entry["kind"] not in NUDGES and number in found:
            found[number].heard = max(found[number].heard or at, at)
    return found


def _given(number: str, at: datetime, data: Entry) -> Work:
    shares = [Share(_who(one), leads, at) for key, leads in (("lead", True), ("support", False)) for one in data[key]]
    by_receipt = bool(data.get("term"))
    return Work(number, at, shares, data["completion"] == "any", moment(data["deadline"]), by_receipt)


def _who(one: Entry) -> tuple[int | None, int | None]:
    return one["person"], one["unit"]


def _holding(work: Work, who: tuple[int | None, int | None]) -> Iterator[Share]:
    """Yield the shares of that assignee; one that was offered replaces the first handler's."""
    for place, share in enumerate(work.shares):
        if share.offered is not None and share.offered.who == who:
            work.shares[place] = share.offered
            yield share.offered
        elif share.who == who:
            yield share


def _worked(work: Work, at: datetime, data: Entry, kind: str) -> None:
    for share in list(_holding(work, _who(data["assignee"]))):
        share.stands = "active" if share.stands == "assigned" else share.stands
        share.signed, share.declined, share.offered = share.signed or at, False, None
        share.due = share.due or moment(data.get("due"))
        if kind == "BlockerRaised":
            share.blocked = share.blocked or at
        if kind == "BlockerCleared":
            share.blocked = None
        if kind == "CompletionClaimed":
            share.stands, share.claimed, share.blocked = "claimed", at, None
    due = moment(data.get("due"))
    holds = [one for one in work.shares if one.who == _who(data["assignee"])]
    if due is None or not work.by_receipt or not holds or not holds[0].leads:
        return
    if work.deadline is None or (not work.any_will_do and due > work.deadline):
        work.deadline = due


def _declined(work: Work, _at: datetime, data: Entry, _kind: str) -> None:
    who = _who(data["assignee"])
    for share in work.shares:
        if share.who == who or (share.offered is not None and share.offered.who == who):
            share.declined, share.offered = True, None


def _closed(work: Work, at: datetime, _data: Entry, _kind: str) -> None:
    work.closed = at


def _withdrawn(work: Work, at: datetime, _data: Entry, _kind: str) -> None:
    work.withdrawn = at


def _returned(work: Work, _at: datetime, _data: Entry, _kind: str) -> None:
    for share in work.leading:
        if share.stands == "claimed":
            share.stands, share.claimed = "active", None


def _reopened(work: Work, _at: datetime, data: Entry, _kind: str) -> None:
    work.closed, work.deadline, work.by_receipt = None, moment(data["deadline"]), False
    for share in work.leading:
        share.stands, share.claimed = "active", None


def _moved(work: Work, _at: datetime, data: Entry, kind: str) -> None:
    if kind == "ExtensionDecided" and not data["granted"]:
        return
    if data["deadline"] is not None:
        work.deadline, work.by_receipt = moment(data["deadline"]), False
    if kind == "ExtensionDecided":
        work.by_receipt = False


def _stopped(work: Work, at: datetime, _data: Entry, _kind: str) -> None:
    work.stops.append([at, None])


def _resumed(work: Work, at: datetime, data: Entry, _kind: str) -> None:
    work.stops[-1][1] = at
    work.deadline = moment(data["deadline"]) or work.deadline


def _recounted(work: Work, _at: datetime, data: Entry, _kind: str) -> None:
    work.deadline = moment(data["deadline"]) or work.deadline


def _noticed(work: Work, _at: datetime, _data: Entry, _kind: str) -> None:
    work.noticed = True


def _handed_on(work: Work, at: datetime, data: Entry, _kind: str) -> None:
    old, new = _who(data["old"]), _who(data["new"])
    for place, share in enumerate(work.shares):
        if data["left"]:
            _inherited(share, old, new, at)
        elif share.who == old or (share.offered is not None and share.offered.who == old):
            holder = share.offered if share.who != old and share.offered is not None else share
            fresh = Share(new, holder.leads, at, due=holder.due)
            if holder.declined:
                holder.offered = fresh
                work.shares[place] = holder
            else:
                work.shares[place] = fresh


def _inherited(share: Share, old: tuple[int | None, int | None], new: Any, at: datetime) -> None:
    if share.who == old:
        share.who, share.offered = new, None
        if share.claimed is None:
            share.since, share.stands, share.signed, share.declined = at, "assigned", None, False
    elif share.offered is not None and share.offered.who == old:
        share.offered.who, share.offered.since = new, at


def _taken_over(work: Work, at: datetime, data: Entry, _kind: str) -> None:
    """Put the task where its row of an old ledger says at once."""
    stands, ended = data["status"], moment(data["ended"]) or at
    for share in work.shares if stands != "assigned" else []:
        done = stands in {"claimed", *OVER}
        share.stands, share.signed = ("claimed" if done else "active"), share.since
        share.claimed = ended if done else None
    work.deadline = moment(data["deadline"]) or work.deadline
    work.stops = [[at, None]] if stands == "suspended" else []
    work.closed = ended if stands in OVER else None
    work.withdrawn = ended if stands == "withdrawn" else None


_CHANGES: dict[str, Callable[[Work, datetime, Entry, str], None]] = {
    **dict.fromkeys(WORK, _worked),
    "Declined": _declined, "Closed": _closed, "Withdrawn": _withdrawn, "Returned": _returned, "Reopened": _reopened,
    "Amended": _moved, "ExtensionDecided": _moved, "Suspended": _stopped, "Resumed": _resumed,
    "Recounted": _recounted, "Escalated": _noticed, "Reassigned": _handed_on, "TaskImported": _taken_over,
}  # fmt: skip
