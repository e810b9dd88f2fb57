"""A centre's score (中心得分): the mean of its offices' scores, to two decimals; nothing is scored at the centre anew.

So whatever changes an office's line changes the centre's number by exactly its share, and the offices are shown beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from ledger.people import Roster, UnitId, UnitKind
from ledger.scores import Appraisal, Ranked
from ledger.values import dataclass


@dataclass(frozen=True, slots=True)
class Pooled:
    """What a unit's scored offices come to in one register."""

    appraisal: Appraisal
    unit: UnitId
    rows: tuple[Ranked, ...]

    @property
    def sum(self) -> Decimal:
        """The offices' scores added up."""
        return sum((row.score.total for row in self.rows), Decimal())

    @property
    def mean(self) -> Decimal:
        """The unit's score: the sum by the number of offices, to two decimals, half up."""
        return (self.sum / len(self.rows)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def pooled(roster: Roster, found: Iterable[Appraisal], unit: UnitId) -> tuple[Pooled, ...]:
    """Return the unit's score by each register that scores units below it, and not the unit itself."""
    above = (one for one in found if one.of(unit) is None)
    return tuple(Pooled(one, unit, rows) for one in above if (rows := _below(roster, one, unit)))


def centres_ranked(roster: Roster, one: Appraisal, seen: frozenset[UnitId] | None) -> tuple[tuple[int, Pooled], ...]:
    """Return the centres that may be ``seen`` with their places, the best first; equal ones share a place."""
    found = sorted(_centres(roster, one), key=lambda each: -each.mean)
    places = ((1 + sum(other.mean > each.mean for other in found), each) for each in found)
    return tuple((place, each) for place, each in places if seen is None or each.unit in seen)


def _centres(roster: Roster, one: Appraisal) -> Iterator[Pooled]:
    for unit in roster.units:
        if unit.kind is UnitKind.CENTRE:
            yield from pooled(roster, (one,), unit.id)


def _below(roster: Roster, one: Appraisal, unit: UnitId) -> tuple[Ranked, ...]:
    """Return the rows of the units below it, in roster order."""
    return tuple(
        row
        for each in roster.units
        if each.kind is UnitKind.OFFICE and roster.within(each.id, unit) and (row := one.of(each.id)) is not None
    )
