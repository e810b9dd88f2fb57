"""What is stored about one person (本人数据): roster, bindings, what was said by and to, and the entries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Text, or_, select, type_coerce

from ledger.entries import Recorded, free_fields
from ledger.people import PersonId
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.entry_rows import recorded
from storage.mail_tables import inbox, outbox
from storage.roster_tables import bindings, denials, people
from storage.tables import branches, entries, tasks

MOST = 20_000
"""Rows of one sort in a file; whoever has more is shown the latest."""


@dataclass(frozen=True, kw_only=True)
class OwnData:
    """Everything in plain values; of other people only what stands in the person's own tasks, and names."""

    person: Mapping[str, Any]
    bindings: tuple[Mapping[str, Any], ...]
    said: tuple[Mapping[str, Any], ...]
    told: tuple[Mapping[str, Any], ...]
    tasks: tuple[Mapping[str, Any], ...]
    entries: tuple[Mapping[str, Any], ...]
    refusals: tuple[Mapping[str, Any], ...]


async def own_data(books: OpenBooks, person: PersonId) -> OwnData:
    """Collect it; the raw updates, of which parts may be others' words, are cut down to what the person wrote."""
    bound = await _rows(books, select(bindings).where(bindings.c.person == person).order_by(bindings.c.id))
    users = {row["user"] for row in bound}
    mine = select(denials).where(or_(denials.c.person == person, denials.c.user.in_(users))).order_by(denials.c.id)
    return OwnData(
        person=await _roster_row(books, person),
        bindings=tuple(_without(row, "id", "person") for row in bound),
        said=await _said(books, users),
        told=await _told(books, users),
        tasks=await _tasks(books, person),
        entries=await _entries(books, person),
        refusals=tuple(_without(row, "id", "person") for row in await _rows(books, mine)),
    )


async def _roster_row(books: OpenBooks, person: PersonId) -> Mapping[str, Any]:
    (row,) = await _rows(books, select(people).where(people.c.id == person))
    units = {unit.id: unit.name for unit in books.roster.units}
    superior = books.roster.person(row["superior"]).name if row["superior"] is not None else None
    fields = [units.get(unit) for unit in row["fields"]]
    return _without(row, "position") | {"unit": units.get(row["unit"]), "superior": superior, "fields": fields}


async def _said(books: OpenBooks, users: set[int]) -> tuple[Mapping[str, Any], ...]:
    query = select(inbox.c.received_at, inbox.c.chat, inbox.c.kind, inbox.c.state, inbox.c.raw)
    rows = await _rows(books, query.where(inbox.c.user.in_(users)).order_by(inbox.c.id.desc()).limit(MOST))
    return tuple(_without(row, "raw") | {"words": _own_words(row["raw"])} for row in reversed(rows))


def _own_words(raw: str) -> list[str]:
    """Return text, caption and file name of an update, or the data of a tap; not what it answers."""
    update = json.loads(raw)
    inner = next((part for part in update.values() if isinstance(part, dict)), {})
    found = [inner.get(name) for name in ("text", "caption", "data")]
    document = inner.get("document")
    found.append(document.get("file_name") if isinstance(document, dict) else None)
    return [word for word in found if isinstance(word, str)]


async def _told(books: OpenBooks, users: set[int]) -> tuple[Mapping[str, Any], ...]:
    query = select(outbox.c.made_at, outbox.c.sent_at, outbox.c.state, outbox.c.payload)
    rows = await _rows(books, query.where(outbox.c.chat.in_(users)).order_by(outbox.c.id.desc()).limit(MOST))
    words = ((row, row["payload"].get("text") or row["payload"].get("caption")) for row in reversed(rows))
    return tuple(_without(row, "payload") | {"words": said} for row, said in words if said)


async def _tasks(books: OpenBooks, person: PersonId) -> tuple[Mapping[str, Any], ...]:
    query = select(tasks.c.number, tasks.c.title, tasks.c.status, branches.c.part, tasks.c.deadline)
    found = query.join(branches, branches.c.task == tasks.c.number).where(branches.c.person == person)
    return tuple(await _rows(books, found.order_by(tasks.c.assigned_at)))


async def _entries(books: OpenBooks, person: PersonId) -> tuple[Mapping[str, Any], ...]:
    """Return those that the person caused, with their words, and those that name the person, without any."""
    data = type_coerce(entries.c.data, Text)
    names = (data.like(f'%"person":{person}{end}%') for end in (",", "}"))
    found = await recorded(books.connection, or_(entries.c.by == person, *names))
    return tuple(_entry(books, record, own=record.entry.by == person) for record in found)


def _entry(books: OpenBooks, record: Recorded, *, own: bool) -> Mapping[str, Any]:
    entry = record.entry
    words = [getattr(entry, name) for name in free_fields(type(entry))] if own else []
    return {
        "seq": record.seq,
        "kind": type(entry).__name__,
        "number": getattr(entry, "number", None),
        "at": entry.at,
        "by": books.roster.person(entry.by).name if entry.by is not None else None,
        "words": [word for word in words if word],
    }


async def _rows(books: OpenBooks, query: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in (await books.connection.execute(query)).mappings()]


def _without(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}
