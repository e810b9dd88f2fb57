"""Trends (走势): the last weeks side by side, each counted as the weekly summary counts it."""

from __future__ import annotations

from datetime import date, datetime

from ledger.house import House
from ledger.rates import Rate
from ledger.values import dataclass
from reports import lists
from reports.measures import rates_between
from reports.periods import Period, period_of
from reports.view import View

WEEKS = 8


@dataclass(frozen=True, slots=True)
class Week:
    """One week by its last day: what was assigned, closed and newly overdue, and the on-time rate (按期办结率)."""

    end: date
    new: int
    closed: int
    newly_overdue: int
    on_time: Rate


def weeks(view: View) -> tuple[Week, ...]:
    """Return the weeks, the oldest first; the last one is the running one, up to the cut-off."""
    return tuple(_week(view, one) for one in _periods(view.now, view.facts.house))


def reach(at: datetime, house: House) -> datetime:
    """Return how far back the facts must reach."""
    return _periods(at, house)[0].before


def _periods(at: datetime, house: House) -> tuple[Period, ...]:
    found = [period_of("weekly", at, house)]
    while len(found) < WEEKS:
        found.append(period_of("weekly", found[-1].start, house))
    return tuple(reversed(found))


def _week(view: View, period: Period) -> Week:
    start, end = period.start, period.end
    return Week(
        end=view.facts.house.hours.local(end).date(),
        new=lists.newly_assigned(view, start, end).count,
        closed=lists.closed(view, start, end, key="closed").count,
        newly_overdue=lists.newly_overdue(view, start, end, key="newly_overdue").count,
        on_time=rates_between(view, start, end)["on_time"],
    )
