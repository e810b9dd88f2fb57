"""The roster as rows: read as one value, kept in memory as long as its version stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.attendance import absences
from ledger.people import Group, Person, Role, Roster, Unit, UnitKind
from storage.chain import counts
from storage.facts import leaves
from storage.roster_tables import groups, people, units

SERIES = "roster"


class RosterCache:
    """Reads the roster again only when another transaction has committed a new one."""

    def __init__(self) -> None:
        self._known: Roster | None = None
        self._day: date | None = None

    async def current(self, connection: AsyncConnection, day: date, *, version: int) -> Roster:
        """Return the roster of that version, with the absences of the day; nothing is read while both are unchanged.

        While nobody comes or goes the object stays the same: what the reader has made of its names is kept with it.
        """
        if self._known is None or self._known.version != version:
            self._known, self._day = await read_roster(connection, day), day
        elif self._day != day:
            away = absences(await leaves(connection, first=day), day)
            self._known = self._known if away == self._known.absences else replace(self._known, absences=away)
            self._day = day
        return self._known


async def read_roster(connection: AsyncConnection, day: date) -> Roster:
    """Return the roster as this transaction sees it, with who is on leave that day."""
    # The version first: rows that are newer than their version are only read once more, never kept too long.
    version = (await counts(connection, [SERIES]))[SERIES]
    return Roster(
        units=tuple(_unit(row) for row in await _rows(connection, units)),
        people=tuple(_person(row) for row in await _rows(connection, people)),
        groups=tuple(_group(row) for row in await _rows(connection, groups)),
        version=version,
        absences=absences(await leaves(connection, first=day), day),
    )


async def _rows(connection: AsyncConnection, table: Table) -> Any:
    return (await connection.execute(select(table).order_by(table.c.position))).all()


def _unit(row: Any) -> Unit:
    return Unit(id=row.id, kind=UnitKind(row.kind), name=row.name, parent=row.parent, aliases=tuple(row.aliases))


def _person(row: Any) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        unit=row.unit,
        roles=frozenset(Role(role) for role in row.roles),
        title=row.title,
        phone=row.phone,
        aliases=tuple(row.aliases),
        superior=row.superior,
        fields=tuple(row.fields),
        left_at=row.left_at,
    )


def _group(row: Any) -> Group:
    kind = UnitKind(row.kind) if row.kind else None
    return Group(name=row.name, aliases=tuple(row.aliases), kind=kind, members=tuple(row.members))
