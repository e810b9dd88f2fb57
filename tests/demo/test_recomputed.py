"""Every number of the demo's reports is counted a second time from the exported entries (``tests/recomputing``)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.demo.preparing import Stage
from tests.demo.conftest import START
from tests.recomputing.running import exported, random_days, recomputed

SEED, DAYS = 20261127, 3


def test_every_number_of_random_days_is_the_second_count(seeded_file: str, stage: Stage, tmp_path: Path) -> None:
    """Thirty days: ``python -m tests.recomputing``."""
    found = list(recomputed(stage, START, random_days(SEED, DAYS), exported(tmp_path)))
    assert [(day, what, wrong) for day, what, _, wrong in found if wrong] == []
    assert sum(compared for _, _, compared, _ in found) > 100 * DAYS


def test_one_entry_less_is_another_count(seeded_file: str, stage: Stage, tmp_path: Path) -> None:
    entries = exported(tmp_path)
    entries.remove(next(one for one in entries if one["kind"] == "Closed" and one["at"] > "2026-11-20"))
    found = recomputed(stage, START, [date(2026, 11, 26)], entries)
    assert [wrong for _, what, _, wrong in found if what == "weekly of the house"] != [[]]
