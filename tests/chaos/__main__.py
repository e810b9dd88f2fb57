"""``python -m tests.chaos [NAME …]``: run experiments and print one line per figure; exit 1 if a goal is missed.

Examples: ``python -m tests.chaos``, ``python -m tests.chaos kills --database postgres --seed 7``,
``python -m tests.chaos --short``, ``python -m tests.chaos crash_points --database postgres --cuts 233 12``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.chaos.experiments import EXPERIMENTS, WITHOUT_DATABASE
from tests.chaos.run import Run
from tests.support.databases import Databases, SqliteDatabases, databases_on
from tests.support.postgres import running_postgres

ENGINES = ("sqlite", "postgres")


def main() -> int:
    """Run what was asked for."""
    asked = _asked()
    missed = 0
    for name in asked.names or EXPERIMENTS:
        engines = ENGINES[:1] if name in WITHOUT_DATABASE else ENGINES
        for engine in [asked.database] if asked.database else engines:
            missed += _one(name, engine, asked)
    return 1 if missed else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description="Chaos experiments, seeded.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(EXPERIMENTS)}; all without one")
    parser.add_argument("--seed", type=int, default=1, help="where all chance comes from (default 1)")
    parser.add_argument("--database", choices=ENGINES, help="one engine only")
    parser.add_argument("--short", action="store_true", help="the size that runs in CI")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave logs and SQLite files there")
    parser.add_argument("--cuts", type=int, nargs="+", default=(), metavar="STEP", help="one day of crash_points only")
    parser.add_argument("--steps", type=int, nargs=2, metavar=("FIRST", "LAST"), help="a part of crash_points only")
    parser.add_argument("--at-once", type=int, default=2, metavar="N", help="days of crash_points side by side (2)")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(EXPERIMENTS):
        parser.error(f"no experiment {', '.join(sorted(unknown))}; there are {', '.join(EXPERIMENTS)}")
    return asked


def _one(name: str, engine: str, asked: argparse.Namespace) -> int:
    """Run one experiment on one engine and return how many goals it missed."""
    size = " --short" if asked.short else ""
    cuts = f" --cuts {' '.join(map(str, asked.cuts))}" if asked.cuts else ""
    part = f" --steps {asked.steps[0]} {asked.steps[1]}" if asked.steps else ""
    repeat = f"python -m tests.chaos {name} --database {engine} --seed {asked.seed}{size}{cuts}{part}"
    start = time.monotonic()
    with _folder(asked.keep) as folder, _databases(engine, folder) as databases:
        part_of = tuple(asked.steps) if asked.steps else None
        run = Run(name, databases, folder, asked.seed, asked.short, tuple(asked.cuts), part_of, asked.at_once)
        try:
            figures = asyncio.run(EXPERIMENTS[name](run))
        except BaseException:
            print(f"{engine} {name} broke; repeat with: {repeat}", file=sys.stderr)
            raise
    for figure in figures:
        print(f"{engine} {name} {figure.line()}", flush=True)
    missed = sum(not figure.reached for figure in figures)
    print(f"{engine} {name} took {time.monotonic() - start:.0f} s; {missed} missed; repeat with: {repeat}", flush=True)
    return missed


@contextlib.contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True)
        yield keep.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="taizhang-chaos-") as folder:
        yield Path(folder)


@contextlib.contextmanager
def _databases(engine: str, folder: Path) -> Iterator[Databases]:
    if engine == "sqlite":
        yield SqliteDatabases(folder)
        return
    with running_postgres() as url:
        yield from databases_on(url)


if __name__ == "__main__":
    sys.exit(main())
