"""The experiments by their names, as the command line and the tests call them."""

from __future__ import annotations

from tests.chaos.run import Experiment

EXPERIMENTS: dict[str, Experiment] = {}
