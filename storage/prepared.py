"""Statements of the hot path: compiled once, and on SQLite given to the driver as they are.

SQLAlchemy's own way to execute a statement costs ten times what SQLite needs for it. What a statement says, and what
its values become on the way in and out, is the same either way; on PostgreSQL it goes SQLAlchemy's way.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler

from storage.one_trip import OneTripConnection

Given = Mapping[str, Any]
_Change = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Plain:
    """A statement in the driver's words: where each value goes, which of them change, and what a row becomes.

    ``fixed`` holds what is the same each time, in its places; ``places`` and ``columns`` are only those values that the
    driver takes or gives in another form.
    """

    sql: str
    fixed: tuple[Any, ...]
    given: tuple[tuple[int, str], ...]
    places: tuple[tuple[int, _Change], ...]
    columns: tuple[tuple[int, _Change], ...]
    row: Any

    def values(self, given: Given) -> tuple[Any, ...]:
        """Return the values in the order of their places."""
        values = list(self.fixed)
        for place, name in self.given:
            values[place] = given[name]
        for place, change in self.places:
            values[place] = change(values[place])
        return tuple(values)

    def rows(self, found: Sequence[Sequence[Any]]) -> list[Any]:
        """Return the rows with names and with values as their columns mean them."""
        make, columns = self.row._make, self.columns
        if not columns:
            return [make(one) for one in found]
        return [make(_as_meant(columns, list(one))) for one in found]


class Prepared:
    """One statement whose parameters are given by name at each call; no list of unknown length may be among them."""

    def __init__(self, statement: Any) -> None:
        self.statement = statement
        self._known: dict[tuple[str, ...], _Plain] = {}

    async def rows(self, connection: AsyncConnection, given: Given) -> Sequence[Any]:
        """Return all rows."""
        driver = driver_of(connection)
        if driver is None:
            return (await connection.execute(self.statement, given)).all()
        return await self.rows_from(driver, connection.dialect, given)

    async def rows_from(self, driver: OneTripConnection, dialect: Dialect, given: Given) -> Sequence[Any]:
        """Return all rows from SQLite's own connection."""
        plain = self._plain(dialect, given)
        return plain.rows((await _run(driver, plain, given))[0])

    async def one(self, connection: AsyncConnection, given: Given) -> Any | None:
        """Return the only row, ``None`` where there is none."""
        rows = await self.rows(connection, given)
        return rows[0] if rows else None

    async def value(self, connection: AsyncConnection, given: Given) -> Any | None:
        """Return the only value of the only row, ``None`` where there is none."""
        rows = await self.rows(connection, given)
        return rows[0][0] if rows else None

    async def changed(self, connection: AsyncConnection, given: Given) -> int:
        """Return how many rows were changed."""
        driver = driver_of(connection)
        if driver is None:
            return (await connection.execute(self.statement, given)).rowcount
        plain = self._plain(connection.dialect, given)
        return (await _run(driver, plain, given))[1]

    async def changed_each(self, connection: AsyncConnection, given: Sequence[Given]) -> int:
        """Return how many rows were changed by the statement with each of those in turn, which have the same names."""
        if not given:
            return 0
        driver = driver_of(connection)
        if driver is None:
            return (await connection.execute(self.statement, given)).rowcount
        plain = self._plain(connection.dialect, given[0])
        return await _run_each(driver, plain, [plain.values(one) for one in given])

    def _plain(self, dialect: Dialect, given: Given) -> _Plain:
        """Return the statement for these parameters; those of a column are written to it."""
        names = tuple(given)
        if names not in self._known:
            self._known[names] = _plain(self.statement, dialect, names)
        return self._known[names]


Step = tuple[Prepared, Given]
"""A statement that changes something, with its values."""


async def change_together(connection: AsyncConnection, steps: Sequence[Step]) -> None:
    """Execute the steps in their order, on SQLite in one trip."""
    driver = driver_of(connection)
    if driver is None:
        for prepared, given in steps:
            await connection.execute(prepared.statement, given)
        return
    dialect = connection.dialect
    plains = [(prepared._plain(dialect, given), given) for prepared, given in steps]
    try:
        await driver.runs_all([(plain.sql, plain.values(given)) for plain, given in plains])
    except sqlite3.Error as error:
        raise _as_raised("; ".join([plain.sql for plain, _ in plains]), (), error) from error


async def _run(driver: OneTripConnection, plain: _Plain, given: Given) -> tuple[list[Any], int]:
    """Run it; what the driver refuses is raised as SQLAlchemy raises it."""
    values = plain.values(given)
    try:
        return await driver.runs(plain.sql, values)
    except sqlite3.Error as error:
        raise _as_raised(plain.sql, values, error) from error


async def _run_each(driver: OneTripConnection, plain: _Plain, values: Sequence[tuple[Any, ...]]) -> int:
    try:
        return await driver.runs_each(plain.sql, values)
    except sqlite3.Error as error:
        raise _as_raised(plain.sql, values, error) from error


def _as_raised(sql: str, values: Any, error: sqlite3.Error) -> BaseException:
    return DBAPIError.instance(sql, values, error, sqlite3.Error, hide_parameters=True)


def driver_of(connection: AsyncConnection) -> OneTripConnection | None:
    """Return SQLite's own connection; ``None`` on PostgreSQL."""
    held = connection.sync_connection
    driver = held.connection.driver_connection if held is not None else None
    return driver if isinstance(driver, OneTripConnection) else None


def _plain(statement: Any, dialect: Dialect, names: Sequence[str]) -> _Plain:
    compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=list(names))
    whole = compiled.construct_expanded_state(dict.fromkeys(names))
    changes: Mapping[str, Any] = {**compiled._bind_processors, **whole.processors}
    order, columns = list(enumerate(whole.positiontup or ())), compiled._result_columns
    meanings = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    return _Plain(
        sql=whole.statement,
        fixed=tuple(
            None if name in names else _changed(changes.get(name), whole.parameters[name]) for _, name in order
        ),
        given=tuple((place, name) for place, name in order if name in names),
        places=tuple((place, changes[name]) for place, name in order if name in names and changes.get(name)),
        columns=tuple((place, meaning) for place, meaning in enumerate(meanings) if meaning),
        row=namedtuple("Row", [column.keyname for column in columns], rename=True),
    )


def _changed(change: _Change | None, value: Any) -> Any:
    return change(value) if change else value


def _as_meant(columns: tuple[tuple[int, _Change], ...], row: list[Any]) -> list[Any]:
    for place, meaning in columns:
        row[place] = meaning(row[place])
    return row
