"""The ledger as the acts see it, on three kinds of books."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from ledger.acts.ports import Books
from ledger.entries import Entry, Recorded
from storage.entry_rows import recorded
from storage.store import Store
from tests.ledger.house import MONDAY, ROSTER
from tests.storage.office import HOUSE, open_office
from tests.support.databases import Databases
from tests.support.inline import open_inline
from tests.support.memory_books import MemoryBooks
from tests.support.twins import thin_out

R = TypeVar("R")
T = TypeVar("T")


ONE_IN = 4
"""Of the acts one test in so many is run on PostgreSQL, too; the walks over lives of tasks are all taken there."""
WALKS = ("test_walking.py", "test_meetings_walk.py")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the others on PostgreSQL."""
    thin_out(config, items, Path(__file__).parent, ONE_IN, but=WALKS)


@dataclass
class Ledger:
    """Does each act in books of its own, as the door does; ``before`` counts what the office began with."""

    opened: Callable[[], AbstractAsyncContextManager[Books]]
    records: Callable[[], Awaitable[tuple[Recorded, ...]]]
    before: int = 0

    async def does(self, act: Callable[[Books, R], Awaitable[T]], request: R) -> T:
        """Do one act and commit it."""
        async with self.opened() as books:
            return await act(books, request)

    async def entries(self) -> list[Entry]:
        """Return what the acts have left in the ledger."""
        return [record.entry for record in (await self.records())[self.before :]]


def _fill(url: str) -> None:
    async def fill() -> None:
        await (await open_office(url)).close()

    asyncio.run(fill())


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """One act is done after the other."""
    open_inline(monkeypatch)


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def office_url(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """URL of a database with the small office; ``None`` for the books in memory."""
    if request.param == "memory":
        yield None
        return
    databases: Databases = request.getfixturevalue(f"{request.param}_databases")
    yield databases.copy_of("acts", _fill)
    databases.clear()


@pytest.fixture
async def ledger(office_url: str | None) -> AsyncIterator[Ledger]:
    """Yield the ledger on each kind of books in turn."""
    if office_url is None:
        yield _in_memory()
        return
    store = await Store.open(office_url, house=HOUSE)
    yield await _stored(store)
    await store.close()


def _in_memory() -> Ledger:
    books = MemoryBooks(roster=ROSTER, house=HOUSE)

    async def records() -> tuple[Recorded, ...]:
        return tuple(books.records)

    return Ledger(lambda: nullcontext(books), records)


async def _stored(store: Store) -> Ledger:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Books]:
        async with store.books(now=MONDAY) as books:
            yield books

    async def records() -> tuple[Recorded, ...]:
        async with store.reading(now=MONDAY) as books:
            return await recorded(books.connection)

    return Ledger(opened, records, before=len(await records()))
