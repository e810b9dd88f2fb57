"""A roster straight from a file's rows, for commands that need no database; ids count the rows."""

from __future__ import annotations

from collections.abc import Mapping

from ledger.people import Group, Person, PersonId, Roster, Unit, UnitId, UnitKind
from ledger.roster_rows import GROUP, KIND_PREFIX, PERSON, RosterRow, RosterRows


def roster_of(rows: RosterRows) -> Roster:
    """Return the roster that the rows describe."""
    units = {row.name: UnitId(row.line) for row in rows if row.kind not in {PERSON, GROUP}}
    people = {row.name: PersonId(row.line) for row in rows if row.kind == PERSON}
    return Roster(
        units=tuple(_unit(row, units) for row in rows if row.name in units and row.kind not in {PERSON, GROUP}),
        people=tuple(_person(row, units, people) for row in rows if row.kind == PERSON),
        groups=tuple(_group(row) for row in rows if row.kind == GROUP),
    )


def _unit(row: RosterRow, units: Mapping[str, UnitId]) -> Unit:
    return Unit(
        id=units[row.name],
        kind=UnitKind(row.kind),
        name=row.name,
        parent=units.get(row.unit),
        aliases=row.aliases,
    )


def _person(row: RosterRow, units: Mapping[str, UnitId], people: Mapping[str, PersonId]) -> Person:
    return Person(
        id=PersonId(row.line),
        name=row.name,
        unit=units.get(row.unit),
        roles=frozenset(row.roles),
        title=row.title,
        phone=row.phone,
        aliases=row.aliases,
        superior=people.get(row.superior),
        fields=tuple(units[name] for name in row.fields),
    )


def _group(row: RosterRow) -> Group:
    kinds = [name.removeprefix(KIND_PREFIX) for name in row.members if name.startswith(KIND_PREFIX)]
    return Group(
        name=row.name,
        aliases=row.aliases,
        kind=UnitKind(kinds[0]) if kinds else None,
        members=tuple(name for name in row.members if not name.startswith(KIND_PREFIX)),
    )
