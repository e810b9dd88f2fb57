"""Folds: while the entries are walked through, each task and document is folded, and compared at its last entry.

What is over is forgotten, so that the memory holds what is open at that place of the chain, and not the whole ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Select, Table, Text, or_, select, type_coerce

from ledger.document_entries import DocumentEntry, DocumentRegistered, DocumentUndone
from ledger.documents import fold_document, replay_document
from ledger.entries import Assigned, Entry, Recorded, Source, TaskEntry
from ledger.folding import fold_on, replay
from ledger.undo_entries import Undone
from ledger.values import dataclass
from storage import document_rows, task_rows
from storage.codec import dump_state, read_document, read_task
from storage.entry_rows import chunks, recorded_by
from storage.proving import plain_rows
from storage.tables import branches, documents, tasks
from storage.types import Moment


def _found_by(table: Table) -> list[Column[Any]]:
    """Return the columns by which states are found, the number first."""
    return [column for column in table.c if column.name not in {"state", "last_at"}]


@dataclass(frozen=True, slots=True)
class Kept:
    """How the driver keeps the columns of a table of states: what its moments become on the way in and out."""

    into: tuple[tuple[int, Callable[[Any], Any]], ...]
    out: tuple[tuple[int, Callable[[Any], Any]], ...]

    @classmethod
    def of(cls, table: Table, dialect: Dialect) -> Kept:
        """Return what that table's columns need."""
        moments = [(n, column.type) for n, column in enumerate(_found_by(table)) if isinstance(column.type, Moment)]
        into = [(n, one.bind_processor(dialect)) for n, one in moments]
        out = [(n, one.result_processor(dialect, None)) for n, one in moments]
        return cls(*(tuple((n, change) for n, change in each if change is not None) for each in (into, out)))

    def stored(self, told: Sequence[Any]) -> list[Any]:
        """Return the values as the driver gives them."""
        return _changed(self.into, told)

    def meant(self, row: Sequence[Any]) -> list[Any]:
        """Return the values, without the state, as they are meant."""
        return _changed(self.out, row[:-1])


def _changed(changes: Iterable[tuple[int, Callable[[Any], Any]]], values: Sequence[Any]) -> list[Any]:
    changed = list(values)
    for n, change in changes:
        changed[n] = change(changed[n])
    return changed


