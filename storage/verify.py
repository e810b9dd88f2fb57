"""Verifying the ledger: chain, texts, triggers, and tasks and documents against the fold of their entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.chain import GENESIS, Break, Link, first_break
from ledger.document_entries import DocumentEntry, DocumentUndone
from ledger.documents import Document, fold_document, replay_document
from ledger.entries import Source, TaskEntry
from ledger.facts import Head
from ledger.folding import fold, replay
from ledger.tasks import Task
from ledger.undo_entries import Undone
from storage import triggers
from storage.codec import body_of, decode, load_document, load_task
from storage.engines import Database
from storage.entry_rows import recorded
from storage.proving import last_link, text_break, windows
from storage.store import Store
from storage.tables import documents, entries, tasks


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was found; ``broken`` names the first entry that does not fit: gap, link, hash, text or lost.

    ``broken_task`` is the task that this entry belongs to, where it is there and names one.
    ``tasks_differ`` are the numbers of tasks and documents whose cached state is not the fold of their entries.
    ``head_found`` is ``None`` where no printed head was given; ``False`` means a tail was lost or rewritten.
    """

    entries: int
    head: Head
    broken: Break | None
    broken_task: str | None
    erased: int
    triggers_missing: tuple[str, ...]
    triggers_effective: bool
    tasks_differ: tuple[str, ...]
    head_found: bool | None

    @property
    def is_whole(self) -> bool:
        """Nothing is wrong; erased texts are not wrong."""
        sound = self.broken is None and self.triggers_effective and self.head_found is not False
        return sound and not self.triggers_missing and not self.tasks_differ


@dataclass
class _Walk:
    """What is known while the entries are walked through in order."""

    wanted: str | None
    seq: int = 0
    hash: str = GENESIS
    broken: Break | None = None
    broken_task: str | None = None
    erased: int = 0
    found: bool = False
    tasks: dict[str, Task | None] = field(default_factory=dict)
    undone: set[str] = field(default_factory=set)
    documents: dict[str, Document | None] = field(default_factory=dict)
    taken_back: set[str] = field(default_factory=set)


async def verify(store: Store, *, head: str | None = None) -> Verdict:
    """Read everything once and say what does not fit; ``head`` is a hash, or its beginning, as reports print it."""
    effective = await _triggers_effective(store.database)
    async with store.database.reading() as connection:
        walk = _Walk(head, found=bool(head) and GENESIS.startswith(head or ""))
        async for rows, words in windows(connection):
            for row in rows:
                _step(walk, row, words)
            if walk.broken:
                break
        last = await last_link(connection)
        if walk.broken is None and (last.seq, last.hash) != (walk.seq, walk.hash):
            walk.broken = Break(walk.seq + 1, "lost")
        return Verdict(
            entries=walk.seq,
            head=Head(walk.seq, walk.hash),
            broken=walk.broken,
            broken_task=walk.broken_task,
            erased=walk.erased,
            triggers_missing=await _triggers_missing(connection),
            triggers_effective=effective,
            tasks_differ=() if walk.broken else await _differ(connection, walk),
            head_found=walk.found if head else None,
        )


def _step(
    walk: _Walk, row: Mapping[str, Any], words: Mapping[int, Mapping[str, tuple[str | None, str | None]]]
) -> None:
    """Check one entry and fold it into its task; nothing counts after the first break."""
    if walk.broken is not None:
        return
    link = Link(row["seq"], body_of(row), row["prev"], row["hash"])
    mine = words.get(row["seq"], {})
    walk.broken = first_break([link], after=walk.hash, seq=walk.seq) or text_break(row, mine)
    if walk.broken is not None:
        walk.broken_task = row["task"] if row["seq"] == walk.broken.seq else None
        return
    walk.seq, walk.hash = row["seq"], row["hash"]
    walk.found = walk.found or (bool(walk.wanted) and row["hash"].startswith(walk.wanted))
    entry, erased = decode(row, {name: word for name, (word, _) in mine.items()})
    walk.erased += len(erased)
    if isinstance(entry, Undone):
        walk.undone.add(entry.number)
    elif isinstance(entry, TaskEntry):
        walk.tasks[entry.number] = fold(walk.tasks.get(entry.number), entry, seq=row["seq"])
    elif isinstance(entry, DocumentUndone):
        walk.taken_back.add(entry.number)
    elif isinstance(entry, DocumentEntry):
        before, source = walk.documents.get(entry.number), Source(chat=row["chat"], message=row["message"])
        walk.documents[entry.number] = fold_document(before, entry, seq=row["seq"], source=source)


async def _differ(connection: AsyncConnection, walk: _Walk) -> tuple[str, ...]:
    """Return the numbers whose cached state is not the fold, is missing, or has no entries."""
    for number in walk.undone:
        walk.tasks[number] = replay(await recorded(connection, entries.c.task == number))
    for number in walk.taken_back:
        walk.documents[number] = replay_document(await recorded(connection, entries.c.task == number))
    differ = await _not_as_folded(connection, tasks, load_task, walk.tasks)
    return tuple(sorted(differ | await _not_as_folded(connection, documents, load_document, walk.documents)))


async def _not_as_folded(
    connection: AsyncConnection, table: Table, load: Callable[[Any], object], folded: Mapping[str, object]
) -> set[str]:
    cached = (await connection.stream(select(table.c.number, table.c.state))).mappings()
    differ: set[str] = set()
    unseen = set(folded)
    async for row in cached:
        unseen.discard(row["number"])
        if row["number"] not in folded or load(row["state"]) != folded[row["number"]]:
            differ.add(row["number"])
    return differ | unseen


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
