"""Verifying the ledger: chain, texts, triggers, and tasks and documents against the fold of their entries."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.chain import GENESIS, Break
from ledger.entries import Source
from ledger.facts import Head
from storage import triggers
from storage.codec import decode
from storage.engines import Database
from storage.folds import Folds, of_documents, of_tasks
from storage.month_ends import wrong
from storage.proving import Words, break_at, hash_at, last_before, last_link, stamped, windows
from storage.store import Store
from storage.tables import entries


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was found; ``broken`` names the first entry that does not fit: gap, link, hash, text or lost.

    ``broken_task`` is the task that this entry belongs to, where it is there and names one. ``first`` is the entry that
    was looked at first, ``entries`` the last one.
    ``tasks_differ`` are the numbers of tasks and documents whose cached state is not the fold of their entries,
    ``months_differ`` the ends of the closed months in which a task is missing.
    ``head_found`` is ``None`` where no printed head was given; ``False`` means a tail was lost or rewritten.
    """

    first: int
    entries: int
    head: Head
    broken: Break | None
    broken_task: str | None
    erased: int
    triggers_missing: tuple[str, ...]
    triggers_effective: bool
    tasks_differ: tuple[str, ...]
    months_differ: tuple[datetime, ...]
    head_found: bool | None

    @property
    def is_whole(self) -> bool:
        """Nothing is wrong; erased texts are not wrong."""
        sound = self.broken is None and self.triggers_effective and self.head_found is not False
        return sound and not (self.triggers_missing or self.tasks_differ or self.months_differ)


@dataclass
class _Walk:
    """What is known while the entries are walked through in order, from behind the link ``seq`` on."""

    wanted: str | None
    seq: int
    hash: str
    folds: tuple[Folds, ...]
    broken: Break | None = None
    broken_task: str | None = None
    erased: int = 0
    found: bool = False


async def verify(store: Store, *, head: str | None = None, since: datetime | None = None) -> Verdict:
    """Read everything once and say what does not fit; ``head`` is a hash, or its beginning, as reports print it.

    ``since`` leaves alone what was recorded before that moment: what it takes depends on what happened since.
    """
    effective = await _triggers_effective(store.database)
    async with store.database.reading() as connection:
        last = await last_link(connection)
        walk = await _begun(
            connection, head, 0 if since is None else await last_before(connection, since, last=last.seq)
        )
        first = walk.seq + 1
        async for rows, words in windows(connection, after=walk.seq):
            await asyncio.to_thread(_steps, walk, rows, words)
            if walk.broken:
                break
            for folds in walk.folds:
                await folds.compare(connection, rows[0].seq, walk.seq)
        if walk.broken is None and (last.seq, last.hash) != (walk.seq, walk.hash):
            walk.broken = Break(walk.seq + 1, "lost")
        differ = [await folds.finish(connection, walk.seq) for folds in walk.folds] if walk.broken is None else []
        return Verdict(
            first=first,
            entries=walk.seq,
            head=Head(walk.seq, walk.hash),
            broken=walk.broken,
            broken_task=walk.broken_task,
            erased=walk.erased,
            triggers_missing=await _triggers_missing(connection),
            triggers_effective=effective,
            tasks_differ=tuple(sorted(set().union(*differ))),
            months_differ=await wrong(connection, after=first - 1) if walk.broken is None else (),
            head_found=walk.found if head else None,
        )


async def _begun(connection: AsyncConnection, head: str | None, seq: int) -> _Walk:
    folds = (of_tasks(whole=not seq), of_documents(whole=not seq))
    found = bool(head) and GENESIS.startswith(head or "")
    return _Walk(head, seq, await hash_at(connection, seq), folds, found=found)


def _steps(walk: _Walk, rows: Sequence[Any], words: Words) -> None:
    """Check the entries and fold them; nothing counts after the first break."""
    for row in rows:
        mine = words.get(row.seq, {})
        walk.broken = break_at(row, mine, after=walk.hash, seq=walk.seq)
        if walk.broken is not None:
            walk.broken_task = row.task if row.seq == walk.broken.seq else None
            return
        walk.seq, walk.hash = row.seq, row.hash
        walk.found = walk.found or (bool(walk.wanted) and row.hash.startswith(walk.wanted))
        _fold(walk, row, mine)


def _fold(walk: _Walk, row: Any, words: Mapping[str, tuple[str | None, str | None]]) -> None:
    whole = {"kind": row.kind, "task": row.task, "by": row.by, "at": stamped(row.at), "data": json.loads(row.data)}
    entry, erased = decode(whole, {name: word for name, (word, _) in words.items()})
    walk.erased += len(erased)
    for folds in walk.folds:
        if isinstance(entry, folds.kind):
            folds.take(entry, seq=row.seq, source=Source(chat=row.chat, message=row.message))


async def _triggers_missing(connection: AsyncConnection) -> tuple[str, ...]:
    sqlite = connection.dialect.name == "sqlite"
    there = text(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if sqlite
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    found = set((await connection.execute(there)).scalars())
    return tuple(sorted(triggers.names(connection.dialect.name) - found))


class _NotRefusedError(Exception):
    """Rolls the attempt back."""


async def _triggers_effective(database: Database) -> bool:
    """Try to change the first entry into itself; an empty ledger has nothing to try with."""
    try:
        async with database.writing() as connection:
            tried = await connection.execute(update(entries).where(entries.c.seq == 1).values(kind=entries.c.kind))
            if tried.rowcount:
                raise _NotRefusedError  # noqa: TRY301 - only an exception rolls it back
    except _NotRefusedError:
        return False
    except DBAPIError as refused:
        if "append-only" not in str(refused.orig):
            raise
    return True
