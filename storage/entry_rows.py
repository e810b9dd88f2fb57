"""Reading entries: rows with their texts become ``Recorded`` again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Text, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.entries import Recorded, Source
from storage.codec import decode
from storage.tables import entries, texts

T = TypeVar("T")

_TEXTS = select(texts.c.seq, texts.c.field, texts.c.text).join(entries, entries.c.seq == texts.c.seq)
MANY = 200
"""Rows whose reading takes some ten milliseconds."""
_AS_TEXT = [type_coerce(one, Text).label(one.name) if one is entries.c.data else one for one in entries.c]
_NAMES = tuple(entries.c.keys())
"""All columns; the data are parsed where the entries are made, beside the loop."""


async def recorded(connection: AsyncConnection, *where: ColumnElement[bool]) -> tuple[Recorded, ...]:
    """Return the entries that fit, in the order of the chain, with their texts."""
    found = (await connection.execute(select(*_AS_TEXT).where(*where).order_by(entries.c.seq))).all()
    words = await texts_of(connection, *where) if found else {}
    return await beside(lambda: tuple([_as_recorded(row, words.get(row.seq, {})) for row in found]), len(found))


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
    for row in connection.execute(select(*_AS_TEXT).where(among).order_by(entries.c.seq)):
        found.setdefault(row.task, []).append(_as_recorded(row, words.get(row.seq, {})))
    return found


def _as_recorded(row: Row[Any], words: Mapping[str, str | None]) -> Recorded:
    entry, erased = decode({**dict(zip(_NAMES, row, strict=True)), "data": json.loads(row.data)}, words)
    return Recorded(
        seq=row.seq,
        entry=entry,
        recorded_at=row.recorded_at,
        source=Source(chat=row.chat, message=row.message),
        prev=row.prev,
        hash=row.hash,
        erased=erased,
    )


async def beside(work: Callable[[], T], count: int) -> T:
    """Do the work on so many rows: at once where they are few, else in a thread, for the loop has others to serve."""
    return work() if count < MANY else await asyncio.to_thread(work)


def chunks(values: Iterable[Any], size: int = 500) -> Iterable[Sequence[Any]]:
    """Cut values into pieces that fit into one statement's parameters."""
    whole = list(values)
    return (whole[start : start + size] for start in range(0, len(whole), size))
