"""重算: a notice was kept, and what was provisional (暂定) is counted by it, once; parts never outlive the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from ledger.acts.ports import Books
from ledger.acts.splitting import offspring
from ledger.house import House
from ledger.office_entries import CalendarYearSet
from ledger.origin_entries import RecurrenceSet
from ledger.receipts import is_provisional
from ledger.recounting import Reads, Recount
from ledger.tasks import Branch, Task
from ledger.time_entries import Recounted
from ledger.values import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """One task before and after; ``certain`` unless its words could not be read again, so that somebody has to look."""

    before: Task
    after: Task
    certain: bool = True

    @property
    def moved(self) -> bool:
        """Whether anybody has another limit than before."""
        return _limits(self.before) != _limits(self.after)


async def recount(books: Books, provisional: Iterable[Task], *, read: Reads, at: datetime) -> tuple[Counted, ...]:
    """Count these tasks by the calendar in force, wholes before their parts; return each with what became of it.

    A year of which the notice is still missing leaves its tasks as they are.
    """
    how = Recount(books.house, await _calendars(books), read, await _rules(books))
    found: dict[str, Counted] = {}
    for task in _wholes_first(provisional):
        one = await _recounted(books, how, await books.task(task.number), found, at)
        if one is not None:
            found[task.number] = one
    for one in tuple(found.values()):
        for part in await offspring(books, one.after):
            end = one.after.deadline
            if end is not None and part.deadline is not None and part.deadline > end:
                cut = Recounted(number=part.number, by=None, at=at, deadline=end, provisional=part.provisional)
                known = found.get(part.number)
                found[part.number] = Counted(known.before if known else part, await books.append(cut))
    return tuple(found.values())


def _wholes_first(tasks: Iterable[Task]) -> list[Task]:
    known = {task.number: task for task in tasks}

    def depth(task: Task) -> int:
        above = known.get(task.parent) if task.parent is not None else None
        return 0 if above is None else depth(above) + 1

    return sorted(known.values(), key=depth)


async def _recounted(books: Books, how: Recount, task: Task, found: dict[str, Counted], at: datetime) -> Counted | None:
    if not task.is_open or not task.provisional:
        return None
    wanted, certain = how.of(await books.entries_of(task.number))
    whole = found.get(task.parent) if task.parent is not None else None
    if task.parent is not None:
        parent = await books.task(task.parent)
        before = whole.before if whole is not None else parent
        if before.deadline == task.deadline:
            wanted, certain = replace(wanted, deadline=parent.deadline), True
        wanted = _within(wanted, parent)
    wanted = _not_past(task, wanted, at)
    entry = _entry(task, wanted, at, books.house)
    if entry.provisional and entry.deadline is None and not entry.dues and not entry.stage_deadlines:
        return None  # Nothing moves, and the mark stays: another year is still to come.
    return Counted(task, await books.append(entry), certain)


def _within(task: Task, parent: Task) -> Task:
    if not parent.is_open or parent.deadline is None or task.deadline is None:
        return task
    return replace(task, deadline=min(task.deadline, parent.deadline))


def _not_past(task: Task, wanted: Task, at: datetime) -> Task:
    """Nobody is made late by a notice: what would be due already keeps its limit."""
    late = wanted.deadline is not None and task.deadline is not None and wanted.deadline <= at < task.deadline
    return replace(wanted, deadline=task.deadline) if late else wanted


def _entry(task: Task, wanted: Task, at: datetime, house: House) -> Recounted:
    dues = {was.due: now.due for was, now in _pairs(task, wanted) if was.due and now.due and was.due != now.due}
    stages = tuple(one.deadline for one in wanted.milestones)
    ends = [one for one in (wanted.deadline, *stages, *(now.due for _, now in _pairs(task, wanted))) if one is not None]
    return Recounted(
        number=task.number,
        by=None,
        at=at,
        deadline=wanted.deadline if wanted.deadline != task.deadline else None,
        stage_deadlines=stages if stages != tuple(one.deadline for one in task.milestones) else (),
        dues_before=tuple(dues),
        dues=tuple(dues.values()),
        provisional=any(is_provisional(task.assigned_at, end, house) for end in ends),
    )


def _pairs(task: Task, wanted: Task) -> tuple[tuple[Branch, Branch], ...]:
    return tuple(zip(task.held, wanted.held, strict=True))


def _limits(task: Task) -> tuple[datetime | None, ...]:
    stages = (one.deadline for one in task.milestones)
    return task.deadline, *stages, *(branch.due for branch in task.branches)


@dataclass(frozen=True)
class _Then:
    """The house as it may have been when an entry was made: without the notices that were kept only later.

    Or without the last of them: the others may repeat what came with the program.
    """

    house: House
    kept: tuple[tuple[int, int], ...]

    def __call__(self, seq: int) -> tuple[House, ...]:
        later = frozenset(year for year, kept in self.kept if kept > seq)
        choices = dict.fromkeys([later, frozenset({max(later)})]) if later else {later: None}
        return tuple(replace(self.house, calendar=self.house.calendar.without_notices(one)) for one in choices)


async def _calendars(books: Books) -> _Then:
    first: dict[int, int] = {}
    for record in await books.records_of(CalendarYearSet):
        if isinstance(record.entry, CalendarYearSet):
            first.setdefault(record.entry.year, record.seq)
    return _Then(books.house, tuple(first.items()))


async def _rules(books: Books) -> dict[int, RecurrenceSet]:
    records = await books.records_of(RecurrenceSet)
    return {record.seq: record.entry for record in records if isinstance(record.entry, RecurrenceSet)}
