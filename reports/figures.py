"""Figures (数字): every number that a report prints, with the list behind it; the figure is the length of the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from ledger.attendance import Attendance, OfficeAttendance
from ledger.people import PersonId, UnitId
from ledger.rates import Rate
from ledger.values import dataclass
from reports.composing import Built
from reports.documents import DocumentLine
from reports.lines import Line, Section
from reports.lists import late_line
from reports.offices import UnitLights
from reports.tables import LIGHTS, TITLES
from reports.visits import Visit
from reports.words import SPANS

_NOBODY = "未定单位"
_TAILS = {
    "due_today": "due", "new": "due", "unacknowledged": "unsigned", "to_review": "review", "blockers": "blocked",
    "suspended": "suspended", "notices": "notice", "silent": "silent", "progressed": "moved", "returned": "lacks",
    "overdue": "why", "closed": "ended",
}  # fmt: skip
"""What a line of each list says behind its task; of the others, how it stands with the deadline."""
_RATES = {
    "on_time": ("按期办结", "按期", "未按期"),
    "receipt": ("签收及时", "及时", "未及时"),
    "return": ("退回率", "退回", "未退回"),
}
_ATTENDANCE = (("reported", "已报"), ("missing", "未报"), ("on_leave", "请假"))


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A task of a list whose line is drawn when somebody looks at it; ``days`` it was late, where the list says why."""

    number: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A titled piece of a list: lines of tasks, visits and documents, or the people of one office."""

    title: str
    lines: Sequence[Line | Undrawn | Visit | DocumentLine] = ()
    people: tuple[PersonId, ...] = ()
    unit: UnitId | None = None

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.lines) + len(self.people)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report: ``key`` names it in a button, ``tail`` what each line says behind the task.

    ``hits`` is the numerator of a rate, whose list is the denominator's.
    """

    key: str
    title: str
    parts: tuple[Part, ...]
    tail: str = "when"
    hits: int | None = None

    @property
    def count(self) -> int:
        """The length of the list."""
        return sum(part.count for part in self.parts)

    @property
    def shown(self) -> str:
        """The number as a button has it: 5, or 2/3 for a rate."""
        return str(self.count) if self.hits is None else f"{self.hits}/{self.count}"

    @property
    def is_of_people(self) -> bool:
        """Whether it counts people."""
        return any(part.people for part in self.parts)


