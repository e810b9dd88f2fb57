"""Requests about how tasks come about: instruction (批示), orientations (四个导向), visit (蹲点), recurrence (周期)."""

from __future__ import annotations

from datetime import date, datetime, time

from ledger.acts.requests import Request, TaskRequest
from ledger.entries import Completion, Evidence, Urgency
from ledger.origin_entries import Every
from ledger.origins import Orientations
from ledger.people import Assignee
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructTask(TaskRequest):
    """批示 about a task."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrientTask(TaskRequest):
    """The four orientations of a key task; what is empty stays as it stands."""

    orientations: Orientations


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVisit(Request):
    """蹲点督办, as it was held; ``findings`` in their order."""

    place: str
    held_at: datetime
    visitors: tuple[Assignee, ...] = ()
    findings: tuple[str, ...] = ()
    fix_by: datetime | None = None
    files: tuple[Evidence, ...] = ()
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRecurrence(Request):
    """A duty that recurs; the fields are those of its entry."""

    title: str
    lead: tuple[Assignee, ...]
    support: tuple[Assignee, ...] = ()
    completion: Completion = Completion.EACH
    urgency: Urgency | None = None
    every: Every
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    day: int | None = None
    hour: time
    starts: date
    until: date | None = None
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRecurrence(Request):
    """停止周期事项: the ``n``-th that was ever set."""

    n: int
    reason: str = ""
