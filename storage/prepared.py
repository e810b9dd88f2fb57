"""Statements of the hot path: compiled once, and given to the driver as they are.

SQLAlchemy's own way to execute a statement costs ten times what SQLite needs for it, and three times what PostgreSQL
does. What a statement says, and what its values become on the way in and out, is the same either way.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Dialect, Select, Table
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import replacement_traverse

from ledger.values import dataclass
from storage.driver import Driver, Values, driver_of

T = TypeVar("T")
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
        self._known: dict[tuple[Any, ...], _Plain] = {}

    async def rows(self, connection: AsyncConnection, given: Given) -> Sequence[Any]:
        """Return all rows."""
        driver = driver_of(connection)
        plain = self.plain(driver, connection, given)
        found, _ = await _run(connection, driver, plain, plain.values(given))
        return plain.rows(found)

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
        plain = self.plain(driver, connection, given)
        return (await _run(connection, driver, plain, plain.values(given)))[1]

    async def alone(self, connection: AsyncConnection, given: Given) -> tuple[Sequence[Any], int]:
        """Return all rows, and how many were changed, by the statement outside of any transaction."""
        driver = driver_of(connection)
        plain = self.plain(driver, connection, given)
        found, changed = await _told(connection, driver, [plain], driver.runs_alone(plain.sql, plain.values(given)))
        return plain.rows(found), changed

    async def change(self, connection: AsyncConnection, given: Given) -> None:
        """Change what is not asked about: at the latest ahead of the next statement or the commit, which may refuse."""
        driver = driver_of(connection)
        plain = self.plain(driver, connection, given)
        values = plain.values(given)
        if driver.at_once(plain.sql, values) is None:
            await _told(connection, driver, [plain], driver.puts_off(plain.sql, values))
        else:
            _forget(driver, plain)

    async def changed_each(self, connection: AsyncConnection, given: Sequence[Given]) -> int:
        """Return how many rows were changed by the statement with each of those in turn, which have the same names."""
        if not given:
            return 0
        driver = driver_of(connection)
        plain = self.plain(driver, connection, given[0])
        work = driver.runs_each(plain.sql, [plain.values(one) for one in given])
        return await _told(connection, driver, [plain], work)

    def plain(self, driver: Driver, connection: AsyncConnection, given: Given) -> _Plain:
        """Return the statement for these parameters in the driver's words; those of a column are written to it."""
        key = (driver.__class__, *given)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _plain(self.statement, driver.words(connection.dialect), tuple(given))
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
        known = driver_of(connection).memory.of(self._table)
        if known is None:
            return await super().rows(connection, given)
        question = (self, *given.values())
        if question not in known:
            known[question] = await super().rows(connection, given)
        answer: Sequence[Any] = known[question]
        return answer


Step = tuple[Prepared, Given]
"""A statement with its values."""


async def rows_together(connection: AsyncConnection, looks: Sequence[Step]) -> list[Sequence[Any]]:
    """Return the rows of each look, which are taken in their order; on PostgreSQL in one trip."""
    driver = driver_of(connection)
    if not driver.is_far:
        return [await look.rows(connection, given) for look, given in looks]
    plains = [look.plain(driver, connection, given) for look, given in looks]
    words = [(plain.sql, plain.values(given)) for plain, (_, given) in zip(plains, looks, strict=True)]
    found = await _told(connection, driver, plains, driver.runs_asked(words))
    return [plain.rows(rows) for plain, rows in zip(plains, found, strict=True)]


async def change_together(connection: AsyncConnection, steps: Sequence[Step]) -> None:
    """Change what is not asked about, in this order: at the latest ahead of the next statement or the commit."""
    driver = driver_of(connection)
    plains = [prepared.plain(driver, connection, given) for prepared, given in steps]
    words = [(plain.sql, plain.values(given)) for plain, (_, given) in zip(plains, steps, strict=True)]
    await _told(connection, driver, plains, driver.runs_all(words))


async def _run(connection: AsyncConnection, driver: Driver, plain: _Plain, values: Values) -> tuple[list[Any], int]:
    """Return the rows of a statement and how many it has changed, without a wait where the driver needs none."""
    found = driver.at_once(plain.sql, values)
    if found is None:
        return await _told(connection, driver, [plain], driver.runs(plain.sql, values))
    _forget(driver, plain)
    return found


def _forget(driver: Driver, plain: _Plain) -> None:
    if plain.changes is not None:
        driver.memory.forget(plain.changes)


async def _told(connection: AsyncConnection, driver: Driver, plains: Sequence[_Plain], work: Awaitable[T]) -> T:
    """Wait for the driver; what it refuses is told as SQLAlchemy tells it, and what is written to is forgotten."""
    try:
        return await work
    except driver.errors as error:
        await driver.tell(connection, "; ".join([plain.sql for plain in plains]), error)
        raise
    finally:
        for plain in plains:
            _forget(driver, plain)


def _plain(statement: Any, dialect: Dialect, names: Sequence[str]) -> _Plain:
    spoken = replacement_traverse(statement, {}, partial(_spelt_out, given=frozenset(names)))
    compiled: SQLCompiler = spoken.compile(dialect=dialect, column_keys=list(names))
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


def _spelt_out(part: Any, given: frozenset[str]) -> Any:
    """Let a word that is always the same stand in the statement itself: a partial index asks what it is.

    Given as a value, SQLite plans the statement anew each time, for the next one might be another word.
    """
    if type(part) is BindParameter and part.key not in given and isinstance(part.value, str):
        return part.render_literal_execute()
    return None


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
