"""What prepared statements ask of a database's driver: one contract, for SQLite and for PostgreSQL."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Sequence
from typing import Any, NoReturn

from sqlalchemy import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.remembering import Memory

DRIVER = "driver"
"""Where SQLAlchemy keeps it with its connection."""
Values = Sequence[Any]
"""The values of a statement in the order of their places."""
Words = tuple[str, Values]
"""A statement in the driver's words, and its values."""


class Driver:
    """The connection below SQLAlchemy's, in the same transaction; what it raises is in the driver's own words."""

    memory: Memory
    """What its writer remembers; never open on PostgreSQL, where others write meanwhile."""
    errors: tuple[type[BaseException], ...]
    """What SQLAlchemy would tell in its own words."""

    @abstractmethod
    def runs(self, statement: str, values: Values) -> Awaitable[tuple[list[Any], int]]:
        """Execute a statement; return all of its rows, and how many it has changed."""

    @abstractmethod
    def runs_each(self, statement: str, values: Sequence[Values]) -> Awaitable[int]:
        """Execute a statement with each of the values; return how many rows it has changed in all."""

    @abstractmethod
    def runs_all(self, steps: Sequence[Words]) -> Awaitable[None]:
        """Execute statements that return nothing, one after the other, with their values."""

    @abstractmethod
    def words(self, dialect: Dialect) -> Dialect:
        """Return the dialect in whose words it takes statements; the values must have places, not names."""

    @abstractmethod
    async def tell(self, connection: AsyncConnection, statement: str, error: BaseException) -> NoReturn:
        """Raise the error as SQLAlchemy does where it executes the statement itself."""
