"""Information (政务信息) in figures: submitted and adopted in a period, by unit and by centre, each with its list."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import Any

from ledger.house import House
from ledger.information import Information, adopted_in, submitted_in
from ledger.people import Roster, UnitId
from ledger.values import dataclass
from reports.centres import by_centre
from reports.periods import first_day
from reports.words import clean, said


@dataclass(frozen=True, slots=True)
class InformationCount:
    """What a unit submitted, and what of it was adopted, in a period; a piece adopted twice counts twice."""

    unit: UnitId | None
    name: str
    submitted: tuple[str, ...]
    adopted: tuple[tuple[str, str], ...]

    def as_data(self) -> dict[str, Any]:
        """Return the figures and the numbers behind them as JSON values."""
        adopted = [{"number": number, "adopter": adopter} for number, adopter in self.adopted]
        return {"unit": self.name, "submitted": list(self.submitted), "adopted": adopted}


@dataclass(frozen=True, slots=True)
class InformationCounts:
    """The counts of the whole, of each unit that has any, the most adopted first, and of each centre."""

    whole: InformationCount
    units: tuple[InformationCount, ...]
    centres: tuple[InformationCount, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the figures as JSON values."""
        return {
            "all": self.whole.as_data(),
            "units": [one.as_data() for one in self.units],
            "centres": [one.as_data() for one in self.centres],
        }


def counts(
    known: Iterable[Information],
    roster: Roster,
    since: datetime,
    until: datetime,
    *,
    units: Collection[UnitId] | None = None,
) -> InformationCounts:
    """Return the counts over (since, until] of the units, ``None``: of everybody's."""
    pieces = [one for one in known if units is None or one.unit in units]
    submitted, adopted = submitted_in(pieces, since, until), adopted_in(pieces, since, until)
    named = {one.unit for one in submitted} | {one.unit for one, _ in adopted}
    rows = [
        InformationCount(
            unit.id,
            clean(unit.name),
            tuple(one.number for one in submitted if one.unit == unit.id),
            tuple((one.number, said(each.adopter)) for one, each in adopted if one.unit == unit.id),
        )
        for unit in roster.units
        if unit.id in named
    ]
    centres = by_centre(roster, rows, lambda one: one.unit)
    return InformationCounts(
        _together(None, "", rows),
        tuple(sorted(rows, key=lambda one: (-len(one.adopted), -len(one.submitted)))),
        tuple(_together(unit, clean(roster.unit(unit).name), own) for unit, own in centres.items()),
    )


def _together(unit: UnitId | None, name: str, rows: Iterable[InformationCount]) -> InformationCount:
    """Return the sum over the rows."""
    own = tuple(rows)
    submitted = tuple(number for one in own for number in one.submitted)
    return InformationCount(unit, name, submitted, tuple(each for one in own for each in one.adopted))


def start_of(kind: str, day: date, house: House) -> datetime:
    """Return the first moment of the month or quarter that the day lies in."""
    return house.hours.at(first_day(kind, day), time())
