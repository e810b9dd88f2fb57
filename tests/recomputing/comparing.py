"""Each number of a report (``taizhang report KIND --format json``) held against the second count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from tests.recomputing.counting import Count
from tests.recomputing.days import local

Data = Mapping[str, Any]


Pair = tuple[str, Any, Any]
"""What a number is called, what the report tells, and what was counted."""


def compared(report: Data, count: Count, names: Mapping[int | None, str]) -> Iterator[Pair]:
    """Yield every number of the report, with its list, beside the second count."""
    start = _before(report["kind"], count, count.at)
    yield "period", report["period"]["after"], local(start).isoformat()
    yield from _KINDS[report["kind"]](report, count, start, names)


def _before(kind: str, count: Count, at: datetime) -> datetime:
    """Return the cut-off before: the same hour of the workday before, for a week of the last one before Monday."""
    day = local(at).date()
    monday = day - timedelta(day.weekday())
    return datetime.combine(count.days.before(monday if kind == "weekly" else day), local(at).timetz())


def _dispatch(report: Data, count: Count, start: datetime, names: Mapping[int | None, str]) -> Iterator[Pair]:
    yield from _sections(report, count.dispatch(start))
    yield from _units(report, count, names)
    yield "visits", len(report["visits"]), count.visits(start)


def _daily(report: Data, count: Count, start: datetime, _names: Mapping[int | None, str]) -> Iterator[Pair]:
    yield from _sections(report, count.daily(start))
    since = _before("daily", count, start) if local(start).date() == count.today else start
    own = count.attendance(since)
    for key, people in own.items():
        yield key, sorted(report["attendance"][key]), sorted(people)
    yield "owed", report["attendance"]["owed"], sum(map(len, own.values()))
    for office in report["attendance"]["offices"]:
        yield f"owed {office['unit']}", office["owed"], sum(len(office[key]) for key in own)


def _weekly(report: Data, count: Count, start: datetime, names: Mapping[int | None, str]) -> Iterator[Pair]:
    sunday = count.today + timedelta(6 - count.today.weekday())
    late = [work.number for work in count.running if work.late(count.at)]
    lists = {
        "open": [work.number for work in count.running],
        "overdue": late,
        "suspended": [work.number for work in count.works if work.stopped],
        "rest_of_week": count.ahead(count.today, sunday),
        "next_week": count.ahead(sunday + timedelta(1), sunday + timedelta(7)),
    }
    yield from _sections(report, lists)
    yield from _units(report, count, names)
    for which, (first, last) in {
        "this_week": (start, count.at), "last_week": (_before("weekly", count, start), start),
    }.items():  # fmt: skip
        for key, numbers in count.flows(first, last).items():
            yield f"{which} {key}", sorted(report["flows"][key][which]["tasks"]), sorted(numbers)
        for key, (hits, of) in count.rates(first, last).items():
            told = report["rates"][key][which]
            yield f"{which} {key}", (sorted(told["hits"]), sorted(told["of"])), (sorted(hits), sorted(of))
            yield f"{which} {key} %", told["percent"], _percent(len(hits), len(of))
        days = count.days_overdue(first, last)
        yield f"{which} days overdue", report["days_overdue"][which]["days"], days


def _sections(report: Data, own: Mapping[str, list[str]]) -> Iterator[Pair]:
    assert set(report["sections"]) == set(own)
    for key, numbers in own.items():
        section = report["sections"][key]
        yield key, (section["count"], sorted(section["tasks"])), (len(numbers), sorted(numbers))


def _units(report: Data, count: Count, names: Mapping[int | None, str]) -> Iterator[Pair]:
    """Each unit by each light; a unit that is told without any open task has none."""
    own = {names[unit]: lights for unit, lights in count.units().items()}
    for row in report["units"]:
        lights = own.pop(row["unit"], {})
        for light in ("red", "yellow", "green"):
            yield f"{row['unit']} {light}", sorted(row[light]), sorted(lights.get(light, []))
    yield "units left", [], sorted(own)


def _percent(hits: int, of: int) -> str | None:
    """To one decimal, half up, by whole numbers."""
    if not of:
        return None
    tenths = (2000 * hits + of) // (2 * of)
    return f"{tenths // 10}.{tenths % 10}"


_KINDS: dict[str, Callable[[Data, Count, datetime, Mapping[int | None, str]], Iterator[Pair]]] = {
    "dispatch": _dispatch,
    "daily": _daily,
    "weekly": _weekly,
}