@dataclass(frozen=True)
class Figures:
    """The figures of a built report: ``whole`` those of its unit, ``units`` those of each unit by itself."""

    built: Built

    @cached_property
    def whole(self) -> tuple[Figure, ...]:
        """The figures in the order in which they matter; those that are 0 are left out: there is no list to open."""
        make = {"dispatch": self._dispatch, "daily": self._daily, "summary": self._summary}[self.built.form]
        return tuple(one for one in make() if one.count)

    @cached_property
    def units(self) -> tuple[Figure, ...]:
        """One figure for each unit: its open tasks by light, or who of it has reported."""
        report: Any = self.built.report
        if self.built.form == "daily":
            return tuple(_office(report.unit_names[one.unit], one) for one in report.attendance.offices)
        if self.built.form == "dispatch":
            return tuple(Figure(_unit_key(one.unit), one.name or _NOBODY, self._lit([one])) for one in report.units)
        return tuple(self._unit_summary(one) for one in report.units)

    @property
    def unit_count(self) -> int:
        """How many units have a figure."""
        report: Any = self.built.report
        return len(report.attendance.offices if self.built.form == "daily" else report.units)

    def named(self, key: str) -> Figure | None:
        """Return the figure of that key."""
        return next((one for one in (*self.whole, *self.units) if one.key == key), None)

    def drawn(self, line: Line | Undrawn | Visit | DocumentLine) -> Line | Visit | DocumentLine:
        """Return the line as it is printed."""
        if not isinstance(line, Undrawn):
            return line
        view, task = self.built.view, self._tasks[line.number]
        return view.overdue_line(task) if line.days is None else late_line(view, task, line.days)

    def _dispatch(self) -> Iterator[Figure]:
        report: Any = self.built.report
        for key in ("due_today", "overdue", "new", "unacknowledged", "to_review", "blockers", "notices"):
            yield _of_section(report.sections[key])
        yield self._open(report.units)
        yield from (_of_section(report.sections[key]) for key in ("suspended", "silent"))
        yield Figure("documents", "办文到期和超时", (Part("", report.documents),))
        yield Figure("visits", "蹲点督办", (Part("", report.visits),))

    def _daily(self) -> Iterator[Figure]:
        report: Any = self.built.report
        yield from map(_of_section, report.sections.values())
        yield Figure("documents", "办文超时", (Part("", report.documents),))
        for key, title in (("missing", "未报"), ("reported", "已报"), ("on_leave", "请假"), ("owed", "应报")):
            yield Figure(key, title, _by_office(report.attendance, key, report.unit_names))

    def _summary(self) -> Iterator[Figure]:
        report: Any = self.built.report
        span = SPANS[self.built.kind]
        yield from (_of_section(report.flows[key].now) for key in ("closed", "new", "newly_overdue"))
        yield self._open([unit.lights for unit in report.units])
        yield _of_section(report.overdue)
        yield _of_section(report.next)
        yield _of_section(report.rest, title="尚待到期")
        yield _of_section(report.flows["returned"].now)
        yield _of_section(report.suspended)
        yield Figure("key", "重点事项", (Part("", self._lines([one.number for one in report.key])),))
        for key, pair in report.rates.items():
            yield self._rate(key, pair.now)
        yield Figure("days_overdue", "逾期天数", (Part("", self._days(report.days_overdue.now.days)),), "why")
        for key, flow in report.flows.items():
            yield _of_section(flow.before, key=f"last.{key}", title=span.last + TITLES[key])
        for key, pair in report.rates.items():
            yield self._rate(key, pair.before, of=span.last)
        last = self._days(report.days_overdue.before.days)
        yield Figure("last.days_overdue", f"{span.last}逾期天数", (Part("", last),), "why")

    def _unit_summary(self, unit: Any) -> Figure:
        rate = self._rate("on_time", unit.on_time)
        parts = (Part(TITLES["closed"], self._lines(unit.closed)), *self._lit([unit.lights]), *rate.parts)
        return Figure(_unit_key(unit.lights.unit), unit.lights.name or _NOBODY, tuple(p for p in parts if p.count))

    def _open(self, units: Sequence[UnitLights]) -> Figure:
        return Figure("open", TITLES["open"], self._lit(units))

    def _lit(self, units: Sequence[UnitLights]) -> tuple[Part, ...]:
        """Return the open tasks of the units, a part for each light that is on."""
        lit = {light: [number for unit in units for number in getattr(unit, light)] for light in LIGHTS}
        return tuple(Part(LIGHTS[light], self._lines(numbers)) for light, numbers in lit.items() if numbers)

    def _rate(self, key: str, rate: Rate, *, of: str = "") -> Figure:
        """Return a rate: those that count for it, and the rest."""
        title, yes, no = _RATES[key]
        parts = (Part(yes, self._lines(rate.hits)), Part(no, self._lines(_misses(rate))))
        name = f"last.{key}" if of else key
        return Figure(name, of + title, tuple(part for part in parts if part.count), hits=len(rate.hits))

    def _days(self, days: Sequence[tuple[str, int]]) -> tuple[Undrawn, ...]:
        return tuple(Undrawn(number, late) for number, late in days)

    def _lines(self, numbers: Sequence[str]) -> tuple[Undrawn, ...]:
        return tuple(map(Undrawn, numbers))

    @cached_property
    def _tasks(self) -> Mapping[str, Any]:
        return {task.number: task for task in self.built.view.facts.tasks}


def _misses(rate: Rate) -> list[str]:
    """Return the denominator without the numerator; a task may stand there more than once."""
    hits, rest = Counter(rate.hits), list[str]()
    for number in rate.of:
        if hits[number]:
            hits[number] -= 1
        else:
            rest.append(number)
    return rest


def _of_section(section: Section, *, key: str = "", title: str = "") -> Figure:
    ahead = "due" if section.key.startswith(("rest_", "next_")) else "when"
    tail = _TAILS.get(section.key, ahead)
    return Figure(key or section.key, title or TITLES[section.key], (Part("", section.lines),), tail)


def _by_office(present: Attendance, key: str, names: Mapping[UnitId | None, str]) -> tuple[Part, ...]:
    """Return the people of one kind, a part for each office that has any."""
    found = ((one.unit, getattr(one, key)) for one in present.offices)
    return tuple(Part(names[unit] or _NOBODY, people=people, unit=unit) for unit, people in found if people)


def _office(name: str, office: OfficeAttendance) -> Figure:
    parts = tuple(Part(title, people=getattr(office, key), unit=office.unit) for key, title in _ATTENDANCE)
    return Figure(_unit_key(office.unit), name or _NOBODY, tuple(part for part in parts if part.people))


def _unit_key(unit: UnitId | None) -> str:
    return f"unit.{'' if unit is None else unit}"
