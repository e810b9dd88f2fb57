"""The demo's stage, seeded once for each process of the suite and copied for each test."""

from __future__ import annotations

import asyncio
import copy
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import time_machine

from bot.demo.preparing import Stage, prepare, settings_for

START = datetime.fromisoformat("2026-11-27T08:20+08:00")


@pytest.fixture(scope="session")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Stage, Path]:
    """Return the stage that nobody plays on, and its folder."""
    folder = tmp_path_factory.mktemp("rehearsed")
    return asyncio.run(prepare(START, folder)), folder


@pytest.fixture
def stage(rehearsed: tuple[Stage, Path], tmp_path: Path) -> Stage:
    """Return a stage of the test's own, as ``prepare`` leaves it."""
    original, folder = rehearsed
    shutil.copytree(folder, tmp_path / "demo")
    return replace(copy.deepcopy(original), settings=settings_for(tmp_path / "demo"))


@pytest.fixture
def seeded_file(stage: Stage, tmp_path: Path, monkeypatch) -> Iterator[str]:
    """Name the demo's ledger in the environment, on the demo's morning, in an administrator's own folder."""
    url = stage.settings.database_url
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", url)
    with time_machine.travel(START):
        yield url
