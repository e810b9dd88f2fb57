"""How the open tasks of a week went down, or up, from workday to workday (在办变化)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from ledger.tasks import Task
from reports.periods import Period
from reports.view import View


@dataclass(frozen=True, slots=True)
class DayEnd:
    """What was open at the hour of the summary, on a workday; the first day is the cut-off of the week before."""

    day: date
    open: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the day and the numbers behind its figure as JSON values."""
        return {"day": self.day.isoformat(), "open": list(self.open)}


def day_ends(view: View, period: Period) -> tuple[DayEnd, ...]:
    """Return the cut-off before, each workday since at the same hour, and the cut-off itself."""
    house = view.facts.house
    first, last = house.hours.local(period.start), house.hours.local(period.end)
    between = (first.date() + timedelta(days=n) for n in range(1, (last.date() - first.date()).days))
    ends = [house.hours.at(day, last.time()) for day in between if house.calendar.is_workday(day)]
    moments = [period.start, *ends, period.end]
    return tuple(DayEnd(house.hours.local(moment).date(), _open_at(view, moment)) for moment in moments)


def _open_at(view: View, moment: datetime) -> tuple[str, ...]:
    return tuple(task.number for task in view.tasks if _was_running(task, moment))


def _was_running(task: Task, moment: datetime) -> bool:
    over = (end for end in (task.closed_at, task.withdrawn_at) if end is not None)
    if task.assigned_at > moment or any(end <= moment for end in over):
        return False
    return not any(one.since <= moment and (one.until is None or moment < one.until) for one in task.suspensions)
