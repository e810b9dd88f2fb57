"""An administrator's folder: a database of its own, and no platform within reach."""

from __future__ import annotations

import pytest

from tests.cli.calling import ROSTER, taizhang
from tests.support.databases import SqliteDatabases


@pytest.fixture
def database(tmp_path, monkeypatch, sqlite_databases: SqliteDatabases) -> str:
    """Name an empty database in the environment, and return its URL."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", url := sqlite_databases.fresh())
    monkeypatch.setenv("TAIZHANG_API_URL", "http://127.0.0.1:9")
    return url


@pytest.fixture
def office(database: str) -> str:
    """Import a roster into the database."""
    assert taizhang("roster", "import", str(ROSTER)).code == 0
    return database
