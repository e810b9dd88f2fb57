"""Proving the chain inside a transaction: the entries follow each other unchanged, with the texts that they hash."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.chain import GENESIS, Break, Link, first_break, text_hash
from ledger.facts import Head
from storage.codec import HASHED, body_of
from storage.tables import chain, entries, texts

WINDOW = 1000  # Entries in memory at once.
MOST = 5000
"""Entries that are proved in answer to a question: a fraction of a second, for as long nobody else can write."""

Words = Mapping[int, Mapping[str, tuple[str | None, str | None]]]
"""Texts and their salts by entry and field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was found from the entry ``first`` on; ``head_found`` is ``None`` where no head was given."""

    head: Head
    first: int
    broken: Break | None
    broken_task: str | None
    head_found: bool | None


async def prove(connection: AsyncConnection, *, head: str = "", most: int = MOST) -> Proof:
    """Prove the last ``most`` entries of the chain; ``head`` is a printed hash, or its beginning."""
    last = await last_link(connection)
    seq = max(0, last.seq - most)
    before = (await connection.execute(select(entries.c.hash).where(entries.c.seq == seq))).scalar_one_or_none()
    at, first = before or GENESIS, seq + 1
    async for rows, words in windows(connection, after=seq):
        for row in rows:
            link = Link(row["seq"], body_of(row), row["prev"], row["hash"])
            broken = first_break([link], after=at, seq=seq) or text_break(row, words.get(row["seq"], {}))
            if broken is not None:
                task = row["task"] if row["seq"] == broken.seq else None
                return Proof(head=last, first=first, broken=broken, broken_task=task, head_found=None)
            seq, at = row["seq"], row["hash"]
    lost = None if (last.seq, last.hash) == (seq, at) else Break(seq + 1, "lost")
    found = await _is_there(connection, head) if head else None
    return Proof(head=last, first=first, broken=lost, broken_task=None, head_found=found)


async def _is_there(connection: AsyncConnection, head: str) -> bool:
    if GENESIS.startswith(head):
        return True
    beginning = entries.c.hash.between(head, head + "g")  # Hexadecimal digits; LIKE would read every entry.
    found = select(entries.c.seq).where(beginning).limit(1)
    return (await connection.execute(found)).first() is not None


def text_break(row: Mapping[str, Any], words: Mapping[str, tuple[str | None, str | None]]) -> Break | None:
    """Return the break where a text is not the one that the entry hashes; an erased text is none."""
    for name, (word, salt) in words.items():
        if word is not None and row["data"].get(name) != HASHED + text_hash(salt or "", word):
            return Break(row["seq"], "text")
    return None


async def windows(
    connection: AsyncConnection, *, after: int = 0
) -> AsyncIterator[tuple[list[dict[str, Any]], dict[int, dict[str, tuple[str | None, str | None]]]]]:
    """Yield the entries in order with their texts; data that is no JSON any more becomes ``None``."""
    columns = [column for column in entries.c if column.name != "data"]
    query = select(*columns, type_coerce(entries.c.data, Text).label("data")).order_by(entries.c.seq).limit(WINDOW)
    while rows := (await connection.execute(query.where(entries.c.seq > after))).mappings().all():
        first, after = rows[0]["seq"], rows[-1]["seq"]
        words: dict[int, dict[str, tuple[str | None, str | None]]] = {}
        for row in (await connection.execute(select(texts).where(texts.c.seq.between(first, after)))).all():
            words.setdefault(row.seq, {})[row.field] = (row.text, row.salt)
        yield [dict(row) | {"data": _json(row["data"])} for row in rows], words


def _json(stored: str) -> Any:
    try:
        return json.loads(stored)
    except ValueError:
        return None


async def last_link(connection: AsyncConnection) -> Head:
    """Return the head as the chain remembers it."""
    row = (await connection.execute(select(chain.c.seq, chain.c.hash))).one()
    return Head(row.seq, row.hash)
