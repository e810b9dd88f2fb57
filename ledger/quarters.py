"""Quarters: what the scores of one cover, when they are frozen (封存), and what was corrected after that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ledger.adjustments import Adjustment, Standing
from ledger.appeals import Appeal
from ledger.house import House
from ledger.people import Roster, UnitId
from ledger.scores import Appraisal, ScoreLine
from ledger.scoring import answer_line, decided_line, scored_unit_of


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter of a year."""

    year: int
    n: int

    def __str__(self) -> str:
        """Return 2026Q4."""
        return f"{self.year}Q{self.n}"

    @classmethod
    def read(cls, text: str) -> Quarter:
        """Read ``2026Q4``; ``ValueError`` where it is none."""
        found = re.fullmatch(r"(\d{4})[Qq]([1-4])", text.strip())
        if found is None:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter of the day."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def before(self) -> Quarter:
        """The quarter before."""
        return Quarter(self.year - 1, 4) if self.n == 1 else Quarter(self.year, self.n - 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.n * 3 - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return (self.first + timedelta(days=92)).replace(day=1) - timedelta(days=1)

    def since(self, house: House) -> datetime:
        """Return its beginning, which is exclusive."""
        return house.hours.at(self.first, time())

    def until(self, house: House) -> datetime:
        """Return its last moment."""
        return house.hours.at(self.last + timedelta(days=1), time()) - timedelta(microseconds=1)

    def frozen_at(self, house: House) -> datetime:
        """Return when its scores are frozen: the end of business so many workdays after its last day."""
        return house.hours.end_of_business(house.calendar.add_workdays(self.last, house.freeze_workdays))


@dataclass(frozen=True, slots=True)
class Frozen:
    """The scores of a quarter as they were frozen at a moment, from the links of the chain up to ``upto``."""

    quarter: Quarter
    at: datetime
    upto: int
    digest: str
    appraisals: tuple[Appraisal, ...]


Correction = tuple[Appraisal, UnitId, ScoreLine]
"""A line that came after the freeze, with the appraisal and the unit that it belongs to."""


def corrections(
    frozen: Frozen, roster: Roster, house: House, adjustments: Iterable[Adjustment], appeals: Iterable[Appeal]
) -> tuple[Correction, ...]:
    """Return what was confirmed or answered about the quarter only after the freeze, each a line of its own."""
    since, until = frozen.quarter.since(house), frozen.quarter.until(house)
    granted = [
        one
        for one in adjustments
        if one.standing is Standing.GRANTED and (one.decided or 0) > frozen.upto and since < one.at <= until
    ]
    answered = [one for one in appeals if (one.decided or 0) > frozen.upto and since < one.about.line_at <= until]
    return tuple(line for one in frozen.appraisals for line in _later(one, roster, granted, answered))


def _later(
    one: Appraisal, roster: Roster, granted: Iterable[Adjustment], answered: Iterable[Appeal]
) -> Iterator[Correction]:
    units = {row.score.unit for row in one.rows}
    for adjustment in granted:
        unit, line = scored_unit_of(roster, adjustment.whom, units), decided_line(one.versions, adjustment)
        if adjustment.register == one.register.key and unit is not None and line is not None:
            yield one, unit, line
    for appeal in answered:
        if appeal.about.register == one.register.key and appeal.about.unit in units:
            yield one, appeal.about.unit, answer_line(appeal)
