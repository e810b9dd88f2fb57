"""Who answers next (接手) for what somebody who leaves has left behind."""

from __future__ import annotations

from collections.abc import Container, Iterator

from ledger.people import Assignee, Person, Role, Roster, UnitId


def next_beside(roster: Roster, person: Person, taken: Container[Assignee]) -> Assignee | None:
    """Return the first in line who is none of those that have it already; ``None`` where there is nobody."""
    return next((one for one in line_of(roster, person) if one not in taken), None)


def line_of(roster: Roster, person: Person) -> Iterator[Assignee]:
    """Yield who answers after the person: the unit's other heads, the superior, heads above, leaders of the field."""
    yield from (Assignee(person=one.id) for one in _people_after(roster, person) if one.id != person.id)
    if person.unit is not None and any(one.id != person.id for one in roster.members(person.unit)):
        yield Assignee(unit=person.unit)


def _people_after(roster: Roster, person: Person) -> Iterator[Person]:
    yield from roster.heads(person.unit) if person.unit is not None else ()
    if person.superior is not None and roster.person(person.superior).is_active:
        yield roster.person(person.superior)
    for unit in _above(roster, person.unit):
        yield from roster.heads(unit)
    for leader in roster.holders(Role.LEADER):
        if any(roster.within(person.unit, unit) for unit in leader.fields):
            yield leader


def _above(roster: Roster, unit: UnitId | None) -> Iterator[UnitId]:
    seen: set[UnitId] = set()
    while unit is not None and unit not in seen:
        seen.add(unit)
        unit = roster.unit(unit).parent
        if unit is not None:
            yield unit
