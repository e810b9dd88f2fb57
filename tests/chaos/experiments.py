"""The experiments by their names, as the command line and the tests call them."""

from __future__ import annotations

from tests.chaos.clocks import clocks
from tests.chaos.crash_points import crash_points
from tests.chaos.fuzz import fuzz
from tests.chaos.kills import kills
from tests.chaos.mixes import mixes
from tests.chaos.processes import processes
from tests.chaos.pushes import pushes
from tests.chaos.reader import reader
from tests.chaos.run import Experiment
from tests.chaos.stops import stops

EXPERIMENTS: dict[str, Experiment] = {
    "kills": kills,
    "stops": stops,
    "pushes": pushes,
    "mixes": mixes,
    "clocks": clocks,
    "processes": processes,
    "crash_points": crash_points,
    "fuzz": fuzz,
    "reader": reader,
}
WITHOUT_DATABASE = frozenset({"reader"})
"""What no database has a part in: tried once."""
