"""The ledger for other programs: entries as JSON objects (``docs/interface.md``), tasks as lines of the 台账."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, select

from ledger.entries import Assigned, Recorded, TaskEntry
from ledger.folding import replay
from ledger.lights import Lit, light_of
from ledger.people import Assignee, PersonId, Roster, UnitId
from ledger.tasks import Task
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.codec import body_of, stamp
from storage.entry_rows import recorded, texts_of
from storage.tables import entries

WINDOW = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One task with the names of those who answer for it: all that the standard columns need."""

    task: Task
    lead_units: tuple[str, ...]
    support_units: tuple[str, ...]
    people: tuple[str, ...]
    assigned_by: str
    light: Lit | None
    evidence: tuple[str, ...]


async def entry_objects(books: OpenBooks, *, as_of: datetime | None = None) -> AsyncIterator[dict[str, Any]]:
    """Yield the entries in the order of the chain; with ``as_of`` those that the ledger held at that moment."""
    after = 0
    while found := await entry_window(books, after=after):
        for one in found:
            if as_of is None or one["recorded_at"] <= stamp(as_of):
                yield one
        after += WINDOW


async def entry_window(books: OpenBooks, *, after: int, most: int = WINDOW) -> tuple[dict[str, Any], ...]:
    """Return the next entries after a number, at most so many; ``texts`` holds the free words that are not erased.

    seq, kind, task, at, recorded_at, by, source and data are what is hashed: anyone can recompute the chain.
    """
    window = entries.c.seq.between(after + 1, after + most)
    rows = (await books.connection.execute(select(entries).where(window).order_by(entries.c.seq))).mappings().all()
    words = await texts_of(books.connection, window) if rows else {}
    return tuple(_object(books, row, words.get(row["seq"], {})) for row in rows)


def _object(books: OpenBooks, row: RowMapping, words: Mapping[str, str | None]) -> dict[str, Any]:
    known = {name: word for name, word in words.items() if word is not None}
    links = {"prev": row["prev"], "hash": row["hash"]}
    return body_of(row) | links | {"by_name": _name(books.roster, row["by"]), "texts": known}


def without_words(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry of the export with numbers, dates and states only: no free words, no names, no file names.

    The hashes of the words stay; the entry's own can be recomputed only by those who have the file names as well.
    """
    files = [{**file, "name": ""} for file in entry["data"].get("files", [])]
    data = {**entry["data"], "files": files} if files else entry["data"]
    return {**entry, "data": data, "by_name": "", "texts": {}}


async def task_lines(books: OpenBooks, *, as_of: datetime | None = None) -> tuple[TaskLine, ...]:
    """Return every task as the ledger held it at a moment, in the order of assignment."""
    moment = as_of or books.now
    found: dict[str, list[Recorded]] = {}
    for record in await recorded(books.connection, entries.c.task.is_not(None), entries.c.recorded_at <= moment):
        if isinstance(record.entry, TaskEntry):
            found.setdefault(record.entry.number, []).append(record)
    begun = (records for records in found.values() if isinstance(records[0].entry, Assigned))
    return tuple(_line(books, replay(records), moment) for records in begun)


def lines_of(books: OpenBooks, tasks: Iterable[Task]) -> tuple[TaskLine, ...]:
    """Return the lines of these tasks as they stand now."""
    return tuple(_line(books, task, books.now) for task in tasks)


def _line(books: OpenBooks, task: Task, moment: datetime) -> TaskLine:
    roster = books.roster
    people = [branch.assignee.person for branch in task.branches if branch.assignee.person is not None]
    return TaskLine(
        task=task,
        lead_units=_units(roster, [branch.assignee for branch in task.leads]),
        support_units=_units(roster, [branch.assignee for branch in task.supports]),
        people=tuple(_name(roster, person) for person in people),
        assigned_by=_name(roster, task.assigned_by),
        light=light_of(task, moment, books.house),
        evidence=tuple(file.name for file in task.files),
    )


def _units(roster: Roster, assignees: list[Assignee]) -> tuple[str, ...]:
    """Return the units' names, each once, in order."""
    found: dict[UnitId, str] = {}
    for assignee in assignees:
        unit = roster.unit_of(assignee)
        if unit is not None:
            found[unit] = roster.unit(unit).name
    return tuple(found.values())


def _name(roster: Roster, person: PersonId | None) -> str:
    """Return the name; the clock and the command line have none."""
    return "" if person is None else roster.person(person).name
