"""``python -m tests.recomputing [DAYS] [SEED]``: recompute every number of the demo's office for random days."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

import time_machine

from bot.demo.preparing import prepare
from tests.demo.conftest import START
from tests.recomputing.running import exported, random_days, recomputed


def main(count: int = 30, seed: int = 20261127) -> int:
    """Print a line for each report; return 1 where any number differs."""
    numbers = differing = 0
    with tempfile.TemporaryDirectory() as folder:
        stage = asyncio.run(prepare(START, Path(folder)))
        os.environ["TAIZHANG_DATABASE_URL"] = stage.settings.database_url
        with time_machine.travel(START):
            for day, what, compared, wrong in recomputed(
                stage, START, random_days(seed, count), exported(Path(folder))
            ):
                numbers, differing = numbers + compared, differing + len(wrong)
                print(day, what, compared, *wrong, sep="  ")  # noqa: T201 - a benchmark's voice
    print(f"{count} days, {numbers} numbers, {differing} differ")  # noqa: T201
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
