"""Folds: while the entries are walked through, each task and document is folded, and compared at its last entry.

What is over is forgotten, so that the memory holds what is open at that place of the chain, and not the whole ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, Text, or_, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.document_entries import DocumentEntry, DocumentRegistered, DocumentUndone
from ledger.documents import fold_document, replay_document
from ledger.entries import Assigned, Entry, Recorded, Source, TaskEntry
from ledger.folding import fold, replay
from ledger.undo_entries import Undone
from storage.codec import read_document, read_task
from storage.entry_rows import recorded
from storage.tables import documents, entries, tasks


@dataclass
class Folds:
    """One table of states and the fold that it caches; ``differ`` are the numbers whose row is not their fold."""

    table: Table
    kind: type[Any]
    begins: type[Entry]
    undoes: type[Entry]
    add: Callable[[Any, Any, int, Source], Any]
    replay: Callable[[Iterable[Recorded]], Any]
    read: Callable[[str], Any]
    whole: bool = True
    known: dict[str, Any] = field(default_factory=dict)
    anew: set[str] = field(default_factory=set)
    differ: set[str] = field(default_factory=set)

    def take(self, entry: Any, *, seq: int, source: Source) -> None:
        """Fold one more entry; without the ones before it (``whole`` is false) its number is replayed later."""
        number = entry.number
        if isinstance(entry, self.undoes) or not self.whole:
            self.anew.add(number)
        elif number in self.known or isinstance(entry, self.begins):
            self.known[number] = self.add(self.known.get(number), entry, seq, source)
        elif number not in self.anew:
            self.differ.add(number)  # Its row claimed to be complete before this entry.

    async def compare(self, connection: AsyncConnection, first: int, last: int) -> None:
        """Compare the rows whose last entry is among these, and forget what was folded for them."""
        for number, version, state in await self._rows(connection, self.table.c.version.between(first, last)):
            known = self.known.pop(number, None)
            if number in self.anew:
                self.anew.discard(number)
                known = await self._replayed(connection, number)
            if known is None or version != known.version or self.read(state) != known:
                self.differ.add(number)

    async def finish(self, connection: AsyncConnection, last: int) -> set[str]:
        """Return all numbers that differ: also those without a row, and rows that lie beyond the chain."""
        beyond = or_(self.table.c.version > last, self.table.c.version < 1)
        outside = {number for number, *_ in await self._rows(connection, beyond)}
        return self.differ | set(self.known) | self.anew | outside

    async def _rows(self, connection: AsyncConnection, where: Any) -> Sequence[Any]:
        query = select(self.table.c.number, self.table.c.version, type_coerce(self.table.c.state, Text))
        return (await connection.execute(query.where(where))).all()

    async def _replayed(self, connection: AsyncConnection, number: str) -> Any:
        return self.replay(await recorded(connection, entries.c.task == number))


def of_tasks(*, whole: bool) -> Folds:
    """Return the folds of tasks; not ``whole``: the chain is walked from a later link on."""

    def add(task: Any, entry: Any, seq: int, _source: Source) -> Any:
        return fold(task, entry, seq=seq)

    return Folds(tasks, TaskEntry, Assigned, Undone, add, replay, read_task, whole)


def of_documents(*, whole: bool) -> Folds:
    """Return the folds of documents, as of tasks."""

    def add(document: Any, entry: Any, seq: int, source: Source) -> Any:
        return fold_document(document, entry, seq=seq, source=source)

    return Folds(
        documents, DocumentEntry, DocumentRegistered, DocumentUndone, add, replay_document, read_document, whole
    )
