"""The roster as rows: read as one value, kept in memory as long as its version stands."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Table, Text, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.attendance import absences
from ledger.people import Group, Person, Role, Roster, Unit, UnitKind
from storage.chain import counts
from storage.entry_rows import beside
from storage.facts import leaves
from storage.roster_tables import groups, people, units
from storage.types import Json

SERIES = "roster"
BINDINGS = "bindings"
"""The counter of whose account is whose; the roster's own says nothing of it."""
T = TypeVar("T")


class RosterCache:
    """Reads the roster again only when another transaction has committed a new one."""

    def __init__(self) -> None:
        self._known: Roster | None = None
        self._day: date | None = None
        self._reading = asyncio.Lock()

    async def current(self, connection: AsyncConnection, day: date, *, version: int) -> Roster:
        """Return the roster of that version, with the absences of the day; nothing is read while both are unchanged.

        While nobody comes or goes the object stays the same: what the reader has made of its names is kept with it. Who
        comes while it is read waits for it, and reads no second one.
        """
        async with self._reading:
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
        units=await _read(connection, units, _unit),
        people=await _read(connection, people, _person),
        groups=await _read(connection, groups, _group),
        version=version,
        absences=absences(await leaves(connection, first=day), day),
    )


async def _read(connection: AsyncConnection, table: Table, made: Callable[[Any], T]) -> tuple[T, ...]:
    """Return the rows as values; of a city's people the JSON is parsed beside the loop, too."""
    columns = [type_coerce(one, Text).label(one.name) if isinstance(one.type, Json) else one for one in table.c]
    rows = (await connection.execute(select(*columns).order_by(table.c.position))).all()
    return await beside(lambda: tuple([made(row) for row in rows]), len(rows))


def _unit(row: Any) -> Unit:
    return Unit(id=row.id, kind=UnitKind(row.kind), name=row.name, parent=row.parent, aliases=_listed(row.aliases))


def _person(row: Any) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        unit=row.unit,
        roles=_roles(row.roles),
        title=row.title,
        phone=row.phone,
        aliases=_listed(row.aliases),
        superior=row.superior,
        fields=_listed(row.fields),
        left_at=row.left_at,
    )


@lru_cache(maxsize=100)
def _roles(stored: str) -> frozenset[Role]:
    """Return the roles, for everybody with the same ones the same value: a city's people have a handful of them."""
    return frozenset(Role(role) for role in _listed(stored))


def _group(row: Any) -> Group:
    kind = UnitKind(row.kind) if row.kind else None
    return Group(name=row.name, aliases=_listed(row.aliases), kind=kind, members=_listed(row.members))


def _listed(stored: str) -> tuple[Any, ...]:
    return tuple(json.loads(stored)) if stored != "[]" else ()
