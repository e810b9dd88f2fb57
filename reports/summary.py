"""Summary (周总结、月度总结、季度总结): this period against the last, by unit, what was late and why, what is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from ledger.calendar import DAY
from ledger.origins import Orientations
from ledger.people import UnitId
from ledger.rates import NOBODYS, Mean, Rate, days_overdue, parted, pooled
from ledger.values import dataclass
from reports import lists
from reports.burning import DayEnd, day_ends
from reports.centres import by_centre
from reports.lines import Section, sections_data
from reports.measures import rates_between
from reports.offices import UnitLights, by_unit, row, together
from reports.periods import Period, next_first
from reports.view import View
from reports.words import SPANS, said, titled


@dataclass(frozen=True, slots=True)
class Flow:
    """One figure of this period beside that of the last."""

    now: Section
    before: Section

    @property
    def change(self) -> int:
        """By how much it grew."""
        return self.now.count - self.before.count


@dataclass(frozen=True, slots=True)
class RatePair:
    """One rate of this period beside that of the last."""

    now: Rate
    before: Rate


@dataclass(frozen=True, slots=True)
class MeanPair:
    """The mean days overdue of this period beside those of the last."""

    now: Mean
    before: Mean


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """One unit's period: what it closed, its open tasks by light, its on-time rate and that of the period before."""

    lights: UnitLights
    closed: tuple[str, ...]
    on_time: Rate
    on_time_before: Rate

    def as_data(self) -> dict[str, Any]:
        """Return the lists as JSON values."""
        return {**self.lights.as_data(), "closed": list(self.closed), "on_time": _rate_data(self.on_time)}


