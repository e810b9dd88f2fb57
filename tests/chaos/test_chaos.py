"""Each experiment in its short form, with a fixed seed; the long ones run by ``python -m tests.chaos``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.experiments import EXPERIMENTS
from tests.chaos.run import Run
from tests.support.databases import Databases

SEED = 20261125


@pytest.mark.parametrize("name", EXPERIMENTS)
async def test_every_goal_is_reached(name: str, databases: Databases, tmp_path: Path) -> None:
    """A missed goal names the figure, and the command that repeats it."""
    figures = await EXPERIMENTS[name](Run(name, databases, tmp_path, SEED, short=True))

    missed = [figure.line() for figure in figures if not figure.reached]
    assert missed == [], f"python -m tests.chaos {name} --seed {SEED} --short"
    assert figures
