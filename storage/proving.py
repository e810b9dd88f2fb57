"""Proving the chain inside a transaction: the entries follow each other unchanged, with the texts that they hash."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Text, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.chain import GENESIS, Break, Link, first_break, link_hash, text_hash
from ledger.facts import Head
from ledger.values import dataclass
from storage.codec import HASHED, Salted, canonical_of, stamp
from storage.tables import chain, entries, texts

WINDOW = 1000  # Entries in memory at once.
MOST = 5000
"""Entries that are proved in answer to a question: a fraction of a second, for as long nobody else can write."""

Words = Mapping[int, Salted]
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
    at, first = await hash_at(connection, seq), seq + 1
    async for rows, words in _windows(connection, after=seq):
        for row in rows:
            broken = break_at(row, words.get(row.seq, {}), after=at, seq=seq)
            if broken is not None:
                task = row.task if row.seq == broken.seq else None
                return Proof(head=last, first=first, broken=broken, broken_task=task, head_found=None)
            seq, at = row.seq, row.hash
    lost = None if (last.seq, last.hash) == (seq, at) else Break(seq + 1, "lost")
    found = await _is_there(connection, head) if head else None
    return Proof(head=last, first=first, broken=lost, broken_task=None, head_found=found)


async def hash_at(connection: AsyncConnection, seq: int) -> str:
    """Return the hash of the entry; the beginning's where there is none."""
    found: str | None = (await connection.execute(select(entries.c.hash).where(entries.c.seq == seq))).scalar()
    return found or GENESIS


async def _is_there(connection: AsyncConnection, head: str) -> bool:
    if GENESIS.startswith(head):
        return True
    beginning = entries.c.hash.between(head, head + "g")  # Hexadecimal digits; LIKE would read every entry.
    found = select(entries.c.seq).where(beginning).limit(1)
    return (await connection.execute(found)).first() is not None


def break_at(row: Sequence[Any], words: Salted, *, after: str, seq: int) -> Break | None:
    """Return what is wrong with the entry behind the link ``seq``, whose hash is ``after``; an erased text is not.

    Data that is stored in canonical form, as all that we wrote is, need not be parsed to be hashed.
    """
    number, kind, task, by, chat, message, data, *moments, prev, own = row
    at, recorded_at = map(stamped, moments)
    fits = number == seq + 1 and prev == after
    if not fits or own != link_hash(after, canonical_of(row, at=at, recorded_at=recorded_at)):
        body = {"seq": number, "kind": kind, "task": task, "by": by, "data": _json(data)}
        body |= {"at": at, "recorded_at": recorded_at, "source": {"chat": chat, "message": message}}
        if (broken := first_break([Link(number, body, prev, own)], after=after, seq=seq)) is not None:
            return broken
    said = json.loads(data) if words else {}
    for name, (word, salt) in words.items():
        if word is not None and said.get(name) != HASHED + text_hash(salt or "", word):
            return Break(number, "text")
    return None


def stamped(moment: datetime | str) -> str:
    """Return the stamp of a moment as it is stored: SQLite has texts, which are hashed as they are."""
    return f"{moment.replace(' ', 'T')}+00:00" if isinstance(moment, str) else stamp(moment)


_COLUMNS = ("seq", "kind", "task", "by", "chat", "message")  # First, and in this order, for ``canonical_of``.
_TEXTS = ("data", "at", "recorded_at", "prev", "hash")
STORED = select(
    *(entries.c[name] for name in _COLUMNS), *(type_coerce(entries.c[name], Text).label(name) for name in _TEXTS)
).order_by(entries.c.seq)
"""Entries in their order; data and moments are as they are stored."""
SAID = select(texts.c.seq, texts.c.field, texts.c.text, texts.c.salt)


async def _windows(connection: AsyncConnection, *, after: int) -> AsyncIterator[tuple[Sequence[Any], Words]]:
    """Yield the entries in order with their texts."""
    query = STORED.limit(WINDOW)
    while rows := (await connection.execute(query.where(entries.c.seq > after))).all():
        first, after = rows[0].seq, rows[-1].seq
        yield rows, words_of((await connection.execute(SAID.where(texts.c.seq.between(first, after)))).all())


def plain_rows(connection: Connection, query: Select[Any]) -> list[Any]:
    """Return the rows as the driver gives them: to name their columns takes as long again as to fetch them."""
    cursor: Any = connection.execute(query).cursor
    rows: list[Any] = cursor.fetchall()
    return rows


def words_of(rows: Iterable[Any]) -> Words:
    """Return the texts of these rows by entry and field."""
    words: dict[int, dict[str, tuple[str | None, str | None]]] = {}
    for seq, field, word, salt in rows:
        words.setdefault(seq, {})[field] = (word, salt)
    return words


def _json(stored: str) -> Any:
    """Return the data; ``None`` where they are no JSON any more."""
    try:
        return json.loads(stored)
    except ValueError:
        return None


async def last_before(connection: AsyncConnection, moment: datetime, *, last: int) -> int:
    """Return the last link recorded before the moment, by halving: entries are recorded one after the other."""
    low, high = 0, last
    while low < high:
        middle = (low + high + 1) // 2
        query = select(entries.c.recorded_at).where(entries.c.seq == middle)
        recorded_at: datetime | None = (await connection.execute(query)).scalar()
        low, high = (middle, high) if recorded_at is not None and recorded_at < moment else (low, middle - 1)
    return low


async def last_link(connection: AsyncConnection) -> Head:
    """Return the head as the chain remembers it."""
    row = (await connection.execute(select(chain.c.seq, chain.c.hash))).one()
    return Head(row.seq, row.hash)
