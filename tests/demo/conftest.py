"""The demo's stage, seeded once for all processes of the suite and copied for each test."""

from __future__ import annotations

import asyncio
import pickle
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import time_machine

from bot.demo.days import Days
from bot.demo.preparing import Stage, prepare, settings_for
from bot.house import house_of
from bot.sandbox.world import World
from tests.support.once import once

START = datetime.fromisoformat("2026-11-27T08:20+08:00")


def _rehearse(folder: Path) -> None:
    (folder / "demo").mkdir()
    stage = asyncio.run(prepare(START, folder / "demo"))
    del stage.world.watch  # A function; nobody watches a stage that is not played on.
    kept = pickle.dumps((stage.world, stage.cast, stage.numbers))
    (folder / "stage").write_bytes(kept)


@pytest.fixture(scope="session")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the stage that nobody plays on."""
    return once(tmp_path_factory, "rehearsed", _rehearse)


@pytest.fixture
def stage(rehearsed: Path, tmp_path: Path) -> Stage:
    """Return a stage of the test's own, as ``prepare`` leaves it."""
    shutil.copytree(rehearsed / "demo", tmp_path / "demo")
    world, cast, numbers = pickle.loads((rehearsed / "stage").read_bytes())  # noqa: S301 - written above
    world.watch = World(world.clock).watch
    settings = settings_for(tmp_path / "demo")
    house = house_of(settings)
    return Stage(world.clock, world, cast, Days(START, house.calendar, house.hours), settings, numbers)


@pytest.fixture
def seeded_file(stage: Stage, tmp_path: Path, monkeypatch) -> Iterator[str]:
    """Name the demo's ledger in the environment, on the demo's morning, in an administrator's own folder."""
    url = stage.settings.database_url
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", url)
    with time_machine.travel(START):
        yield url
