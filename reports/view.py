"""A view of the facts: the part of the ledger that a chat's unit may see, and lines of a list made from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

from ledger.entries import Returned
from ledger.facts import Facts
from ledger.lights import Lit, light_of, near_until, workdays_overdue
from ledger.people import Assignee, UnitId
from ledger.replacing import replace
from ledger.tasks import Branch, Part, Status, Task
from ledger.values import dataclass
from reports.lines import Line
from reports.words import clean, number_key, said, titled


@dataclass(frozen=True)
class View:
    """The ledger as the people of ``units`` see it, each with all below (``None``: the whole house), at the cut-off."""

    facts: Facts
    units: Collection[UnitId] | None = None

    @cached_property
    def now(self) -> datetime:
        """The cut-off."""
        return self.facts.aligned(self.facts.at)

    @cached_property
    def today(self) -> date:
        """The local day of the cut-off."""
        return self.facts.house.hours.local(self.now).date()

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks with at least one branch inside the unit, by number."""
        inside = (task for task in self.facts.tasks if self.branches(task))
        return tuple(sorted(inside, key=lambda task: number_key(task.number)))

    @cached_property
    def open(self) -> tuple[Task, ...]:
        """Those whose clock runs: neither closed nor withdrawn nor suspended."""
        self.facts.must_hold(every_open=True)
        return tuple(task for task in self.tasks if task.is_running)

    @cached_property
    def by_deadline(self) -> tuple[Task, ...]:
        """The open tasks by deadline, those without one last, then by number."""

        def key(task: Task) -> tuple[bool, float]:
            return task.deadline is None, task.deadline.timestamp() if task.deadline else 0.0

        return tuple(sorted(self.open, key=key))

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The place of each open task by deadline."""
        return {task.number: place for place, task in enumerate(self.by_deadline)}

    @cached_property
    def claimed(self) -> tuple[Task, ...]:
        """Those of the open tasks that wait for the reviewer, by number."""
        return tuple(task for task in self.open if task.number in self._claimed)

    @cached_property
    def overdue(self) -> tuple[Task, ...]:
        """Those past their deadline, by deadline; a late claim that waits for review is still among them."""
        return tuple(task for task in self.by_deadline if task.number in self._days_late)

    @cached_property
    def ahead(self) -> tuple[Task, ...]:
        """Those that are neither overdue nor claimed, by deadline."""
        others = self._claimed | self._days_late.keys()
        return tuple(task for task in self.by_deadline if task.number not in others)

    @cached_property
    def _claimed(self) -> frozenset[str]:
        return frozenset(task.number for task in self.open if task.status is Status.CLAIMED)

    @cached_property
    def _days_late(self) -> Mapping[str, int]:
        late = ((task.number, workdays_overdue(task, self.now, self.facts.house)) for task in self.open)
        return {number: days for number, days in late if days is not None}

    @cached_property
    def name(self) -> str:
        """The names of the uppermost units; empty for the whole house."""
        roster, inside = self.facts.roster, self.inside
        tops = [unit for unit in roster.units if unit.id in inside and unit.parent not in inside]
        return "" if self.units is None else "、".join(clean(unit.name) for unit in tops)

    @cached_property
    def inside(self) -> frozenset[UnitId]:
        """The units and all below them."""
        roster = self.facts.roster
        roots = [roster.unit(unit).id for unit in self.units or ()]
        return frozenset(unit.id for unit in roster.units if any(roster.within(unit.id, root) for root in roots))

    @cached_property
    def lacked(self) -> dict[str, str]:
        """What was missing when a task was last sent back, by its number."""
        return {entry.number: entry.missing for entry in self.facts.said(Returned)}

    def unit_name(self, unit: UnitId | None) -> str:
        """Return the unit's name; empty where there is no unit."""
        return "" if unit is None else clean(self.facts.roster.unit(unit).name)

    def covers(self, unit: UnitId | None) -> bool:
        """Tell whether the unit lies inside."""
        return self.units is None or unit in self.inside

    def branches(self, task: Task) -> tuple[Branch, ...]:
        """Return the task's branches inside the unit, the lead ones first."""
        return self._branches[task.number]

    @cached_property
    def _branches(self) -> Mapping[str, tuple[Branch, ...]]:
        unit_of = self.facts.roster.unit_of
        if self.units is None:
            return {task.number: _leads_first(task) for task in self.facts.tasks}
        return {
            task.number: tuple([one for one in (*task.leads, *task.supports) if self.covers(unit_of(one.assignee))])
            for task in self.facts.tasks
        }

    def answering(self, task: Task) -> tuple[Branch, ...]:
        """Return the leads inside the unit, else the supports: a group reads no names from outside."""
        inside = self.branches(task)
        return tuple([branch for branch in inside if branch.part is Part.LEAD]) or inside

    def home(self, task: Task) -> UnitId | None:
        """Return the unit that the task is counted under: that of its first lead here, else of its first support."""
        return self.facts.roster.unit_of(self.branches(task)[0].assignee)

    @cached_property
    def led(self) -> tuple[Task, ...]:
        """The tasks with a lead inside the unit: rates do not count against those who support."""
        self.facts.must_hold(every_open=True, every_over=True)
        return tuple(task for task in self.tasks if self.branches(task)[0].part is Part.LEAD)

    @cached_property
    def by_assignee(self) -> dict[Assignee, list[tuple[Task, Branch]]]:
        """The branches of the open tasks by who is answerable for them."""
        found: dict[Assignee, list[tuple[Task, Branch]]] = {}
        for task in self.open:
            for branch in task.held:
                found.setdefault(branch.assignee, []).append((task, branch))
        return found

    def in_order(self, units: Collection[UnitId | None]) -> list[UnitId | None]:
        """Return the units in roster order, what belongs to none last."""
        known: list[UnitId | None] = [unit.id for unit in self.facts.roster.units if unit.id in units]
        return [*known, None] if None in units else known

    def local(self, moment: datetime | None) -> datetime | None:
        """Return the moment in business time."""
        return None if moment is None else self.facts.house.hours.local(moment)

    def light(self, task: Task) -> Lit | None:
        """Return the task's light at the cut-off; one that is not open has none."""
        if task.number not in self._lights:
            self._lights[task.number] = light_of(task, self.now, self.facts.house, near=self._near)
        return self._lights[task.number]

    @cached_property
    def _near(self) -> datetime:
        return self.facts.aligned(near_until(self.now, self.facts.house))

    @cached_property
    def _lights(self) -> dict[str, Lit | None]:
        return {}

    def who(self, branches: Iterable[Branch]) -> tuple[str, ...]:
        """Return the names of the assignees."""
        return tuple([self._name_of(branch.assignee) for branch in branches])

    @cached_property
    def _name_of(self) -> Callable[[Assignee], str]:
        roster = self.facts.roster  # Not the view itself: it would be a ring that holds all of its tasks.
        return cache(lambda assignee: clean(roster.name_of(assignee)))

    def line(
        self,
        task: Task,
        *,
        branch: Branch | None = None,
        days: int | None = None,
        percent: int | None = None,
        note: str = "",
        code: str = "",
        why: str = "",
        until: datetime | None = None,
    ) -> Line:
        """Return the task as a line, or one branch of it; ``until`` stands in the place of the deadline.

        ``note`` are somebody's words, ``code`` stands there instead where it is a number of ours.
        """
        whole, changes = self._line_of(task), dict[str, Any]()
        if branch is not None:
            changes["who"] = self.who([branch])
        if until is not None:
            changes["deadline"] = self.local(until)
        said_so = {"days": days, "percent": percent, "note": code or (note and said(note)), "why": why}
        changes |= {name: value for name, value in said_so.items() if value not in {None, ""}}
        return replace(whole, **changes) if changes else whole

    def _line_of(self, task: Task) -> Line:
        """Return the task as a line; a summary tells of it in several lists, and words it once."""
        if task.number not in self._lines:
            self._lines[task.number] = Line(
                number=task.number,
                title=titled(task.title),
                who=self.who(self.answering(task)),
                deadline=self.local(task.deadline),
                lit=self.light(task),
                term=task.term,
            )
        return self._lines[task.number]

    @cached_property
    def _lines(self) -> dict[str, Line]:
        return {}

    def overdue_line(self, task: Task, *, note: str = "") -> Line:
        """Return the task with its workdays overdue."""
        return self.line(task, days=self._days_late.get(task.number), note=note)

    @cached_property
    def due_today(self) -> frozenset[str]:
        """The numbers of what falls due today and is neither overdue nor claimed."""
        return frozenset(task.number for task in self.due_within(self.today, self.today))

    def due_within(self, first: date, last: date) -> tuple[Task, ...]:
        """Return what falls due on those days and is neither overdue nor claimed, by deadline."""
        days = ((task, self.local(task.deadline)) for task in self.ahead)
        return tuple(task for task, due in days if due is not None and first <= due.date() <= last)


def _leads_first(task: Task) -> tuple[Branch, ...]:
    """Return all branches, the lead ones first; as they stand where that is their order, for a city has many tasks."""
    branches = task.branches
    return branches if len(branches) == 1 else (*task.leads, *task.supports)
