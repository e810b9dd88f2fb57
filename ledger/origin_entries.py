"""Entries about how tasks come about: split (分解), instruction (批示), visit (蹲点), recurrence (周期)."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from ledger.entries import Completion, Entry, Evidence, TaskEntry, Urgency, free
from ledger.people import Assignee
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(TaskEntry):
    """分解: ``child`` was split off this task; its own assignment names the parent."""

    child: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction(TaskEntry):
    """批示: a leader's written words about the task, quoted."""

    words: str = free()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrientationsSet(TaskEntry):
    """四个导向 of a key task (问题、目标、结果、成效); what is empty was left as it stood."""

    problem: str = free("")
    target: str = free("")
    result: str = free("")
    effect: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteVisit(Entry):
    """蹲点督办: where, when and by whom, what was found (``findings``, one a line), to be mended by ``fix_by``.

    ``about`` is the task that was looked into, where there is one; tasks made of the findings name this entry.
    """

    place: str = free()
    held_at: datetime
    visitors: tuple[Assignee, ...] = ()
    findings: str = free("")
    fix_by: datetime | None = None
    files: tuple[Evidence, ...] = ()
    about: str | None = None


class Every(StrEnum):
    """In which step a duty recurs."""

    WORKDAY = "workday"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrenceSet(Entry):
    """周期事项: a duty that recurs from ``starts`` until ``until``, both included; each time a task of its own.

    ``weekdays`` count from 0 (Monday), ``day`` of the month is -1 for its last. ``hour`` is business time.
    """

    title: str = free()
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
    said: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrenceHanded(Entry):
    """周期事项转接: ``new`` answers for the duty in the place of ``old``, who has left or moved."""

    recurrence: int
    old: Assignee
    new: Assignee


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrenceStopped(Entry):
    """停止周期事项: ``recurrence`` is the ``seq`` of the entry that set it; tasks that there are stay."""

    recurrence: int
    reason: str = free("")
