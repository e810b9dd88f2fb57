"""What the pictures print: figures and names of a report value, as data for the templates."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ledger.people import UnitId, UnitKind
from ledger.rates import Rate
from reports.composing import Built
from reports.offices import UnitLights
from reports.summary import Flow, RatePair, UnitSummary
from reports.view import Section
from reports.words import SPANS, clipped, moment_words

_WEEKDAYS = "一二三四五六日"
_NAME = 40
_NOBODY = "未定单位"
_GROUPS = {UnitKind.DISTRICT: "区", UnitKind.DEPARTMENT: "部门", UnitKind.OFFICE: "科室", UnitKind.CENTRE: "中心"}


def board(built: Built) -> dict[str, Any]:
    """Return the dispatch board: what the morning needs, and the open tasks of each unit by light."""
    report: Any = built.report
    parts = report.sections
    tiles = [
        _tile("今日到期", parts["due_today"], "yellow"),
        _tile("逾期", parts["overdue"], "red"),
        _tile("新交办", parts["new"]),
        _tile("待签收", parts["unacknowledged"]),
        _tile("待销号", parts["to_review"]),
        _tile("卡点", parts["blockers"], "red"),
        _tile("督办", parts["notices"]),
        _tile("久无进展", parts["silent"]),
    ]
    units = [_lights(unit) for unit in report.units]
    return {**_head("日调度", built), "tiles": tiles, "units": units, "open": report.open_count, "nil": report.is_nil}


def daily(built: Built) -> dict[str, Any]:
    """Return the daily report: what was closed, assigned and moved, and how many of each unit have reported."""
    report: Any = built.report
    people = report.attendance
    tiles = [
        _tile("销号", report.sections["closed"], "green"),
        _tile("新交办", report.sections["new"]),
        _tile("有进展", report.sections["progressed"], "accent"),
    ]
    offices = [
        {
            "name": _name(report.unit_names[office.unit]),
            "owed": len(office.owed),
            "reported": len(office.reported),
            "missing": len(office.missing),
            "on_leave": len(office.on_leave),
        }
        for office in people.offices
    ]
    counts = {
        "owed": len(people.owed),
        "reported": len(people.reported),
        "missing": len(people.missing),
        "on_leave": len(people.on_leave),
    }
    return {**_head("日报告", built), "tiles": tiles, "people": counts, "offices": offices, "nil": report.is_nil}


def summary(built: Built) -> dict[str, Any]:
    """Return the period: flows and rates against the one before, open tasks by day, and the table of units."""
    report: Any = built.report
    flows, words = report.flows, SPANS[built.kind]
    return {
        **_head(words.name, built),
        "this": words.this,
        "last": words.last,
        "flows": [
            _flow("新交办", flows["new"]),
            _flow("销号", flows["closed"]),
            _flow("退回", flows["returned"]),
            _flow("新逾期", flows["newly_overdue"]),
        ],
        "rates": [
            _rates("按期办结率", report.rates["on_time"]),
            _rates("签收及时率", report.rates["receipt"]),
            _rates("退回率", report.rates["return"]),
        ],
        "days": [{"day": _day_of(one.day), "open": len(one.open)} for one in report.days],
        "open": report.open.count,
        "overdue": report.overdue.count,
        "units": [_week(unit) for unit in report.units],
        "nil": report.is_nil,
    }


def ranking(built: Built) -> dict[str, Any]:
    """Return the units that had something due in the period by on-time rate, each kind of unit for itself."""
    report: Any = built.report
    found: dict[str, list[UnitSummary]] = {}
    for unit in report.units:
        if unit.on_time.of:
            found.setdefault(_group(built, unit.lights.unit), []).append(unit)
    order = [*_GROUPS.values(), ""]
    groups = [{"title": title, "rows": _ranked(found[title])} for title in order if title in found]
    return {**_head("按期办结率", built), "groups": groups}


def _ranked(units: Sequence[UnitSummary]) -> list[dict[str, Any]]:
    """Return the rows from the best; the same rate is the same place."""
    ordered = sorted(units, key=lambda unit: (-_percent(unit.on_time), -len(unit.on_time.of)))
    rates = [_percent(unit.on_time) for unit in ordered]
    return [{"place": rates.index(_percent(unit.on_time)) + 1, **_bar(unit)} for unit in ordered]


def _bar(unit: UnitSummary) -> dict[str, Any]:
    now, before = unit.on_time, unit.on_time_before
    change = None if before.percent is None else str(_percent(now) - _percent(before))
    return {
        "name": _name(unit.lights.name),
        "percent": str(now.percent),
        "hits": len(now.hits),
        "of": len(now.of),
        "change": change,
    }


def _percent(rate: Rate) -> Decimal:
    return rate.percent if rate.percent is not None else Decimal(0)


def _group(built: Built, unit: UnitId | None) -> str:
    return "" if unit is None else _GROUPS.get(built.view.facts.roster.unit(unit).kind, "")


def _head(title: str, built: Built) -> dict[str, Any]:
    view = built.view
    at = view.local(view.now)
    day = view.today
    return {
        "title": title,
        "where": clipped(view.name, _NAME) or "全办",
        "day": f"{day.year}年{day.month}月{day.day}日",
        "weekday": f"周{_WEEKDAYS[day.weekday()]}",
        "until": f"截至 {at:%H:%M}",
        "late": "" if built.planned is None else f"迟发：原定 {moment_words(built.planned, day)}",
    }


def _tile(title: str, section: Section, colour: str = "ink") -> dict[str, Any]:
    return {"title": title, "count": section.count, "colour": colour if section.count else "grey"}


def _flow(title: str, pair: Flow) -> dict[str, Any]:
    return {"title": title, "now": pair.now.count, "before": pair.before.count, "change": pair.change}


def _rates(title: str, pair: RatePair) -> dict[str, Any]:
    return {"title": title, "now": _rate(pair.now), "before": _rate(pair.before)}


def _rate(rate: Rate) -> dict[str, Any]:
    return {"shown": str(rate), "hits": len(rate.hits), "of": len(rate.of)}


def _lights(unit: UnitLights) -> dict[str, Any]:
    counts = {"red": len(unit.red), "yellow": len(unit.yellow), "green": len(unit.green)}
    return {"name": _name(unit.name), "all": len(unit.all), **counts}


def _week(unit: UnitSummary) -> dict[str, Any]:
    return {**_lights(unit.lights), "closed": len(unit.closed), "on_time": str(unit.on_time)}


def _name(name: str) -> str:
    return clipped(name, _NAME) or _NOBODY


def _day_of(day: Any) -> str:
    return f"{day.month}.{day.day} 周{_WEEKDAYS[day.weekday()]}"
