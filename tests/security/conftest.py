"""The small office's chats, on SQLite: what is tried here does not depend on the database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.databases import Databases, SqliteDatabases
from tests.support.office_chats import assigned, dialog, office_url  # noqa: F401 - fixtures


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> Iterator[Databases]:
    yield sqlite_databases
    sqlite_databases.clear()
