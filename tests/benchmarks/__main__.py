"""``python -m tests.benchmarks [NAME …]``: run benchmarks and print one line per figure; exit 1 if a goal is missed.

Examples: ``python -m tests.benchmarks burst --rounds 5``, ``python -m tests.benchmarks far --updates 500 --json out``.
"""

from __future__ import annotations

import argparse
import asyncio
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.burst import burst, far
from tests.benchmarks.disk import disk
from tests.benchmarks.large.keeping import append, memory, start, verify
from tests.benchmarks.large.reporting import push, reports
from tests.benchmarks.makespan import makespan
from tests.benchmarks.run import Bench, Benchmark, keep, machine
from tests.benchmarks.servers import processes
from tests.benchmarks.waiting import backlog, latency
from tests.support.aiogram_env import python_with_aiogram
from tests.support.databases import SqliteDatabases

BENCHMARKS: dict[str, Benchmark] = {
    "burst": burst,
    "far": far,
    "latency": latency,
    "backlog": backlog,
    "disk": disk,
    "processes": processes,
    "makespan": makespan,
    "reports": reports,
    "push": push,
    "append": append,
    "verify": verify,
    "start": start,
    "memory": memory,
}
LARGE = frozenset({"reports", "push", "append", "verify", "start", "memory"})
"""Those of the large ledger; they are compared with nobody, and take minutes to make their ledgers once."""
SIZES = (1_000, 100_000, 1_000_000)
UPDATES = 5000
AIOGRAM = Path(tempfile.gettempdir()) / f"taizhang-aiogram-{platform.python_version()}"
"""One for each Python: all contenders run on the same."""


def main() -> int:
    """Run what was asked for."""
    asked = _asked()
    print(machine(), flush=True)
    missed = 0
    for name in asked.names or BENCHMARKS:
        with _bench(asked, name) as bench:
            figures = asyncio.run(BENCHMARKS[name](bench))
            for figure in figures:
                print(f"{name} {figure.line()}", flush=True)
            if asked.json is not None:
                keep(asked.json, name, bench, figures)
            missed += sum(not figure.reached for figure in figures)
    return 1 if missed else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Figures beside their goals.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}; all without one")
    parser.add_argument("--rounds", type=int, default=5, help="how often each contender runs, in turns (default 5)")
    parser.add_argument("--updates", type=int, default=UPDATES, help=f"in one run (default {UPDATES})")
    parser.add_argument("--json", type=Path, metavar="FILE", help="add the figures there, one JSON object a line")
    parser.add_argument(
        "--folder", type=Path, metavar="FOLDER", help="the disk whose fsync counts (default: temporary)"
    )
    parser.add_argument("--ledgers", type=Path, metavar="FOLDER", help="keep large ledgers there from run to run")
    parser.add_argument("--tasks", type=_sizes, default=SIZES, metavar="N,N", help="tasks of the large ledgers")
    parser.add_argument("--aiogram", type=Path, metavar="PYTHON", help="a Python with aiogram; else one is made, once")
    parser.add_argument("--without-aiogram", action="store_true", help="where no package index can be reached")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(BENCHMARKS):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    return asked


def _sizes(given: str) -> tuple[int, ...]:
    return tuple(int(one) for one in given.split(","))


@contextmanager
def _bench(asked: argparse.Namespace, benchmark: str) -> Iterator[Bench]:
    alone = asked.without_aiogram or benchmark in LARGE
    python = None if alone else asked.aiogram or python_with_aiogram(AIOGRAM)
    with tempfile.TemporaryDirectory(prefix="taizhang-bench-", dir=asked.folder) as name:
        files = Path(name) / "databases"
        files.mkdir()
        ledgers = asked.ledgers or Path(name)
        yield Bench(SqliteDatabases(files), Path(name), asked.rounds, asked.updates, python, ledgers, asked.tasks)


if __name__ == "__main__":
    sys.exit(main())
