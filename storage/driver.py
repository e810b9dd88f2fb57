"""What prepared statements ask of a database's driver: one contract, for SQLite and for PostgreSQL."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Sequence
from typing import Any, NoReturn

from sqlalchemy import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import ConnectionPoolEntry

from storage.remembering import Memory

_DRIVER = "driver"
Values = Sequence[Any]
"""The values of a statement in the order of their places."""
Words = tuple[str, Values]
"""A statement in the driver's words, and its values."""


class Driver:
    """The connection below SQLAlchemy's, in the same transaction; what it raises is in the driver's own words."""

    memory: Memory
    """What its writer remembers; never open on PostgreSQL, where others write meanwhile."""
    is_far = False
    """Whether each trip costs so much that looks should share one."""
    errors: tuple[type[BaseException], ...]
    """What SQLAlchemy would tell in its own words."""

    @property
    def is_fresh(self) -> bool:
        """Whether it is known to be there still."""
        return True

    def at_once(self, statement: str, values: Values) -> tuple[list[Any], int] | None:
        """Do as ``runs`` does, in SQLAlchemy's words where it is refused; ``None`` where that has to be waited for."""
        return None

    @abstractmethod
    def runs(self, statement: str, values: Values) -> Awaitable[tuple[list[Any], int]]:
        """Execute a statement; return all of its rows, and how many it has changed."""

    async def runs_alone(self, statement: str, values: Values) -> tuple[list[Any], int]:
        """Do so outside of any transaction: what it changes is committed once it returns."""
        return await self.runs(statement, values)

    @abstractmethod
    def runs_each(self, statement: str, values: Sequence[Values]) -> Awaitable[int]:
        """Execute a statement with each of the values; return how many rows it has changed in all."""

    async def runs_asked(self, steps: Sequence[Words]) -> list[list[Any]]:
        """Execute statements one after the other; return the rows of each."""
        return [(await self.runs(*step))[0] for step in steps]

    @abstractmethod
    def runs_all(self, steps: Sequence[Words]) -> Awaitable[None]:
        """Execute statements that return nothing in their order, at the latest ahead of the next one or the commit."""

    async def puts_off(self, statement: str, values: Values) -> None:
        """Execute a statement that returns nothing, at the latest ahead of the next one or of the commit."""
        await self.runs(statement, values)

    @abstractmethod
    def words(self, dialect: Dialect) -> Dialect:
        """Return the dialect in whose words it takes statements; the values must have places, not names."""

    @abstractmethod
    async def tell(self, connection: AsyncConnection, statement: str, error: BaseException) -> NoReturn:
        """Raise the error as SQLAlchemy does where it executes the statement itself."""


def note_driver(place: ConnectionPoolEntry, driver: Driver) -> None:
    """Keep the driver with SQLAlchemy's connection, as long as that is open."""
    place.info[_DRIVER] = driver


def driver_of(connection: AsyncConnection) -> Driver:
    """Return the driver below a connection that is open."""
    held = connection.sync_connection
    assert held is not None  # noqa: S101 - it has been opened
    driver: Driver = held.info[_DRIVER]
    return driver
