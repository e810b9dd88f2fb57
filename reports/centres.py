"""By centre (分中心): the figures of a centre are the sum over its offices and what it has itself.

Without at least two centres there is nothing to set beside each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from ledger.people import Roster, UnitId

T = TypeVar("T")
_FEWEST = 2


def by_centre(
    roster: Roster,
    rows: Iterable[T],
    unit_of: Callable[[T], UnitId | None],
    covers: Callable[[UnitId | None], bool] = lambda _unit: True,
) -> Mapping[UnitId, list[T]]:
    """Return the rows of units under the centre that each belongs to, in roster order; units without one are left out.

    Empty where fewer than two centres that the view ``covers`` have a row.
    """
    found: dict[UnitId, list[T]] = {}
    for one in rows:
        centre = roster.centre_of(unit_of(one))
        if centre is not None and covers(centre):
            found.setdefault(centre, []).append(one)
    if len(found) < _FEWEST:
        return {}
    return {unit.id: found[unit.id] for unit in roster.units if unit.id in found}
