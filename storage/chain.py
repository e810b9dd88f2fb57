"""Writing to the chain: entries numbered without gaps, each linked to the one before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.chain import GENESIS, link_hash
from ledger.entries import Entry, Recorded, Source, TaskEntry
from ledger.facts import Head
from storage.codec import Coded, canonical_of, encode, stamp, storable
from storage.inbox import Incoming
from storage.month_ends import note_late
from storage.prepared import Prepared, Remembered, Step, change_together, rows_together
from storage.tables import chain, counters, entries, texts

_ROW = 1
_LAST = select(chain.c.seq, chain.c.hash, chain.c.closed_until).where(chain.c.id == _ROW)
_HEAD, _HELD = Prepared(_LAST), Prepared(_LAST.with_for_update())
_MOVE = Prepared(update(chain).where(chain.c.id == _ROW))
_ENTRY, _TEXT, _COUNTER = Prepared(insert(entries)), Prepared(insert(texts)), insert(counters)
_MINE = (counters.c.series == bindparam("of")) & (counters.c.year == bindparam("in_year"))
_RAISE = Prepared(update(counters).where(_MINE).values(n=counters.c.n + 1).returning(counters.c.n))


class ReadOnly(RuntimeError):  # noqa: N818 - what is so
    """Somebody wrote into books that were opened for reading."""


class Overtaken(Exception):  # noqa: N818 - nothing is wrong
    """Roster or bindings were changed after the books were opened: what was decided by them is to be decided anew."""


class Chain:
    """The chain inside one transaction; the head's row is held from the first touch until the commit.

    Numbers are taken only while it is held, and tasks are read only after it: with one order of locks nobody ever
    waits in a circle, and two writers on one task come one after the other. ``seen`` is where counters stood when the
    transaction began: who decides by what they count must not go on once others have moved them (``Overtaken``).
    """

    def __init__(
        self,
        connection: AsyncConnection,
        *,
        source: Incoming | None,
        writable: bool,
        seen: Mapping[str, int] | None = None,
    ) -> None:
        self._connection = connection
        self.source = Source(chat=source.chat, message=source.message) if source else Source()
        self._inbox = source.id if source else None
        self._writable = writable
        self._seen = seen
        self._head: Head | None = None
        self._closed_until: datetime | None = None

    async def hold(self) -> Head:
        """Wait for other writers, then return the head; readers wait for nobody."""
        if self._head is None:
            self._head, _ = await self._held(())
        return self._head

    async def hold_with(self, look: Step) -> Sequence[Any]:
        """Do so, and return the rows of a look that sees what they have left; where it is far, in one trip."""
        if self._head is not None:
            return await look[0].rows(self._connection, look[1])
        self._head, (rows,) = await self._held((look,))
        return rows

    async def _held(self, looks: Sequence[Step]) -> tuple[Head, Sequence[Sequence[Any]]]:
        """Return the head, held, and the rows of the looks behind it; ``Overtaken`` where counters have moved on."""
        held: Step = (_HELD if self._writable else _HEAD, {})
        watched = () if self._seen is None else (look_at(tuple(self._seen)),)
        (row,), *found = await rows_together(self._connection, [held, *watched, *looks])
        if self._seen is not None and as_counts(self._seen, found.pop(0)) != self._seen:
            raise Overtaken
        self._closed_until = row.closed_until
        return _as_head(row), found

    async def head(self) -> Head:
        """Return the last link without holding it."""
        if self._head is not None:
            return self._head
        return _as_head(await _HEAD.one(self._connection, {}))

    async def write(self, entry: Entry, *, recorded_at: datetime) -> Recorded:
        """Append the entry and move the head."""
        record, steps = await self.link(entry, recorded_at=recorded_at)
        await change_together(self._connection, steps)
        return record

    async def link(self, entry: Entry, *, recorded_at: datetime) -> tuple[Recorded, list[Step]]:
        """Return the entry as the next link, and the steps that write it; the caller takes them at once."""
        if not self._writable:
            raise ReadOnly(type(entry).__name__)
        head, entry = await self.hold(), storable(entry)
        coded = encode(entry)
        row = self._row(entry, coded, head, recorded_at)
        self._head = Head(row["seq"], row["hash"])
        kept = [{"seq": row["seq"], "field": one.field, "text": one.text, "salt": one.salt} for one in coded.texts]
        move = {"seq": row["seq"], "hash": row["hash"]}
        steps: list[Step] = [(_ENTRY, row), *[(_TEXT, text) for text in kept], (_MOVE, move)]
        if self._closed_until is not None and entry.at <= self._closed_until and isinstance(entry, TaskEntry):
            await note_late(self._connection, entry.number, entry.at)
        record = Recorded(
            seq=row["seq"],
            entry=entry,
            recorded_at=recorded_at,
            source=self.source,
            prev=row["prev"],
            hash=row["hash"],
        )
        return record, steps

    async def take_number(self, series: str, year: int) -> int:
        """Return the next number of the series; it is given back if the transaction is not committed."""
        await self.hold()
        return await next_count(self._connection, series, year)

    def _row(self, entry: Entry, coded: Coded, head: Head, recorded_at: datetime) -> dict[str, Any]:
        """Return the row; its data are the same text for the hash and for the table."""
        seq, data = head.seq + 1, coded.data
        chat, message = self.source.chat, self.source.message
        columns = (seq, coded.kind, coded.task, entry.by, chat, message, data)
        canonical = canonical_of(columns, at=stamp(entry.at), recorded_at=stamp(recorded_at))
        return {
            "seq": seq,
            "kind": coded.kind,
            "task": coded.task,
            "at": entry.at,
            "recorded_at": recorded_at,
            "by": entry.by,
            "chat": chat,
            "message": message,
            "data": data,
            "prev": head.hash,
            "hash": link_hash(head.hash, canonical),
            "inbox": self._inbox,
        }


async def next_count(connection: AsyncConnection, series: str, year: int = 0) -> int:
    """Raise the counter by one and return it; a new one begins with 1."""
    found: int | None = await _RAISE.value(connection, {"of": series, "in_year": year})
    if found is None:
        await connection.execute(_COUNTER, {"series": series, "year": year, "n": 1})
        return 1
    return found


async def counts(connection: AsyncConnection, series: Collection[str]) -> Mapping[str, int]:
    """Return where the counters without a year stand; 0 before their first use."""
    look, given = look_at(tuple(series))
    return as_counts(series, await look.rows(connection, given))


@cache
def look_at(series: tuple[str, ...]) -> Step:
    """Return the look at these counters, whose rows ``as_counts`` reads."""
    wanted = counters.c.series.in_(series), counters.c.year == 0
    return Remembered(counters, select(counters.c.series, counters.c.n).where(*wanted)), {}


def as_counts(series: Collection[str], found: Sequence[Any]) -> Mapping[str, int]:
    """Return where each of these counters stands."""
    return dict.fromkeys(series, 0) | {row.series: row.n for row in found}


def _as_head(row: Any) -> Head:
    return Head(row.seq, row.hash)


GENESIS_ROW = {"id": _ROW, "seq": 0, "hash": GENESIS}
"""What the migration puts into the table ``chain``."""
