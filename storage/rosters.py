"""Importing a roster: units and people keep their ids, whoever is missing from the file has left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.office_entries import RosterImported
from ledger.people import PersonId
from ledger.roster_rows import GROUP, KIND_PREFIX, PERSON, RosterRow, RosterRows
from ledger.values import dataclass
from storage.chain import next_count
from storage.matching import matched
from storage.roster_rows import SERIES
from storage.roster_tables import bindings, chats, groups, people, units
from storage.tables import branches
from storage.types import plain

if TYPE_CHECKING:
    from storage.books import OpenBooks


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterChange:
    """What an import changed: people who came, who left, and how many stand on the roster now."""

    joined: tuple[str, ...]
    left: tuple[str, ...]
    people: int
    units: int
    version: int


@dataclass
class _Import:
    """One import while it runs; ids by name as far as they are known."""

    connection: AsyncConnection
    now: datetime
    unit_ids: dict[str, int] = field(default_factory=dict)
    joined: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


async def import_rows(
    books: OpenBooks,
    rows: RosterRows,
    *,
    by: PersonId | None,
    now: datetime,
    sha256: str,
    agreed: PersonId | None = None,
) -> RosterChange:
    """Put the rows in the place of the roster, raise its version and record the import."""
    await books.hold()
    version = await next_count(books.connection, SERIES)
    run = _Import(books.connection, now)
    unit_rows = [row for row in rows if row.kind not in {PERSON, GROUP}]
    person_rows = [row for row in rows if row.kind == PERSON]
    await _import_units(run, unit_rows)
    await _import_people(run, person_rows)
    await _import_groups(run, [row for row in rows if row.kind == GROUP])
    await books.reread_roster()
    counts = {"people": len(person_rows), "units": len(unit_rows)}
    await books.record(RosterImported(by=by, at=now, sha256=sha256, agreed=agreed, **counts))
    return RosterChange(
        joined=tuple(run.joined),
        left=tuple(run.left),
        version=version,
        **counts,
    )


async def _import_units(run: _Import, rows: list[RosterRow]) -> None:
    """Units are the same by kind and name, where there are two of a name also by the parent."""
    known = (await run.connection.execute(select(units))).all()
    names = {row.id: row.name for row in known}
    by_name: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for old in known:
        by_name[old.kind, old.name].append(old)
    kept: list[int] = []
    for position, row in enumerate(rows):
        same = by_name[row.kind, plain(row.name)]
        match = next((old for old in same if names.get(old.parent, "") == plain(row.unit)), None)
        match = match or (same[0] if same and _is_single(rows, row) else None)
        if match is not None:
            same.remove(match)
        number = await _put(run.connection, units, match.id if match else None, _unit_values(row, position))
        run.unit_ids.setdefault(row.name, number)
        kept.append(number)
    for number, row in zip(kept, rows, strict=True):
        parent = run.unit_ids.get(row.unit)
        await run.connection.execute(update(units).where(units.c.id == number).values(parent=parent))
    await _drop_units(run.connection, kept)


def _is_single(rows: Iterable[RosterRow], row: RosterRow) -> bool:
    return sum(other.kind == row.kind and other.name == row.name for other in rows) == 1


async def _drop_units(connection: AsyncConnection, kept: list[int]) -> None:
    """Forget the others, except what the ledger, a chat or a person still names: that is kept at the end."""
    named = or_(
        exists().where(branches.c.unit == units.c.id),
        exists().where(chats.c.unit == units.c.id),
        exists().where(people.c.unit == units.c.id),
    )
    await connection.execute(delete(units).where(units.c.id.not_in(kept), ~named))
    await connection.execute(update(units).where(units.c.id.not_in(kept)).values(position=len(kept)))


async def _import_people(run: _Import, rows: list[RosterRow]) -> None:
    known = list((await run.connection.execute(select(people).order_by(people.c.id))).all())
    ids: dict[str, int] = {}
    matches = matched(known, [(row.name, run.unit_ids.get(row.unit)) for row in rows])
    for position, row in enumerate(rows):
        match = matches.get(position)
        number = await _put(run.connection, people, match.id if match else None, _person_values(run, row, position))
        ids.setdefault(row.name, number)
        if match is None or match.left_at is not None:
            run.joined.append(row.name)
    for row in rows:
        if row.superior in ids:
            own = update(people).where(people.c.id == ids[row.name])
            await run.connection.execute(own.values(superior=ids[row.superior]))
    await _let_go(run, known, {match.id for match in matches.values()}, len(rows))


async def _let_go(run: _Import, known: list[Any], matched: set[int], count: int) -> None:
    """Whoever is missing from the file loses the chat identity in the same moment."""
    gone = [old for old in known if old.id not in matched]
    for position, old in enumerate(gone, start=count):
        values: dict[str, Any] = {"position": position}
        if old.left_at is None:
            values["left_at"] = run.now
            run.left.append(old.name)
        await run.connection.execute(update(people).where(people.c.id == old.id).values(**values))
        bound = update(bindings).where(bindings.c.person == old.id, bindings.c.state != "ended")
        await run.connection.execute(bound.values(state="ended", ended_at=run.now))


async def _import_groups(run: _Import, rows: list[RosterRow]) -> None:
    await run.connection.execute(delete(groups))
    values = [_group_values(row, position) for position, row in enumerate(rows)]
    if values:
        await run.connection.execute(insert(groups), values)


async def _put(connection: AsyncConnection, table: Any, number: int | None, values: Mapping[str, Any]) -> int:
    """Change the row, or make a new one; return its id."""
    if number is not None:
        await connection.execute(update(table).where(table.c.id == number).values(**values))
        return number
    made: int = (await connection.execute(insert(table).values(**values).returning(table.c.id))).scalar_one()
    return made


def _unit_values(row: RosterRow, position: int) -> dict[str, Any]:
    return {"position": position, "kind": row.kind, "name": plain(row.name), "aliases": list(row.aliases)}


def _person_values(run: _Import, row: RosterRow, position: int) -> dict[str, Any]:
    return {
        "position": position,
        "name": plain(row.name),
        "unit": run.unit_ids.get(row.unit),
        "roles": sorted(row.roles),
        "title": plain(row.title),
        "phone": plain(row.phone),
        "aliases": list(row.aliases),
        "superior": None,
        "fields": [run.unit_ids[name] for name in row.fields if name in run.unit_ids],
        "left_at": None,
    }


def _group_values(row: RosterRow, position: int) -> dict[str, Any]:
    kinds = [member.removeprefix(KIND_PREFIX) for member in row.members if member.startswith(KIND_PREFIX)]
    members = [member for member in row.members if not member.startswith(KIND_PREFIX)]
    return {
        "position": position,
        "name": plain(row.name),
        "aliases": list(row.aliases),
        "kind": kinds[0] if kinds else None,
        "members": members,
    }
