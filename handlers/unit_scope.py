"""Of which units something is told: what was named ∩ what the asker may see ∩ what the group is bound to."""

from __future__ import annotations

from handlers.heard import Heard
from ledger.people import UnitId
from ledger.permissions import visible_units
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from storage.books import OpenBooks

UNIT = "unit"
"""The argument that keeps the unit that was named, by its id."""


def unit_kept(heard: Heard) -> UnitId | None:
    """Return the unit that was named, where one was."""
    kept = heard.args.get(UNIT)
    return UnitId(kept) if isinstance(kept, int) else None


def bound_here(heard: Heard) -> UnitId | None:
    """Return the unit that the group is bound to; ``None`` in private and in a group of the whole house."""
    return None if heard.place.private else heard.place.unit


def units_seen(books: OpenBooks, heard: Heard, named: UnitId | None = None) -> tuple[UnitId, ...] | None:
    """Return the units to report on, ``None`` for the whole house; ``NotAllowed`` where none is left."""
    seen, found = visible_units(books.roster, heard.person), units_within(books, named, bound_here(heard))
    if seen is not None:
        found = set(seen) if found is None else found & seen
    if found is not None and not found:
        raise NotAllowed(Act.SEE_REPORT)
    return None if found is None else tuple(sorted(found))


def units_within(books: OpenBooks, *roots: UnitId | None) -> set[UnitId] | None:
    """Return the units that lie within each of the roots; ``None`` where no root is given."""
    found: set[UnitId] | None = None
    for root in roots:
        if root is not None:
            inside = {unit.id for unit in books.roster.units if books.roster.within(unit.id, root)}
            found = inside if found is None else found & inside
    return found
