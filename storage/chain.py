"""Writing to the chain: entries numbered without gaps, each linked to the one before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.chain import GENESIS, entry_hash
from ledger.entries import Entry, Recorded, Source
from ledger.facts import Head
from storage.codec import Coded, body_of, encode, storable
from storage.tables import chain, counters, entries, texts

_ROW = 1
_HEAD = select(chain.c.seq, chain.c.hash).where(chain.c.id == _ROW)
_HELD = _HEAD.with_for_update()
_MOVE = update(chain).where(chain.c.id == _ROW)
_ENTRY, _TEXT, _COUNTER = insert(entries), insert(texts), insert(counters)
_MINE = (counters.c.series == bindparam("of")) & (counters.c.year == bindparam("in_year"))
_RAISE = update(counters).where(_MINE).values(n=counters.c.n + 1).returning(counters.c.n)
_COUNTS = select(counters.c.series, counters.c.n).where(
    counters.c.series.in_(bindparam("of", expanding=True)), counters.c.year == 0
)


class ReadOnly(RuntimeError):  # noqa: N818 - what is so
    """Somebody wrote into books that were opened for reading."""


class Chain:
    """The chain inside one transaction; the head's row is held from the first touch until the commit.

    Numbers are taken only while it is held, and tasks are read only after it: with one order of locks nobody ever
    waits in a circle, and two writers on one task come one after the other.
    """

    def __init__(self, connection: AsyncConnection, *, source: Source, inbox: int | None, writable: bool) -> None:
        self._connection = connection
        self.source = source
        self._inbox = inbox
        self._writable = writable
        self._head: Head | None = None

    async def hold(self) -> Head:
        """Wait for other writers, then return the head; readers wait for nobody."""
        if self._head is None:
            row = (await self._connection.execute(_HELD if self._writable else _HEAD)).one()
            self._head = Head(row.seq, row.hash)
        return self._head

    async def head(self) -> Head:
        """Return the last link without holding it."""
        if self._head is not None:
            return self._head
        row = (await self._connection.execute(_HEAD)).one()
        return Head(row.seq, row.hash)

    async def write(self, entry: Entry, *, recorded_at: datetime) -> Recorded:
        """Append the entry and move the head."""
        if not self._writable:
            raise ReadOnly(type(entry).__name__)
        head, entry = await self.hold(), storable(entry)
        coded = encode(entry)
        row = self._row(entry, coded, head, recorded_at)
        await self._connection.execute(_ENTRY, row | {"inbox": self._inbox})
        await self._keep_texts(row["seq"], coded)
        await self._move(Head(row["seq"], row["hash"]))
        return Recorded(
            seq=row["seq"],
            entry=entry,
            recorded_at=recorded_at,
            source=self.source,
            prev=row["prev"],
            hash=row["hash"],
        )

    async def take_number(self, series: str, year: int) -> int:
        """Return the next number of the series; it is given back if the transaction is not committed."""
        await self.hold()
        return await next_count(self._connection, series, year)

    def _row(self, entry: Entry, coded: Coded, head: Head, recorded_at: datetime) -> dict[str, Any]:
        row = {
            "seq": head.seq + 1,
            "kind": coded.kind,
            "task": coded.task,
            "at": entry.at,
            "recorded_at": recorded_at,
            "by": entry.by,
            "chat": self.source.chat,
            "message": self.source.message,
            "data": coded.data,
        }
        return row | {"prev": head.hash, "hash": entry_hash(head.hash, body_of(row))}

    async def _keep_texts(self, seq: int, coded: Coded) -> None:
        rows = [{"seq": seq, "field": text.field, "text": text.text, "salt": text.salt} for text in coded.texts]
        if rows:
            await self._connection.execute(_TEXT, rows)

    async def _move(self, head: Head) -> None:
        await self._connection.execute(_MOVE, {"seq": head.seq, "hash": head.hash})
        self._head = head


async def next_count(connection: AsyncConnection, series: str, year: int = 0) -> int:
    """Raise the counter by one and return it; a new one begins with 1."""
    raised = await connection.execute(_RAISE, {"of": series, "in_year": year})
    found: int | None = raised.scalar_one_or_none()
    if found is None:
        await connection.execute(_COUNTER, {"series": series, "year": year, "n": 1})
        return 1
    return found


async def counts(connection: AsyncConnection, series: Collection[str]) -> Mapping[str, int]:
    """Return where the counters without a year stand; 0 before their first use."""
    found = (await connection.execute(_COUNTS, {"of": series})).all()
    return dict.fromkeys(series, 0) | {row.series: row.n for row in found}


GENESIS_ROW = {"id": _ROW, "seq": 0, "hash": GENESIS}
"""What the migration puts into the table ``chain``."""
