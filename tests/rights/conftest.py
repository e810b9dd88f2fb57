"""The office of rights, with the bot running, one for each module."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.rights.office import Rights, an_office_of_rights


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def rights(sqlite_databases, tmp_path_factory) -> AsyncIterator[Rights]:
    async with an_office_of_rights(sqlite_databases.fresh(), tmp_path_factory.mktemp("rights")) as opened:
        opened.denials()
        yield opened