@dataclass
class Folds:
    """One table of states and the fold that it caches; ``differ`` are the numbers whose row is not their fold.

    The entries are taken from behind the link ``after`` on; what began before is replayed from its own beginning.
    """

    table: Table
    kind: type[Any]
    begins: type[Entry]
    undoes: type[Entry]
    add: Callable[[Any, Any, int, int | None, int | None], Any]
    replay: Callable[[Iterable[Recorded]], Any]
    read: Callable[[str], Any]
    columns: Callable[[Any], Mapping[str, Any]]
    after: int
    branches: Callable[[Any], list[dict[str, Any]]] | None = None
    known: dict[str, Any] = field(default_factory=dict)
    anew: set[str] = field(default_factory=set)
    differ: set[str] = field(default_factory=set)

    def take(self, entry: Any, seq: int, chat: int | None, message: int | None) -> None:
        """Fold one more entry; what has an entry before these, or one that takes another back, is replayed later."""
        number, kind = entry.number, type(entry)
        known = self.known.get(number)
        if kind is self.undoes:
            self.anew.add(number)
        elif known is not None or kind is self.begins:
            self.known[number] = self.add(known, entry, seq, chat, message)
        elif number not in self.anew:
            # Its row claimed to be complete before this entry; or it began before the entries that are walked.
            (self.anew if self.after else self.differ).add(number)

    def compare(self, connection: Connection, first: int, last: int) -> None:
        """Compare the rows whose last entry is among these, and forget what was folded for them."""
        rows = plain_rows(connection, self._rows(self.table.c.version.between(first, last)))
        numbers = [row[0] for row in rows]
        replayed = self._replayed(connection, [number for number in numbers if number in self.anew])
        held, kept = self._held(connection, numbers), Kept.of(self.table, connection.dialect)
        for number, row in zip(numbers, rows, strict=True):
            known = self.known.pop(number, None)
            if number in self.anew:
                self.anew.discard(number)
                known = replayed.get(number)
            if known is None or held.get(number, []) != self._branches(known) or not self._is(kept, row, known):
                self.differ.add(number)

    def _is(self, kept: Kept, row: Sequence[Any], known: Any) -> bool:
        """Tell whether the row says what was folded, in its state and in the columns by which it is found.

        One that is as it would be written today says it; else it is read, for it may say the same in other words.
        """
        told = [*self.columns(known).values()]
        if tuple(row) == (*kept.stored(told), dump_state(known)):
            return True
        return kept.meant(row) == told and bool(self.read(row[-1]) == known)

    def _branches(self, known: Any) -> list[tuple[Any, ...]]:
        return [] if self.branches is None else [tuple(row.values()) for row in self.branches(known)]

    def _held(self, connection: Connection, numbers: Sequence[str]) -> Mapping[str, list[tuple[Any, ...]]]:
        """Return the rows of these tasks' branches, in their order."""
        held: dict[str, list[tuple[Any, ...]]] = {}
        for chunk in chunks(numbers) if self.branches is not None else ():
            query = select(branches).where(branches.c.task.in_(chunk)).order_by(branches.c.task, branches.c.n)
            for row in plain_rows(connection, query):
                held.setdefault(row[0], []).append(tuple(row))
        return held

    def finish(self, connection: Connection, last: int, *, more: bool) -> set[str]:
        """Return all numbers that differ; where there are no ``more`` entries, also rows that lie beyond the chain.

        What goes on after these entries, by its row, is compared by whoever walks on.
        """
        left = self.known.keys() | self.anew
        if more:
            goes_on = self.table.c.version > last
            for chunk in chunks(left):
                left -= {row[0] for row in plain_rows(connection, self._rows(self.table.c.number.in_(chunk), goes_on))}
            return self.differ | left
        beyond = or_(self.table.c.version > last, self.table.c.version < 1)
        return self.differ | left | {row[0] for row in plain_rows(connection, self._rows(beyond))}

    def _rows(self, *where: Any) -> Select[Any]:
        return select(*_found_by(self.table), type_coerce(self.table.c.state, Text)).where(*where)

    def _replayed(self, connection: Connection, numbers: Sequence[str]) -> dict[str, Any]:
        """Return what the entries of each number make, without those that do not begin with a beginning."""
        replayed = {}
        for chunk in chunks(numbers):
            try:
                found = recorded_by(connection, chunk)
            except (KeyError, ValueError):
                continue  # An entry before those that are walked cannot be read; its hash, too, is not ours to prove.
            for number, records in found.items():
                if isinstance(records[0].entry, self.begins):
                    replayed[number] = self.replay(records)
        return replayed


def of_tasks(after: int) -> Folds:
    """Return the folds of tasks, for a walk from behind that link on."""

    def add(task: Any, entry: Any, seq: int, _chat: int | None, _message: int | None) -> Any:
        return fold_on(task, entry, seq=seq)

    columns = task_rows.columns_of
    return Folds(
        tasks, TaskEntry, Assigned, Undone, add, replay, read_task, columns, after, branches=task_rows.branches_of
    )


def of_documents(after: int) -> Folds:
    """Return the folds of documents, as of tasks."""

    def add(document: Any, entry: Any, seq: int, chat: int | None, message: int | None) -> Any:
        return fold_document(document, entry, seq=seq, source=Source(chat=chat, message=message))

    columns = document_rows.columns_of
    return Folds(
        documents,
        DocumentEntry,
        DocumentRegistered,
        DocumentUndone,
        add,
        replay_document,
        read_document,
        columns,
        after,
    )
