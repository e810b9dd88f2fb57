"""What the writer of SQLite has read: rows of tables that seldom change, kept from one transaction to the next.

As a transaction begins, SQLite tells its connection whether anybody else has committed anything since the last one, and
then nothing is kept. A table that the connection writes to is forgotten, and so is everything where anything is undone.
So what is remembered is what the statement would find, whoever else has the file open.
"""

from __future__ import annotations

import sqlite3
from typing import Any

MOST = 2000
"""Answers that are remembered of one table."""

Answers = dict[tuple[Any, ...], Any]


class Memory:
    """What one connection remembers; open only inside a write transaction, where nobody else can change anything."""

    def __init__(self) -> None:
        self._tables: dict[str, Answers] = {}
        self._version: int | None = None
        self._is_open = False

    def open(self, plain: sqlite3.Connection) -> None:
        """Begin with a transaction that may write; forget everything if somebody else has written since the last."""
        version = plain.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self.forget_all()
        self._version, self._is_open = version, True

    def close(self) -> None:
        """End with the transaction."""
        self._is_open = False

    def of(self, table: str) -> Answers | None:
        """Return what is remembered of the table, to be added to; ``None`` outside of such a transaction."""
        if not self._is_open:
            return None
        answers = self._tables.get(table)
        if answers is None or len(answers) >= MOST:
            answers = self._tables[table] = {}
        return answers

    def forget(self, table: str) -> None:
        """Forget what was written to, once that is done."""
        self._tables.pop(table, None)

    def forget_all(self) -> None:
        """Forget everything: something was undone, or written by other words than a prepared statement's."""
        self._tables.clear()
