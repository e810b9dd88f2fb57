"""Statements of the hot path: compiled once, and on SQLite given to the driver as they are.

SQLAlchemy's own way to execute a statement costs ten times what SQLite needs for it. What a statement says, and what
its values become on the way in and out, is the same either way; on PostgreSQL it goes SQLAlchemy's way.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, Select, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler

from ledger.values import dataclass
from storage.one_trip import OneTripConnection, Values

Given = Mapping[str, Any]
_Change = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Plain:
    """A statement in the driver's words: which values it takes, which of them change, and what a row becomes.

    ``changes`` is the table that it writes to, if any. ``fixed`` holds what is the same each time, ``pick`` puts the
    values into the order of their places; ``places`` and ``columns`` are only those values that the driver takes or
    gives in another form.
    """

    sql: str
    changes: str | None
    fixed: Given
    pick: Callable[[Given], Values]
    places: tuple[tuple[int, _Change], ...]
    columns: tuple[tuple[int, _Change], ...]
    row: Any

    def values(self, given: Given) -> Values:
        """Return the values in the order of their places."""
        picked = self.pick({**self.fixed, **given} if self.fixed else given)
        return _as_meant(self.places, picked) if self.places else picked

    def rows(self, found: Iterable[Values]) -> list[Any]:
        """Return the rows with names and with values as their columns mean them."""
        if self.columns:
            found = [_as_meant(self.columns, one) for one in found]
        return [*map(self.row._make, found)]


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
        plain = self.plain(connection, given)
        return plain.rows((await _run(driver, plain, plain.values(given)))[0])

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
        plain = self.plain(connection, given)
        return (await _run(driver, plain, plain.values(given)))[1]

    async def changed_each(self, connection: AsyncConnection, given: Sequence[Given]) -> int:
        """Return how many rows were changed by the statement with each of those in turn, which have the same names."""
        if not given:
            return 0
        driver = driver_of(connection)
        if driver is None:
            return (await connection.execute(self.statement, given)).rowcount
        plain = self.plain(connection, given[0])
        return await _run_each(driver, plain, [plain.values(one) for one in given])

    def plain(self, connection: AsyncConnection, given: Given) -> _Plain:
        """Return the statement for these parameters; those of a column are written to it."""
        names = tuple(given)
        known = self._known.get(names)
        if known is None:
            known = self._known[names] = _plain(self.statement, connection.dialect, names)
        return known


class Remembered(Prepared):
    """A look at one table that seldom changes: SQLite's writer does not ask again what it knows.

    The rows are the same objects each time, and nobody may change them.
    """

    def __init__(self, table: Table, statement: Select[Any]) -> None:
        super().__init__(statement)
        self._table = table.name
        assert statement.get_final_froms() == [table]  # noqa: S101 - what joins others is asked anew

    async def rows(self, connection: AsyncConnection, given: Given) -> Sequence[Any]:
        """Return all rows."""
        driver = driver_of(connection)
        known = driver.memory.of(self._table) if driver is not None else None
        if known is None:
            return await super().rows(connection, given)
        question = (self, *given.values())
        if question not in known:
            known[question] = await super().rows(connection, given)
        answer: Sequence[Any] = known[question]
        return answer


Step = tuple[Prepared, Given]
"""A statement that changes something, with its values."""


async def change_together(connection: AsyncConnection, steps: Sequence[Step]) -> None:
    """Execute the steps in their order, on SQLite in one trip."""
    driver = driver_of(connection)
    if driver is None:
        for prepared, given in steps:
            await connection.execute(prepared.statement, given)
        return
    plains = [(prepared.plain(connection, given), given) for prepared, given in steps]
    try:
        await driver.runs_all([(plain.sql, plain.values(given)) for plain, given in plains])
    except sqlite3.Error as error:
        raise _as_raised("; ".join([plain.sql for plain, _ in plains]), (), error) from error
    finally:
        for plain, _ in plains:
            _forget(driver, plain)


async def _run(driver: OneTripConnection, plain: _Plain, values: Values) -> tuple[list[Any], int]:
    """Run it; what the driver refuses is raised as SQLAlchemy raises it."""
    try:
        return await driver.runs(plain.sql, values)
    except sqlite3.Error as error:
        raise _as_raised(plain.sql, values, error) from error
    finally:
        _forget(driver, plain)


async def _run_each(driver: OneTripConnection, plain: _Plain, values: Sequence[Values]) -> int:
    try:
        return await driver.runs_each(plain.sql, values)
    except sqlite3.Error as error:
        raise _as_raised(plain.sql, values, error) from error
    finally:
        _forget(driver, plain)


def _forget(driver: OneTripConnection, plain: _Plain) -> None:
    if plain.changes is not None:
        driver.memory.forget(plain.changes)


def _as_raised(sql: str, values: Any, error: sqlite3.Error) -> BaseException:
    return DBAPIError.instance(sql, values, error, sqlite3.Error, hide_parameters=True)


def driver_of(connection: AsyncConnection) -> OneTripConnection | None:
    """Return SQLite's own connection; ``None`` on PostgreSQL."""
    held = connection.sync_connection
    adapted = held.connection.dbapi_connection if held is not None else None
    driver = getattr(adapted, "driver_connection", None)
    return driver if isinstance(driver, OneTripConnection) else None


def _plain(statement: Any, dialect: Dialect, names: Sequence[str]) -> _Plain:
    compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=list(names))
    whole = compiled.construct_expanded_state(dict.fromkeys(names))
    changes: Mapping[str, Any] = {**compiled._bind_processors, **whole.processors}
    order, columns = whole.positiontup or (), compiled._result_columns
    meanings = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    given = set(names)
    return _Plain(
        sql=whole.statement,
        changes=statement.table.name if statement.is_dml else None,
        fixed={name: _changed(changes.get(name), whole.parameters[name]) for name in order if name not in given},
        pick=_picking(order),
        places=tuple((place, changes[name]) for place, name in enumerate(order) if name in given and changes.get(name)),
        columns=tuple((place, meaning) for place, meaning in enumerate(meanings) if meaning),
        row=namedtuple("Row", [column.keyname for column in columns], rename=True),
    )


def _picking(names: Sequence[str]) -> Callable[[Given], Values]:
    """Return what takes these values out of all, in their order."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda given: [given[name] for name in names]


def _changed(change: _Change | None, value: Any) -> Any:
    return change(value) if change else value


def _as_meant(changes: tuple[tuple[int, _Change], ...], values: Values) -> Values:
    meant = list(values)
    for place, change in changes:
        meant[place] = change(meant[place])
    return meant
