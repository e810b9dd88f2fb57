"""What the pictures print: figures and names of a report value, as data for the templates."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ledger.languages import Language
from ledger.people import UnitId, UnitKind
from ledger.rates import Rate
from reports import english
from reports.composing import Built
from reports.lines import Section
from reports.offices import UnitLights
from reports.pictures.words import day_words, short_day, words_of
from reports.summary import Flow, RatePair, UnitSummary
from reports.words import clipped, moment_words

_NAME = 40
_GROUPS = (UnitKind.DISTRICT, UnitKind.DEPARTMENT, UnitKind.OFFICE, UnitKind.CENTRE)


def board(built: Built) -> dict[str, Any]:
    """Return the dispatch board: what the morning needs, and the open tasks of each unit by light."""
    report: Any = built.report
    colours = {"due_today": "yellow", "overdue": "red", "blockers": "red"}
    order = ("due_today", "overdue", "new", "unacknowledged", "to_review", "blockers", "notices", "silent")
    tiles = [_tile(built, report.sections[key], colours.get(key, "ink")) for key in order]
    units = [_lights(built, unit) for unit in report.units]
    return {**_head("dispatch", built), "tiles": tiles, "units": units, "open": report.open_count, "nil": report.is_nil}


def daily(built: Built) -> dict[str, Any]:
    """Return the daily report: what was closed, assigned and moved, and how many of each unit have reported."""
    report: Any = built.report
    people = report.attendance
    colours = {"closed": "green", "new": "ink", "progressed": "accent"}
    tiles = [_tile(built, report.sections[key], colour) for key, colour in colours.items()]
    offices = [
        {
            "name": _name(built, report.unit_names[office.unit]),
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
    return {**_head("daily", built), "tiles": tiles, "people": counts, "offices": offices, "nil": report.is_nil}


def summary(built: Built) -> dict[str, Any]:
    """Return the period: flows and rates against the one before, open tasks by day, and the table of units."""
    report: Any = built.report
    span, words = built.values["words"], words_of(built.language)
    flows = ("new", "closed", "returned", "newly_overdue")
    return {
        **_head(built.kind, built),
        "this": span.this,
        "last": span.last,
        "flows": [_flow(words[key], report.flows[key], warns=key == "newly_overdue") for key in flows],
        "rates": [_rates(words[key], report.rates[key]) for key in ("on_time", "receipt", "return")],
        "days": [{"day": short_day(one.day, built.language), "open": len(one.open)} for one in report.days],
        "open": report.open.count,
        "overdue": report.overdue.count,
        "units": [_week(built, unit) for unit in report.units],
        "nil": report.is_nil,
    }


def ranking(built: Built) -> dict[str, Any]:
    """Return the units that had something due in the period by on-time rate, each kind of unit for itself."""
    report: Any = built.report
    found: dict[str, list[UnitSummary]] = {}
    for unit in report.units:
        if unit.on_time.of:
            found.setdefault(_group(built, unit.lights.unit), []).append(unit)
    order = [*(words_of(built.language)[kind] for kind in _GROUPS), ""]
    groups = [{"title": title, "rows": _ranked(built, found[title])} for title in order if title in found]
    return {**_head("ranking", built), "groups": groups}


def _ranked(built: Built, units: Sequence[UnitSummary]) -> list[dict[str, Any]]:
    """Return the rows from the best; the same rate is the same place."""
    ordered = sorted(units, key=lambda unit: (-_percent(unit.on_time), -len(unit.on_time.of)))
    rates = [_percent(unit.on_time) for unit in ordered]
    return [{"place": rates.index(_percent(unit.on_time)) + 1, **_bar(built, unit)} for unit in ordered]


def _bar(built: Built, unit: UnitSummary) -> dict[str, Any]:
    now, before = unit.on_time, unit.on_time_before
    change = None if before.percent is None else str(_percent(now) - _percent(before))
    return {
        "name": _name(built, unit.lights.name),
        "percent": str(now.percent),
        "hits": len(now.hits),
        "of": len(now.of),
        "change": change,
    }


def _percent(rate: Rate) -> Decimal:
    return rate.percent if rate.percent is not None else Decimal(0)


def _group(built: Built, unit: UnitId | None) -> str:
    return "" if unit is None else words_of(built.language).get(built.view.facts.roster.unit(unit).kind, "")


def _head(title: str, built: Built) -> dict[str, Any]:
    view, words = built.view, words_of(built.language)
    time = f"{view.local(view.now):%H:%M}"
    moment = english.moment_words if built.language is Language.ENGLISH else moment_words
    return {
        "title": words[title],
        "where": clipped(view.name, _NAME) or words["house"],
        "day": day_words(view.today, built.language),
        "until": words["until"].format(time),
        "time": time,
        "late": "" if built.planned is None else words["late"].format(moment(built.planned, view.today)),
        "lang": built.language.value,
        "words": dict(words),
    }


def _tile(built: Built, section: Section, colour: str) -> dict[str, Any]:
    title = words_of(built.language)[section.key]
    return {"title": title, "count": section.count, "colour": colour if section.count else "grey"}


def _flow(title: str, pair: Flow, *, warns: bool) -> dict[str, Any]:
    counts = {"now": pair.now.count, "before": pair.before.count, "change": pair.change}
    return {"title": title, **counts, "warns": warns and pair.now.count > 0}


def _rates(title: str, pair: RatePair) -> dict[str, Any]:
    return {"title": title, "now": _rate(pair.now), "before": _rate(pair.before)}


def _rate(rate: Rate) -> dict[str, Any]:
    return {"shown": str(rate), "hits": len(rate.hits), "of": len(rate.of)}


def _lights(built: Built, unit: UnitLights) -> dict[str, Any]:
    counts = {"red": len(unit.red), "yellow": len(unit.yellow), "green": len(unit.green)}
    return {"name": _name(built, unit.name), "all": len(unit.all), **counts}


def _week(built: Built, unit: UnitSummary) -> dict[str, Any]:
    return {**_lights(built, unit.lights), "closed": len(unit.closed), "on_time": str(unit.on_time)}


def _name(built: Built, name: str) -> str:
    return clipped(name, _NAME) or words_of(built.language)["nobody"]
