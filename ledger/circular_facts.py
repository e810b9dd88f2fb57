"""What a circular (通报) may say of a task: praise for what was closed in time, criticism for faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from ledger.circulars import Tone
from ledger.entries import Returned
from ledger.facts import Facts
from ledger.lights import workdays_overdue
from ledger.people import Roster, UnitId
from ledger.tasks import Notice, Status, Task
from ledger.values import dataclass

MOST = 20
"""Sentences that one part of a draft has of itself; more are added by hand, where somebody wants to read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the ledger says of one task: praise by workdays ``early`` (0: in time), or every fault of the period.

    ``overdue`` are the workdays of an open task past its deadline, ``late`` those by which a closed one was claimed
    late, ``returned`` its returned claims, ``silent`` the workdays without a word. ``notice`` was issued in the period.
    """

    task: Task
    tone: Tone
    early: int = 0
    overdue: int | None = None
    late: int | None = None
    returned: int = 0
    silent: int | None = None
    notice: Notice | None = None


def findings(facts: Facts) -> tuple[Finding, ...]:
    """Return one finding for each task that has any in (since, at], the most telling first in each tone."""
    returned = Counter(entry.number for entry in facts.said(Returned))
    found = (_finding(facts, task, returned[task.number]) for task in facts.tasks if task.withdrawn_at is None)
    return tuple(sorted((one for one in found if one is not None), key=_weight))


def _finding(facts: Facts, task: Task, returned: int) -> Finding | None:
    notice = task.notice if task.notice is not None and facts.since < task.notice.at <= facts.at else None
    fault = Finding(
        task=task,
        tone=Tone.CRITICISM,
        overdue=workdays_overdue(task, facts.at, facts.house),
        late=_late(facts, task),
        returned=returned,
        silent=_silent(facts, task),
        notice=notice,
    )
    if fault != Finding(task=task, tone=Tone.CRITICISM):
        return fault
    early = _early(facts, task)
    return None if early is None else Finding(task=task, tone=Tone.PRAISE, early=early)


def _late(facts: Facts, task: Task) -> int | None:
    """Return the workdays by which a task closed in the period was claimed after its deadline."""
    if not _closed_here(facts, task) or task.claimed_at is None or task.deadline is None:
        return None
    return _workdays(facts, task.deadline, task.claimed_at) if task.claimed_at > task.deadline else None


def _early(facts: Facts, task: Task) -> int | None:
    """Return the workdays by which a task closed in the period was claimed before its deadline."""
    if not _closed_here(facts, task) or task.claimed_at is None or task.deadline is None:
        return None
    return _workdays(facts, task.claimed_at, task.deadline) if task.claimed_at <= task.deadline else None


def _closed_here(facts: Facts, task: Task) -> bool:
    return task.closed_at is not None and facts.since < task.closed_at <= facts.at


def _silent(facts: Facts, task: Task) -> int | None:
    """Return the workdays without a word, where they are as many as the house calls silent (久无进展)."""
    if not task.is_running or task.status is Status.CLAIMED or task.is_overdue(facts.at):
        return None
    days = facts.days_unheard(task)
    return days if days >= facts.house.escalation.silent_workdays else None


def _workdays(facts: Facts, start: datetime, end: datetime) -> int:
    hours = facts.house.hours
    return facts.house.calendar.workdays_between(hours.local(start).date(), hours.local(end).date())


def _weight(one: Finding) -> tuple[object, ...]:
    days = one.overdue if one.overdue is not None else one.late
    rank = one.notice.level.rank if one.notice is not None else -1
    worst = (-1 if days is None else days, rank, one.returned, one.silent or 0)
    return list(Tone).index(one.tone), -one.early, tuple(-value for value in worst), one.task.assigned_at


def chosen(
    found: Sequence[Finding], roster: Roster, *, tones: Collection[Tone], offices: Mapping[Tone, int | None]
) -> tuple[Finding, ...]:
    """Return what a draft has of itself: the first ``MOST`` of each wanted tone, of so many ``offices`` where said."""
    kept: list[Finding] = []
    for tone in Tone:
        of_tone = [one for one in found if one.tone is tone and tone in tones]
        homes = tuple(dict.fromkeys(_home(roster, one.task) for one in of_tone))[: offices.get(tone)]
        kept += [one for one in of_tone if _home(roster, one.task) in homes][:MOST]
    return tuple(kept)


def _home(roster: Roster, task: Task) -> UnitId | None:
    return roster.unit_of(task.leads[0].assignee)
