"""A task (事项) and its branches: what the fold of the entries leaves behind, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ledger.entries import Completion, Evidence, Urgency
from ledger.people import Assignee, PersonId


class Status(StrEnum):
    """Where a task or a branch stands; overdue and lights are derived, never stored."""

    ASSIGNED = "assigned"
    ACTIVE = "active"
    CLAIMED = "claimed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({Status.ASSIGNED, Status.ACTIVE, Status.CLAIMED})
_ORDER = (Status.ASSIGNED, Status.ACTIVE, Status.CLAIMED, Status.CLOSED)


class Part(StrEnum):
    """牵头 or 配合."""

    LEAD = "lead"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """An open blocker (卡点) of a branch."""

    reason: str
    since: datetime
    needs: Assignee | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """One stage (阶段) of a task with its own deadline; the name is empty once it was erased."""

    title: str
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One assignee's share of a task."""

    assignee: Assignee
    part: Part
    since: datetime
    status: Status = Status.ASSIGNED
    acknowledged_at: datetime | None = None
    declined_at: datetime | None = None
    claimed_at: datetime | None = None
    claimed_by: PersonId | None = None
    percent: int | None = None
    blocker: Blocker | None = None
    doers: frozenset[PersonId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of the ledger as of its entry ``version``."""

    number: str
    title: str
    branches: tuple[Branch, ...]
    assigned_by: PersonId | None
    assigned_at: datetime
    version: int
    completion: Completion = Completion.EACH
    original_deadline: datetime | None = None
    deadline: datetime | None = None
    urgency: Urgency | None = None
    provisional: bool = False
    origin: str = ""
    milestones: tuple[Milestone, ...] = ()
    last_note: str = ""
    last_note_at: datetime | None = None
    files: tuple[Evidence, ...] = ()
    missing: str = ""
    mend_by: datetime | None = None
    returns: int = 0
    extensions: int = 0
    reminded_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: PersonId | None = None
    withdrawn_at: datetime | None = None
    reason: str = ""

    @property
    def leads(self) -> tuple[Branch, ...]:
        """The branches that decide when the task is complete."""
        return tuple(branch for branch in self.branches if branch.part is Part.LEAD)

    @property
    def supports(self) -> tuple[Branch, ...]:
        """The branches of those who support."""
        return tuple(branch for branch in self.branches if branch.part is Part.SUPPORT)

    @property
    def status(self) -> Status:
        """As far as the slowest lead branch (each) or the fastest (any)."""
        if self.withdrawn_at is not None:
            return Status.WITHDRAWN
        if self.closed_at is not None:
            return Status.CLOSED
        pick = min if self.completion is Completion.EACH else max
        return pick((branch.status for branch in self.leads), key=_ORDER.index)

    @property
    def is_open(self) -> bool:
        """Neither closed nor withdrawn."""
        return self.status in OPEN

    @property
    def claimed_at(self) -> datetime | None:
        """The moment that decides whether the task was on time; ``None`` while no claim stands."""
        claims = [branch.claimed_at for branch in self.leads if branch.claimed_at is not None]
        if not claims or (self.completion is Completion.EACH and len(claims) < len(self.leads)):
            return None
        return max(claims) if self.completion is Completion.EACH else min(claims)

    @property
    def percent(self) -> int | None:
        """The lead's latest percentage; with several leads, their mean rounded down."""
        known = [branch.percent or 0 for branch in self.leads]
        return None if all(branch.percent is None for branch in self.leads) else sum(known) // len(known)

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

    def branch(self, assignee: Assignee) -> Branch:
        """Return the assignee's branch; ``KeyError`` where there is none."""
        for branch in self.branches:
            if branch.assignee == assignee:
                return branch
        raise KeyError(assignee)

    def is_overdue(self, now: datetime) -> bool:
        """Tell whether the deadline has passed without a standing claim; the deadline itself is still in time."""
        if not self.is_open or self.deadline is None:
            return False
        return (self.claimed_at or now) > self.deadline
