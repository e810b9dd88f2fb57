"""Every experiment in its short form, with a fixed seed; the long ones by ``python -m tests.chaos``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.experiments import EXPERIMENTS
from tests.chaos.run import Run
from tests.support.databases import Databases

SEED = 20261125
ON_SQLITE = ("kills", "pushes", "crash_points", "migrations", "full", "links", "reader")
ON_POSTGRES = ("kills", "stops", "clocks", "processes", "failover", "fuzz", "mixes", "restarts")
"""What CI has the minutes for; what the database does not matter to is tried on one."""


async def _hold(name: str, databases: Databases, folder: Path) -> None:
    figures = await EXPERIMENTS[name](Run(name, databases, folder, SEED, short=True))
    missed = [figure.line() for figure in figures if not figure.reached]
    assert missed == [], f"python -m tests.chaos {name} --seed {SEED} --short"
    assert figures


@pytest.mark.parametrize("name", ON_SQLITE)
async def test_every_goal_is_reached_on_sqlite(name: str, sqlite_databases: Databases, tmp_path: Path) -> None:
    """A missed goal names the figure, and the command that repeats it."""
    await _hold(name, sqlite_databases, tmp_path)


@pytest.mark.postgres
@pytest.mark.parametrize("name", ON_POSTGRES)
async def test_every_goal_is_reached_on_postgresql(name: str, postgres_databases: Databases, tmp_path: Path) -> None:
    """As above."""
    await _hold(name, postgres_databases, tmp_path)
