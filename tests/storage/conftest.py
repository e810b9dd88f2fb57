"""A store with a small office, on SQLite and on PostgreSQL in turn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from storage.store import Store
from tests.storage.office import HOUSE, open_office
from tests.support.databases import Databases


def _fill(url: str) -> None:
    async def fill() -> None:
        await (await open_office(url)).close()

    asyncio.run(fill())


@pytest.fixture
def office_url(databases: Databases) -> str:
    """URL of a database that holds the small office."""
    return databases.copy_of("office", _fill)


@pytest.fixture
async def store(office_url: str) -> AsyncIterator[Store]:
    """Yield a store with the small office."""
    opened = await Store.open(office_url, house=HOUSE)
    yield opened
    await opened.close()
