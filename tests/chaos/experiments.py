"""The experiments by their names, as the command line and the tests call them."""

from __future__ import annotations

from tests.chaos.backups import backups
from tests.chaos.clocks import clocks
from tests.chaos.crash_points import crash_points
from tests.chaos.failover import failover
from tests.chaos.flood import flood
from tests.chaos.full import full
from tests.chaos.fuzz import fuzz
from tests.chaos.hooked import hooked
from tests.chaos.kills import kills
from tests.chaos.links import links
from tests.chaos.locked import locked
from tests.chaos.migrations import migrations
from tests.chaos.mixes import mixes
from tests.chaos.ninety_days import ninety_days
from tests.chaos.overlap import overlap
from tests.chaos.processes import processes
from tests.chaos.pushes import pushes
from tests.chaos.reader import reader
from tests.chaos.restarts import restarts
from tests.chaos.run import Experiment
from tests.chaos.stops import stops
from tests.chaos.writers import writers

EXPERIMENTS: dict[str, Experiment] = {
    "kills": kills,
    "stops": stops,
    "pushes": pushes,
    "mixes": mixes,
    "clocks": clocks,
    "processes": processes,
    "failover": failover,
    "overlap": overlap,
    "crash_points": crash_points,
    "fuzz": fuzz,
    "backups": backups,
    "migrations": migrations,
    "locked": locked,
    "full": full,
    "restarts": restarts,
    "ninety_days": ninety_days,
    "writers": writers,
    "hooked": hooked,
    "flood": flood,
    "links": links,
    "reader": reader,
}
WITHOUT_DATABASE = frozenset({"reader"})
"""What no database has a part in: tried once."""
