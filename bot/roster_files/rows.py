"""The roster as rows again, for export: what is exported can be imported."""

from __future__ import annotations

from ledger.people import Group, Person, Role, Roster, Unit
from ledger.roster_rows import GROUP, KIND_PREFIX, PERSON, RosterRow, RosterRows


def rows_of(roster: Roster) -> RosterRows:
    """Return units, active people and groups, in roster order."""
    return (
        *(_unit_row(roster, unit) for unit in roster.units),
        *(_person_row(roster, person) for person in roster.active_people),
        *(_group_row(group) for group in roster.groups),
    )


def ids_of(roster: Roster) -> tuple[int | None, ...]:
    """Return by which number entries call each of the rows; a group has none."""
    named = (*(unit.id for unit in roster.units), *(person.id for person in roster.active_people))
    return (*map(int, named), *(None for _ in roster.groups))


def _unit_row(roster: Roster, unit: Unit) -> RosterRow:
    parent = roster.unit(unit.parent).name if unit.parent is not None else ""
    return RosterRow(kind=unit.kind.value, name=unit.name, unit=parent, aliases=unit.aliases)


def _person_row(roster: Roster, person: Person) -> RosterRow:
    return RosterRow(
        kind=PERSON,
        name=person.name,
        unit=roster.unit(person.unit).name if person.unit is not None else "",
        roles=tuple(role for role in Role if role in person.roles),
        title=person.title,
        phone=person.phone,
        aliases=person.aliases,
        superior=roster.person(person.superior).name if person.superior is not None else "",
        fields=tuple(roster.unit(unit).name for unit in person.fields),
    )


def _group_row(group: Group) -> RosterRow:
    kind = (KIND_PREFIX + group.kind.value,) if group.kind is not None else ()
    return RosterRow(kind=GROUP, name=group.name, aliases=group.aliases, members=kind + group.members)
