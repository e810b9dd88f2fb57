"""The two days as a table (``days.tsv``): who says what, when and where, and what the ledger must make of it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOM = Path(__file__).parent
ROSTER = ROOM / "roster.csv"
ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Step:
    """One line: ``expect`` is an entry kind (or several, any of them), ``答:…`` for words alone, ``默`` for silence."""

    at: datetime
    who: str
    in_group: bool
    task: str
    act: str
    text: str
    expect: str

    @property
    def kinds(self) -> frozenset[str]:
        """The entry kinds of which exactly one must be appended; none where words alone are expected."""
        return frozenset() if self.answer or self.silent else frozenset(self.expect.split("|"))

    @property
    def answer(self) -> str:
        """What the answer must contain where no entry is expected."""
        return self.expect.removeprefix("答:") if self.expect.startswith("答:") else ""

    @property
    def silent(self) -> bool:
        """Whether the bot must say nothing."""
        return self.expect == "默"


def local(day: int, clock: str) -> datetime:
    """Return the moment on that day of November 2026 in the office."""
    return datetime.strptime(f"2026-11-{day} {clock}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


def steps() -> tuple[Step, ...]:
    """Read the table."""
    with (ROOM / "days.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return tuple(
        Step(
            at=local(int(row["when"][:2]), row["when"][3:]),
            who=row["who"],
            in_group=row["where"] == "群",
            task=row["task"],
            act=row["act"],
            text=row["text"],
            expect=row["expect"],
        )
        for row in rows
    )


TIMETABLE = (("08:30", "dispatch"), ("16:30", ""), ("17:15", ""), ("17:30", "daily"))
"""The moments at which something is pushed, and the report that then reaches the group (none: private ones only)."""


def pushes() -> tuple[tuple[datetime, tuple[str, ...]], ...]:
    """Return the scheduled moments of both days with the group's reports; Friday is the week's last workday."""
    found = []
    for day in (26, 27):
        for clock, report in TIMETABLE:
            kinds = (report,) if report else ()
            found.append((local(day, clock), (*kinds, "weekly") if (day, clock) == (27, "17:30") else kinds))
    return tuple(found)
