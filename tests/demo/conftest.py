"""The demo's ledger, seeded once for each kind of database and copied for each test."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import time_machine

from bot.demo.preparing import prepare
from tests.support.databases import Databases, SqliteDatabases

START = datetime.fromisoformat("2026-11-27T08:20+08:00")


def _seeding(folder: Path):
    def fill(url: str) -> None:
        asyncio.run(prepare(START, folder, url))

    return fill


@pytest.fixture
def seeded(databases: Databases, tmp_path: Path) -> str:
    """Return the URL of the demo's ledger, on SQLite and on PostgreSQL in turn."""
    return databases.copy_of("demo", _seeding(tmp_path))


@pytest.fixture
def seeded_file(sqlite_databases: SqliteDatabases, tmp_path: Path, monkeypatch) -> Iterator[str]:
    """Name the demo's ledger in the environment, on the demo's morning, in an administrator's own folder."""
    url = sqlite_databases.copy_of("demo", _seeding(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", url)
    with time_machine.travel(START):
        yield url
