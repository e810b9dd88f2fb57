"""A roster that is imported without somebody, on whichever books are open."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from ledger.office_entries import RosterImported
from ledger.people import PersonId
from ledger.roster_rows import PERSON, RosterRow
from storage.books import OpenBooks


async def without(books: Any, who: PersonId, at: datetime) -> None:
    """Import the roster as it stands but for one person, who has left with it."""
    if isinstance(books, OpenBooks):
        await books.directory.import_roster(_rows(books, who), by=None, now=at, sha256="0" * 64)
        return
    people = tuple(replace(one, left_at=at) if one.id == who else one for one in books.roster.people)
    books.roster = replace(books.roster, people=people)
    kept = sum(one.is_active for one in people)
    await books.record(RosterImported(by=None, at=at, sha256="0" * 64, people=kept, units=len(books.roster.units)))


def _rows(books: OpenBooks, who: PersonId) -> tuple[RosterRow, ...]:
    roster = books.roster
    units = tuple(
        RosterRow(kind=one.kind.value, name=one.name, unit=roster.unit(one.parent).name if one.parent else "")
        for one in roster.units
    )
    people = tuple(
        RosterRow(
            kind=PERSON,
            name=one.name,
            unit=roster.unit(one.unit).name if one.unit else "",
            roles=tuple(one.roles),
            aliases=one.aliases,
            fields=tuple(roster.unit(unit).name for unit in one.fields),
        )
        for one in roster.active_people
        if one.id != who
    )
    return (*units, *people)
