"""How the open tasks of a period went down, or up: from day to day, week to week, month to month (在办变化)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from ledger.calendar import WorkCalendar
from ledger.tasks import Task
from ledger.values import dataclass
from reports.periods import Period
from reports.view import View


@dataclass(frozen=True, slots=True)
class DayEnd:
    """What was open at the hour of the summary, on a workday; the first day is the cut-off of the summary before."""

    day: date
    open: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the day and the numbers behind its figure as JSON values."""
        return {"day": self.day.isoformat(), "open": list(self.open)}


def day_ends(view: View, period: Period, kind: str) -> tuple[DayEnd, ...]:
    """Return the cut-off before, the workdays since at the same hour, and the cut-off itself.

    In a week it is every workday, in a month the last one of each week, in a quarter the last one of each month.
    """
    house = view.facts.house
    first, last = house.hours.local(period.start), house.hours.local(period.end)
    between = (first.date() + timedelta(days=n) for n in range(1, (last.date() - first.date()).days))
    ends = [house.hours.at(day, last.time()) for day in between if _is_shown(kind, day, house.calendar)]
    moments = map(view.facts.aligned, [period.start, *ends, period.end])
    left = [task for task in view.tasks if not _is_over(task, period.start)]
    return tuple(DayEnd(house.hours.local(moment).date(), _open_at(left, moment)) for moment in moments)


def _is_shown(kind: str, day: date, calendar: WorkCalendar) -> bool:
    if kind == "quarterly":
        return day == calendar.last_workday_of_month(day)
    return calendar.is_last_workday_of_week(day) if kind == "monthly" else calendar.is_workday(day)


def _open_at(tasks: Iterable[Task], moment: datetime) -> tuple[str, ...]:
    return tuple([task.number for task in tasks if task.assigned_at <= moment and _was_running(task, moment)])


def _was_running(task: Task, moment: datetime) -> bool:
    if _is_over(task, moment):
        return False
    if not task.suspensions:
        return True
    return not any(one.since <= moment and (one.until is None or moment < one.until) for one in task.suspensions)


def _is_over(task: Task, moment: datetime) -> bool:
    closed, withdrawn = task.closed_at, task.withdrawn_at
    return (closed is not None and closed <= moment) or (withdrawn is not None and withdrawn <= moment)
