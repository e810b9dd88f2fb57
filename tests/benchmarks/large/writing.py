"""Writing rows in bulk: plain statements on SQLite, COPY on PostgreSQL, indexes made afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.parse import urlsplit

import psycopg
from psycopg import sql
from sqlalchemy import Table

Rows = Sequence[Sequence[Any]]


class Bulk(Protocol):
    """A database that is being filled; nobody else is connected."""

    def add(self, table: Table, rows: Rows) -> None:
        """Add rows, their values in the order of the table's columns."""
        ...

    def run(self, statement: str) -> None:
        """Run one statement without parameters."""
        ...


@contextmanager
def writing(url: str) -> Iterator[Bulk]:
    """Yield the database, without its indexes; they are made when the block ends, and the planner's figures, too."""
    with _sqlite(url) if url.startswith("sqlite") else _postgresql(url) as bulk:
        yield bulk


@contextmanager
def _sqlite(url: str) -> Iterator[Bulk]:
    file = sqlite3.connect(urlsplit(url).path.removeprefix("/"), isolation_level=None)
    for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-3000000", "locking_mode=EXCLUSIVE"):
        file.execute(f"PRAGMA {setting}")
    made = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for name, _ in made:
        file.execute(f'DROP INDEX "{name}"')
    file.execute("BEGIN")
    yield _Sqlite(file)
    file.execute("COMMIT")
    for _, statement in made:
        file.execute(statement)
    file.execute("PRAGMA journal_mode=WAL")
    file.close()


class _Sqlite:
    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file

    def add(self, table: Table, rows: Rows) -> None:
        places = ",".join("?" * len(table.c))
        self._file.executemany(f"INSERT INTO {table} {_columns(table)} VALUES ({places})", rows)  # noqa: S608 - ours

    def run(self, statement: str) -> None:
        self._file.execute(statement)


@contextmanager
def _postgresql(url: str) -> Iterator[Bulk]:
    query = (
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE 'ix\\_%'"
        " AND tablename IN ('entries', 'tasks', 'branches')"
    )
    with psycopg.connect(url, options="-c timezone=UTC") as server:  # Moments are written without their zone.
        made = server.execute(query).fetchall()
        for name, _ in made:
            server.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        yield _Postgresql(server)
        for _, statement in made:
            server.execute(statement)
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("VACUUM ANALYZE")


class _Postgresql:
    def __init__(self, server: psycopg.Connection) -> None:
        self._server = server

    def add(self, table: Table, rows: Rows) -> None:
        statement = f"COPY {table} {_columns(table)} FROM STDIN".encode()
        with self._server.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)

    def run(self, statement: str) -> None:
        self._server.execute(statement.encode())


def _columns(table: Table) -> str:
    return "(" + ", ".join(f'"{column.name}"' for column in table.c) + ")"
