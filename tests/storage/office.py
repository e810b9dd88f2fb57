"""A small office in a fresh store: the people of ``tests.ledger.house`` with the ids that they have there."""

from __future__ import annotations

from config.calendars import load_calendars
from ledger.calendar import WorkCalendar
from ledger.hours import OfficeHours
from ledger.house import House
from ledger.people import Person
from ledger.roster_rows import PERSON, RosterRow, RosterRows
from storage.store import Store
from tests.ledger.house import MONDAY, ROSTER
from tests.support.appraisal import REGISTER

HOUSE = House(calendar=WorkCalendar(load_calendars()), hours=OfficeHours(), registers=(REGISTER,))
FIRST_USER = 1000


def rows() -> RosterRows:
    """Return the office as the rows of a file, in the order of its ids."""
    units = tuple(
        RosterRow(
            kind=unit.kind.value, name=unit.name, unit=ROSTER.unit(unit.parent).name if unit.parent is not None else ""
        )
        for unit in ROSTER.units
    )
    return units + tuple(_person_row(person) for person in ROSTER.people)


def _person_row(person: Person) -> RosterRow:
    assert person.unit is not None
    return RosterRow(
        kind=PERSON,
        name=person.name,
        unit=ROSTER.unit(person.unit).name,
        roles=tuple(person.roles),
        fields=tuple(ROSTER.unit(unit).name for unit in person.fields),
    )


async def open_office(url: str) -> Store:
    """Return a store with the office's roster in it."""
    store = await Store.open(url, house=HOUSE)
    async with store.books(now=MONDAY) as books:
        await books.directory.import_roster(rows(), by=None, now=MONDAY, sha256="0" * 64)
    return store
