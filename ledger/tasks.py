"""A task (事项) and its branches: what the fold of the entries leaves behind, and what follows from it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from ledger.entries import Completion, Evidence, Urgency
from ledger.escalations import Level, Rung
from ledger.evidence import EvidenceKind
from ledger.mending import Mending
from ledger.origins import Orientations, OriginKind
from ledger.people import Assignee, PersonId
from ledger.terms import Term
from ledger.values import dataclass


class Status(StrEnum):
    """Where a task or a branch stands; overdue and lights are derived, never stored."""

    ASSIGNED = "assigned"
    ACTIVE = "active"
    CLAIMED = "claimed"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"


OVER = frozenset({Status.CLOSED, Status.ARCHIVED})
"""Struck off, whether it was put away since or not."""
_ORDER = (Status.ASSIGNED, Status.ACTIVE, Status.CLAIMED, Status.CLOSED)


class Part(StrEnum):
    """牵头 or 配合."""

    LEAD = "lead"
    SUPPORT = "support"


_LEAD = Part.LEAD  # Before Python 3.12 looking up a member of its class takes as long as all the rest.


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """An open blocker (卡点) of a branch."""

    reason: str
    since: datetime
    needs: Assignee | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The latest supervision notice (督办单); ``deadline`` is the one in force when it was issued.

    It is answered by the first word after it: progress, evidence, a blocker, a request for more time, or the claim.
    """

    number: str
    level: Level
    at: datetime
    limit: datetime
    deadline: datetime | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """One stage (阶段) of a task with its own deadline; the name is empty once it was erased."""

    title: str
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedExtension:
    """An extension (延期) that was asked for and waits to be decided; ``late``: asked after the deadline."""

    by: PersonId | None
    at: datetime
    deadline: datetime
    reason: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """A stretch in which the clock stood still (中止); ``until`` is ``None`` while it still does."""

    since: datetime
    until: datetime | None = None
    reason: str = ""
    awaiting: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """What an imported task brought from the ledger it stood in: its old number, the names of files, the remark."""

    reference: str
    evidence: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One assignee's share of a task.

    ``offer`` is the branch as somebody else will have it, who was named after the assignee declined and has yet to
    sign; until then the first handler (首办) keeps it. ``decliners`` have declined it once. ``due`` is the branch's own
    limit, where that runs from the receipt.
    """

    assignee: Assignee
    part: Part
    since: datetime
    status: Status = Status.ASSIGNED
    acknowledged_at: datetime | None = None
    declined_at: datetime | None = None
    claimed_at: datetime | None = None
    claimed_by: PersonId | None = None
    chased: Rung | None = None
    chased_at: datetime | None = None
    percent: int | None = None
    blocker: Blocker | None = None
    doers: frozenset[PersonId] = frozenset()
    offer: Branch | None = None
    decliners: frozenset[Assignee] = frozenset()
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of the ledger as of its entry ``version``.

    ``missing`` is what is still to be put right, until the next claim; ``mended`` are the items of it that were ticked
    off, also beside that claim.

    ``term`` is the rule by which receipts fix the deadline; none once another deadline was decided. The first ``stale``
    of the ``files`` were there before the task was opened again, and prove nothing any more.
    """

    number: str
    title: str
    branches: tuple[Branch, ...]
    assigned_by: PersonId | None
    assigned_at: datetime
    version: int
    completion: Completion = Completion.EACH
    original_deadline: datetime | None = None
    deadline: datetime | None = None
    original_term: Term | None = None
    term: Term | None = None
    urgency: Urgency | None = None
    provisional: bool = False
    origin: str = ""
    origin_kind: OriginKind | None = None
    parent: str | None = None
    cause: int | None = None
    children: tuple[str, ...] = ()
    orientations: Orientations | None = None
    milestones: tuple[Milestone, ...] = ()
    last_note: str = ""
    last_note_at: datetime | None = None
    estimate: datetime | None = None
    category: str = ""
    files: tuple[Evidence, ...] = ()
    stale: int = 0
    shown: frozenset[EvidenceKind] = frozenset()
    missing: str = ""
    mended: frozenset[int] = frozenset()
    mend_by: datetime | None = None
    returns: int = 0
    asked: AskedExtension | None = None
    extensions: int = 0
    last_extension: bool = False
    suspensions: tuple[Suspension, ...] = ()
    reminded_at: datetime | None = None
    notice: Notice | None = None
    closed_at: datetime | None = None
    closed_by: PersonId | None = None
    archived_at: datetime | None = None
    rechecked_at: datetime | None = None
    reopened_at: datetime | None = None
    withdrawn_at: datetime | None = None
    reason: str = ""
    carried: Carried | None = None

    @property
    def leads(self) -> tuple[Branch, ...]:
        """The branches that decide when the task is complete."""
        branches = self.branches
        if len(branches) == 1 and branches[0].part is _LEAD:  # So it is of nearly every task.
            return branches
        return tuple([branch for branch in branches if branch.part is _LEAD])

    @property
    def supports(self) -> tuple[Branch, ...]:
        """The branches of those who support."""
        return tuple([branch for branch in self.branches if branch.part is Part.SUPPORT])

    @property
    def status(self) -> Status:
        """As far as the slowest lead branch (each) or the fastest (any), unless the whole task stands still."""
        if self.withdrawn_at is not None:
            return Status.WITHDRAWN
        if self.closed_at is not None:
            return Status.CLOSED if self.archived_at is None else Status.ARCHIVED
        if self.suspended is not None:
            return Status.SUSPENDED
        leads = self.leads
        if len(leads) == 1:
            return leads[0].status
        pick = min if self.completion is Completion.EACH else max
        return pick((branch.status for branch in leads), key=_ORDER.index)

    @property
    def is_open(self) -> bool:
        """Neither closed nor withdrawn."""
        return self.withdrawn_at is None and self.closed_at is None

    @property
    def is_running(self) -> bool:
        """Open, and the clock does not stand still."""
        return self.is_open and self.suspended is None

    @property
    def suspended(self) -> Suspension | None:
        """The suspension that is not over yet; none once the task is."""
        over = self.withdrawn_at is not None or self.closed_at is not None
        last = self.suspensions[-1] if self.suspensions and not over else None
        return last if last is not None and last.until is None else None

    @property
    def held(self) -> tuple[Branch, ...]:
        """The branches as everybody holds them who is, or was asked to become, answerable."""
        offers = [branch.offer for branch in self.branches if branch.offer is not None]
        return (*self.branches, *offers) if offers else self.branches

    @property
    def claimed_at(self) -> datetime | None:
        """The moment that decides whether the task was on time; ``None`` while no claim stands."""
        leads = self.leads
        if len(leads) == 1:
            return leads[0].claimed_at
        claims = [branch.claimed_at for branch in leads if branch.claimed_at is not None]
        if not claims or (self.completion is Completion.EACH and len(claims) < len(leads)):
            return None
        return max(claims) if self.completion is Completion.EACH else min(claims)

    @property
    def percent(self) -> int | None:
        """The lead's latest percentage; of several leads the mean rounded down, or the best where any will do."""
        if all(branch.percent is None for branch in self.leads):
            return None
        known = [branch.percent or 0 for branch in self.leads]
        return max(known) if self.completion is Completion.ANY else sum(known) // len(known)

    @property
    def blockers(self) -> tuple[Blocker, ...]:
        """The blockers that are open now."""
        return tuple(branch.blocker for branch in self.branches if branch.blocker is not None)

    @property
    def unacknowledged(self) -> tuple[Branch, ...]:
        """The branches whose receipt is still owed."""
        return tuple(branch for branch in self.branches if branch.status is Status.ASSIGNED) if self.is_open else ()

    @property
    def open_supports(self) -> tuple[Branch, ...]:
        """The support branches that are not done yet."""
        return tuple(branch for branch in self.supports if branch.status in {Status.ASSIGNED, Status.ACTIVE})

    @property
    def mending(self) -> Mending | None:
        """What was sent back and is still to be put right."""
        return Mending(self.missing, self.mended) if self.missing else None

    @property
    def is_key(self) -> bool:
        """A key task (重点事项): its four orientations are, at least in part, written down."""
        return self.orientations is not None

    def branch(self, assignee: Assignee) -> Branch:
        """Return the assignee's branch; ``KeyError`` where there is none."""
        for branch in self.branches:
            if branch.assignee == assignee:
                return branch
        raise KeyError(assignee)

    def is_overdue(self, now: datetime) -> bool:
        """Tell whether the deadline has passed without a standing claim; the deadline itself is still in time.

        While a task is suspended nothing is overdue: what it was before counts again once it is resumed.
        """
        if not self.is_running or self.deadline is None:
            return False
        return (self.claimed_at or now) > self.deadline
