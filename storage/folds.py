"""Folds: while the entries are walked through, each task and document is folded, and compared at its last entry.

What is over is forgotten, so that the memory holds what is open at that place of the chain, and not the whole ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any

from sqlalchemy import Connection, Table, Text, or_, select, type_coerce

from ledger.document_entries import DocumentEntry, DocumentRegistered, DocumentUndone
from ledger.documents import fold_document, replay_document
from ledger.entries import Assigned, Entry, Recorded, Source, TaskEntry
from ledger.folding import fold_on, replay
from ledger.undo_entries import Undone
from ledger.values import dataclass
from storage import document_rows, task_rows
from storage.codec import read_document, read_task
from storage.entry_rows import chunks, recorded_by
from storage.tables import branches, documents, tasks


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
        rows = self._rows(connection, self.table.c.version.between(first, last))
        replayed = self._replayed(connection, [row.number for row in rows if row.number in self.anew])
        held = self._held(connection, [row.number for row in rows])
        for row in rows:
            known = self.known.pop(row.number, None)
            if row.number in self.anew:
                self.anew.discard(row.number)
                known = replayed.get(row.number)
            if known is None or not self._is(row, known) or held[row.number] != self._branches(known):
                self.differ.add(row.number)

    def _is(self, row: Any, known: Any) -> bool:
        """Tell whether the row says what was folded, in its state and in the columns by which it is found."""
        told = self.columns(known)
        return all(getattr(row, name) == value for name, value in told.items()) and self.read(row.state) == known

    def _branches(self, known: Any) -> list[dict[str, Any]]:
        return [] if self.branches is None else self.branches(known)

    def _held(self, connection: Connection, numbers: Sequence[str]) -> Mapping[str, list[dict[str, Any]]]:
        """Return the rows of these tasks' branches, in their order."""
        held: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for chunk in chunks(numbers) if self.branches is not None else ():
            query = select(branches).where(branches.c.task.in_(chunk)).order_by(branches.c.task, branches.c.n)
            for row in connection.execute(query).mappings():
                held[row["task"]].append(dict(row))
        return held

    def finish(self, connection: Connection, last: int, *, more: bool) -> set[str]:
        """Return all numbers that differ; where there are no ``more`` entries, also rows that lie beyond the chain.

        What goes on after these entries, by its row, is compared by whoever walks on.
        """
        left = self.known.keys() | self.anew
        if more:
            goes_on = self.table.c.version > last
            for chunk in chunks(left):
                left -= {row.number for row in self._rows(connection, self.table.c.number.in_(chunk), goes_on)}
            return self.differ | left
        beyond = or_(self.table.c.version > last, self.table.c.version < 1)
        return self.differ | left | {row.number for row in self._rows(connection, beyond)}

    def _rows(self, connection: Connection, *where: Any) -> Sequence[Any]:
        found_by = [column for column in self.table.c if column.name not in {"state", "last_at"}]
        query = select(*found_by, type_coerce(self.table.c.state, Text).label("state"))
        return connection.execute(query.where(*where)).all()

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
