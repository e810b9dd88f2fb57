"""What was known: which entries count for a moment of the past, and tasks folded from those alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.entries import Assigned, Recorded, TaskEntry
from ledger.folding import replay
from ledger.tasks import Task
from ledger.values import dataclass
from storage.entry_rows import beside, chunks, recorded
from storage.tables import entries, tasks


@dataclass(frozen=True, slots=True)
class Known:
    """Which entries count: sent until ``at``, and recorded not behind the link ``upto``, where one is named."""

    at: datetime
    upto: int | None

    @property
    def entries(self) -> tuple[ColumnElement[bool], ...]:
        """The conditions that hold of them."""
        return entries.c.at <= self.at, *(() if self.upto is None else (entries.c.seq <= self.upto,))

    @property
    def whole(self) -> ColumnElement[bool]:
        """The condition that nothing of a task's row is left out: it stands as it stood."""
        return and_(tasks.c.last_at <= self.at, *(() if self.upto is None else (tasks.c.version <= self.upto,)))

    def is_all(self, task: Any) -> bool:
        """Tell the same of a row."""
        return task.last_at <= self.at and (self.upto is None or task.version <= self.upto)


async def replayed(connection: AsyncConnection, numbers: Iterable[str], *known: ColumnElement[bool]) -> dict[str, Task]:
    """Return the tasks as the entries that are ``known`` leave them; those that had not begun are not among them."""
    found: dict[str, list[Recorded]] = {}
    for chunk in chunks(numbers):
        for record in await recorded(connection, entries.c.task.in_(chunk), *known):
            if isinstance(record.entry, TaskEntry):
                found.setdefault(record.entry.number, []).append(record)
    begun = {number: records for number, records in found.items() if isinstance(records[0].entry, Assigned)}
    return await beside(partial(_folded, begun), sum(map(len, begun.values())))


def _folded(begun: Mapping[str, Sequence[Recorded]]) -> dict[str, Task]:
    return {number: replay(records) for number, records in begun.items()}
