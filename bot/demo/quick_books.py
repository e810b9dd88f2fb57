"""Books for a whole week within seconds: entries are written at once, the state of tasks when all is told."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime

from ledger.entries import TaskEntry
from ledger.folding import fold, replay
from ledger.tasks import Task
from ledger.undo_entries import Undone
from ledger.values import dataclass
from storage import task_rows
from storage.books import OpenBooks
from storage.store import Store


@dataclass
class Tasks:
    """The tasks as they stand, and when each was last changed since they were written down."""

    known: dict[str, Task] = field(default_factory=dict)
    changed: dict[str, datetime] = field(default_factory=dict)


class QuickBooks(OpenBooks):
    """Open books that nobody else writes into meanwhile."""

    def __init__(self, books: OpenBooks, store: Store, tasks: Tasks) -> None:
        super().__init__(books.connection, house=books.house, roster=books.roster, now=books.now, shipped=store.house)
        self._kept = tasks

    async def task(self, number: str) -> Task:
        """Return the task as it stands."""
        if number not in self._kept.known:
            self._kept.known[number] = await super().task(number)
        return self._kept.known[number]

    async def append(self, entry: TaskEntry) -> Task:
        """Append an entry to the chain and fold it into its task."""
        record = await self._chain.write(entry, recorded_at=self.now)
        if isinstance(entry, Undone):
            task = replay(await self.entries_of(entry.number))
        else:
            task = fold(self._kept.known.get(entry.number), record.entry, seq=record.seq)
        self._kept.known[entry.number], self._kept.changed[entry.number] = task, entry.at
        return task

    async def write_down(self) -> None:
        """Bring the table of the present state up to date with what was folded."""
        for number, at in self._kept.changed.items():
            await task_rows.save(self.connection, self._kept.known[number], last_at=at)
        self._kept.changed.clear()
