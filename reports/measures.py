"""The rates of the units of a view over a period, each with the tasks behind it; by the fixed definitions."""

from __future__ import annotations

from datetime import datetime

from ledger.entries import Closed, Returned
from ledger.rates import Mean, Rate, days_overdue, extended, on_time, receipt, returned
from ledger.tasks import Branch
from reports.view import View


def rates_between(view: View, start: datetime, end: datetime) -> dict[str, Rate]:
    """Return the rates of the summaries: on time, receipt and return."""
    facts = view.facts
    led = {task.number for task in view.led}

    def inside(branch: Branch) -> bool:
        return view.covers(facts.roster.unit_of(branch.assignee))

    return {
        "on_time": on_time(view.led, start, end),
        "receipt": receipt(view.tasks, start, end, facts.house, counts=inside),
        "return": returned(facts.recorded(Closed, Returned, after=start, until=end), counts=led.__contains__),
    }


def measured(view: View, rate: str, start: datetime, end: datetime) -> Rate | Mean:
    """Return the one that is asked for, also the extension rate and the mean days overdue."""
    match rate:
        case "extended":
            return extended(view.led, start, end)
        case "days_overdue":
            return days_overdue(view.led, start, end, view.facts.house)
        case _:
            return rates_between(view, start, end)[rate]
