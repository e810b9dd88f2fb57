"""Reading entries: rows with their texts become ``Recorded`` again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, Text, literal_column, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.entries import Recorded, Source
from storage.codec import decode
from storage.tables import entries, texts

T = TypeVar("T")

_TEXTS = select(texts.c.seq, texts.c.field, texts.c.text).join(entries, entries.c.seq == texts.c.seq)
MANY = 200
"""Rows whose reading takes some ten milliseconds."""
_HEAD = (entries.c.seq, entries.c.kind, entries.c.task, entries.c.by, entries.c.chat, entries.c.message)
_LINK = (entries.c.at, entries.c.recorded_at, entries.c.prev, entries.c.hash)
_ROW = (*_HEAD, type_coerce(entries.c.data, Text), *_LINK)
"""What an entry is made of; the data are parsed where that is done, beside the loop."""
_NO_LINK: tuple[ColumnElement[Any], ...] = (
    *_ROW[:-2],
    literal_column("''").label("prev"),
    literal_column("''").label("hash"),
)
_NO_TEXTS: Mapping[str, str | None] = {}
_NOWHERE = Source()


async def recorded(
    connection: AsyncConnection, *where: ColumnElement[bool], linked: bool = True
) -> tuple[Recorded, ...]:
    """Return the entries that fit, in the order of the chain, with their texts.

    Unless they are ``linked`` their hashes are empty, which are a third of what many entries take.
    """
    row = _ROW if linked else _NO_LINK
    found = (await connection.execute(select(*row).where(*where).order_by(entries.c.seq))).all()
    words = await texts_of(connection, *where) if found else {}
    return await beside(lambda: tuple([_as_recorded(row, words) for row in found]), len(found))


async def texts_of(connection: AsyncConnection, *where: ColumnElement[bool]) -> dict[int, dict[str, str | None]]:
    """Return the texts of the entries that fit, by entry and field."""
    return _by_entry((await connection.execute(_TEXTS.where(*where))).all())


def _by_entry(rows: Iterable[Any]) -> dict[int, dict[str, str | None]]:
    found: dict[int, dict[str, str | None]] = {}
    for seq, field, text in rows:
        found.setdefault(seq, {})[field] = text
    return found


def recorded_by(connection: Connection, numbers: Sequence[str]) -> dict[str, list[Recorded]]:
    """Return all entries of each of these tasks and documents, in the order of the chain, with their texts."""
    among = entries.c.task.in_(numbers)
    words = _by_entry(connection.execute(_TEXTS.where(among)))
    found: dict[str, list[Recorded]] = {}
    for row in connection.execute(select(*_ROW).where(among).order_by(entries.c.seq)):
        found.setdefault(row.task, []).append(_as_recorded(row, words))
    return found


def _parsed(data: str) -> Any:
    try:
        return from_json(data)
    except ValueError:
        return json.loads(data)  # Of half a sign, which only Python's own parser takes.


def _as_recorded(row: Sequence[Any], texts: Mapping[int, Mapping[str, str | None]]) -> Recorded:
    seq, kind, task, by, chat, message, data, at, recorded_at, prev, digest = row
    words = texts.get(seq, _NO_TEXTS)
    entry, erased = decode(kind, _parsed(data), task=task, by=by, at=at, texts=words)
    source = _NOWHERE if chat is None and message is None else Source(chat=chat, message=message)
    return Recorded(seq=seq, entry=entry, recorded_at=recorded_at, source=source, prev=prev, hash=digest, erased=erased)


async def beside(work: Callable[[], T], count: int) -> T:
    """Do the work on so many rows: at once where they are few, else in a thread, for the loop has others to serve."""
    return work() if count < MANY else await asyncio.to_thread(work)


def chunks(values: Iterable[Any], size: int = 500) -> Iterable[Sequence[Any]]:
    """Cut values into pieces that fit into one statement's parameters."""
    whole = list(values)
    return (whole[start : start + size] for start in range(0, len(whole), size))
