"""``overlap``: two processes on one PostgreSQL that both send and ring all day, as one that wakes up does for a moment.

The canonical day must end as with one of them. On SQLite there is no second process.
"""

from __future__ import annotations

from pathlib import Path

from tests.chaos import oracle
from tests.chaos.canonical import PLAN, Day, final
from tests.chaos.crash_points import differences
from tests.chaos.office import opened
from tests.chaos.run import Figure, Run, at_least, none

BELIEVING = Path(__file__).parent / "overlapping"
FULL, SHORT = 5, 1
"""Days."""


async def overlap(run: Run) -> list[Figure]:
    """Live the day with one process, then with two, again and again, and compare."""
    wanted, _ = await _lived(run, 1)
    if not wanted:
        return []
    days = [await _lived(run, 2) for _ in range(SHORT if run.short else FULL)]
    return [
        at_least("days with two that send and ring", len(days), SHORT),
        none("what ended otherwise", *(differences(wanted, found) for found, _ in days)),
        none("what does not add up", *(violations for _, violations in days)),
    ]


async def _lived(run: Run, processes: int) -> tuple[dict[str, object], list[str]]:
    """Return how the day ended, and what did not add up; nothing where there can be one process only."""
    async with opened(run, PLAN, PYTHONPATH=str(BELIEVING)) as office:
        if office.environment["TAIZHANG_DATABASE_URL"].startswith("sqlite"):
            return {}, []
        others = [office.process() for _ in range(processes - 1)]
        for other in others:
            await other.start()
        await Day(office).live()
        for other in others:
            await other.stop()
        return final(office), [figure.line() for figure in await oracle.check(office) if not figure.reached]
