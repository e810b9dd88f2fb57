"""An administrator's folder: a database of its own, and no platform within reach."""

from __future__ import annotations

import pytest

from tests.cli.calling import ROSTER, taizhang
from tests.support.databases import SqliteDatabases


@pytest.fixture
def elsewhere(tmp_path, monkeypatch) -> None:
    """Stand in an empty folder, from which no platform is reached."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAIZHANG_API_URL", "http://127.0.0.1:9")


@pytest.fixture
def database(elsewhere: None, monkeypatch, sqlite_databases: SqliteDatabases) -> str:
    """Name an empty database in the environment, and return its URL."""
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", url := sqlite_databases.fresh())
    return url


@pytest.fixture
def office(elsewhere: None, monkeypatch, sqlite_databases: SqliteDatabases) -> str:
    """Name a database in the environment into which a roster was imported, and return its URL."""

    def fill(empty: str) -> None:
        monkeypatch.setenv("TAIZHANG_DATABASE_URL", empty)
        assert taizhang("roster", "import", str(ROSTER)).code == 0

    monkeypatch.setenv("TAIZHANG_DATABASE_URL", url := sqlite_databases.copy_of("cli-office", fill))
    return url