@dataclass(frozen=True, slots=True)
class KeyTask:
    """A key task (重点事项) with its four orientations: 问题、目标、结果、成效."""

    number: str
    title: str
    orientations: Orientations

    def as_data(self) -> dict[str, Any]:
        """Return number, title and the four as JSON values."""
        four = {name: said(getattr(self.orientations, name)) for name in Orientations.NAMES}
        return {"number": self.number, "title": titled(self.title), **four}


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of a week, a month or a quarter as a value; ``span`` names which (week, month, quarter)."""

    span: str
    flows: Mapping[str, Flow]
    rates: Mapping[str, RatePair]
    days_overdue: MeanPair
    units: tuple[UnitSummary, ...]
    open: Section
    overdue: Section
    suspended: Section
    rest: Section
    next: Section
    key: tuple[KeyTask, ...] = ()
    centres: tuple[UnitSummary, ...] = ()
    days: tuple[DayEnd, ...] = ()

    @property
    def is_nil(self) -> bool:
        """Nothing happened and nothing is open: the summary is a nil return (零报告)."""
        return not self.open.count and not any(flow.now.count for flow in self.flows.values())

    @property
    def sections(self) -> tuple[Section, ...]:
        """The lists of what stands and of what comes, in the order of printing."""
        return self.open, self.overdue, self.suspended, self.rest, self.next

    def as_data(self) -> dict[str, Any]:
        """Return figures and lists as JSON values."""
        this, last = f"this_{self.span}", f"last_{self.span}"
        mean = self.days_overdue
        return {
            "nil": self.is_nil,
            "flows": {
                key: {this: flow.now.as_data(), last: flow.before.as_data(), "change": flow.change}
                for key, flow in self.flows.items()
            },
            "rates": {
                key: {this: _rate_data(pair.now), last: _rate_data(pair.before)} for key, pair in self.rates.items()
            },
            "days_overdue": {this: _mean_data(mean.now), last: _mean_data(mean.before)},
            "units": [unit.as_data() for unit in self.units],
            "centres": [centre.as_data() for centre in self.centres],
            "days": [day.as_data() for day in self.days],
            "key": [one.as_data() for one in self.key],
            "sections": sections_data({part.key: part for part in self.sections}),
        }


def summary_of(kind: str) -> Callable[[View, Period], Summary]:
    """Return what makes the summary of that kind."""
    return partial(_summary, kind)


def _summary(kind: str, view: View, period: Period) -> Summary:
    """Return the summary for the view's unit; a period runs from one summary's cut-off to the next."""
    span, first, rates = SPANS[kind].key, next_first(kind, view.today), _rates(view, period)
    units = _units(view, period, rates["on_time"])
    return Summary(
        span=span,
        flows=_flows(view, period),
        rates=rates,
        days_overdue=MeanPair(_mean(view, period.start, period.end), _mean(view, period.before, period.start)),
        units=units,
        centres=_centres(view, units),
        open=lists.still_open(view),
        overdue=lists.overdue(view),
        suspended=lists.suspended(view),
        rest=lists.due_between(view, f"rest_of_{span}", view.today, first - DAY),
        next=lists.due_between(view, f"next_{span}", first, next_first(kind, first) - DAY),
        key=_key(view, period),
        days=day_ends(view, period, kind),
    )


def _key(view: View, period: Period) -> tuple[KeyTask, ...]:
    """Return the key tasks that are open, or were closed in the period."""
    led = (one for one in view.led if one.is_open or (one.closed_at is not None and one.closed_at > period.start))
    return tuple(KeyTask(one.number, one.title, one.orientations) for one in led if one.orientations is not None)


def _flows(view: View, period: Period) -> dict[str, Flow]:
    lists_ = {
        "new": lists.newly_assigned,
        "closed": lists.closed,
        "returned": lists.sent_back,
        "newly_overdue": lists.newly_overdue,
    }
    return {
        key: Flow(make(view, period.start, period.end, key=key), make(view, period.before, period.start, key=key))
        for key, make in lists_.items()
    }


def _rates(view: View, period: Period) -> dict[str, RatePair]:
    now, before = rates_between(view, period.start, period.end), rates_between(view, period.before, period.start)
    return {key: RatePair(now[key], before[key]) for key in now}


def _mean(view: View, start: datetime, end: datetime) -> Mean:
    return days_overdue(view.led, start, end, view.facts.house)


def _units(view: View, period: Period, rates: RatePair) -> tuple[UnitSummary, ...]:
    """Return every unit with an open task, first those with lights, then those that closed or owed something."""
    homes = {task.number: view.home(task) for task in view.led}
    now, before = parted(rates.now, homes.__getitem__), parted(rates.before, homes.__getitem__)
    closed: dict[UnitId | None, list[str]] = {}
    for task in view.led:
        if task.closed_at is not None and period.start < task.closed_at <= period.end:
            closed.setdefault(homes[task.number], []).append(task.number)
    lit = {row_.unit: row_ for row_ in by_unit(view)}
    rest = [row(view, unit, {}) for unit in view.in_order({*closed, *now}) if unit not in lit]
    return tuple(
        UnitSummary(one, tuple(closed.get(one.unit, ())), now.get(one.unit, NOBODYS), before.get(one.unit, NOBODYS))
        for one in (*lit.values(), *rest)
    )


def _centres(view: View, units: Sequence[UnitSummary]) -> tuple[UnitSummary, ...]:
    """Return each centre (中心) with the sum of its offices' figures."""
    found = by_centre(view.facts.roster, units, lambda one: one.lights.unit, view.covers)
    return tuple(
        UnitSummary(
            together(view, centre, [one.lights for one in own]),
            tuple(number for one in own for number in one.closed),
            pooled(one.on_time for one in own),
            pooled(one.on_time_before for one in own),
        )
        for centre, own in found.items()
    )


def _rate_data(rate: Rate) -> dict[str, Any]:
    return {
        "percent": None if rate.percent is None else str(rate.percent),
        "numerator": len(rate.hits),
        "denominator": len(rate.of),
        "hits": list(rate.hits),
        "of": list(rate.of),
    }


def _mean_data(mean: Mean) -> dict[str, Any]:
    return {"mean": None if mean.value is None else str(mean.value), "days": dict(mean.days)}
