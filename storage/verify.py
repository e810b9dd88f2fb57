"""Verifying the ledger: chain, texts, triggers, and tasks and documents against the fold of their entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.chain import Break
from ledger.facts import Head
from ledger.values import dataclass
from storage import triggers
from storage.engines import Database
from storage.month_ends import wrong
from storage.proving import last_before, last_link
from storage.sharing import walked
from storage.store import Store
from storage.tables import entries
from storage.walking import Share, Walk


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was found; ``broken`` names the first entry that does not fit: gap, link, hash, text, lost or unreadable.

    Unreadable is one whose hash fits, and which this program cannot read; it is found where entries are ``folded``.
    ``broken_task`` is the task that this entry belongs to, where it is there and names one. ``first`` is the entry that
    was looked at first, ``entries`` the last one.
    ``tasks_differ`` are the numbers of tasks and documents whose cached state is not the fold of their entries,
    ``months_differ`` the ends of the closed months in which a task is missing; none were looked for where nothing was
    ``folded``.
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
    folded: bool
    tasks_differ: tuple[str, ...]
    months_differ: tuple[datetime, ...]
    head_found: bool | None

    @property
    def is_whole(self) -> bool:
        """Nothing is wrong; erased texts are not wrong."""
        sound = self.broken is None and self.triggers_effective and self.head_found is not False
        return sound and not (self.triggers_missing or self.tasks_differ or self.months_differ)


async def verify(
    store: Store,
    *,
    head: str | None = None,
    since: datetime | None = None,
    folded: bool = True,
    processes: int | None = None,
) -> Verdict:
    """Read everything once and say what does not fit; ``head`` is a hash, or its beginning, as reports print it.

    ``since`` leaves alone what was recorded before that moment: what it takes depends on what happened since. Without
    ``folded`` the chain alone is proved. ``processes`` is chosen by what there is to read.
    """
    effective = await _triggers_effective(store.database)
    async with store.database.reading() as connection:
        missing = await _triggers_missing(connection)
        last = (await last_link(connection)).seq
        after = 0 if since is None else await last_before(connection, since, last=last)
    asked = Share(after=after, wanted=head or "", folded=folded)
    told, walks = await walked(store.database.url, asked, last=last, processes=processes)
    whole = joined(walks, told)
    months = await _wrong_months(store.database, after) if folded and whole.broken is None else ()
    return Verdict(
        first=after + 1,
        entries=whole.seq,
        head=Head(whole.seq, whole.hash),
        broken=whole.broken,
        broken_task=whole.broken_task,
        erased=whole.erased,
        triggers_missing=missing,
        triggers_effective=effective,
        folded=folded,
        tasks_differ=tuple(sorted(whole.differ)),
        months_differ=months,
        head_found=whole.found if head else None,
    )


def joined(walks: Sequence[Walk], told: Head) -> Walk:
    """Return what was found on all shares as if one had walked them; nothing counts after the first break."""
    for n, one in enumerate(walks):
        done = walks[: n + 1]
        if one.broken is not None:
            return _sum(one, done)
        if one.short:
            goes_on = any(later.broken is not None or not later.is_empty for later in walks[n + 1 :])
            return _sum(replace(one, broken=Break(one.seq + 1, "gap" if goes_on else "lost")), done)
    last = walks[-1]
    lost = None if (last.seq, last.hash) == (told.seq, told.hash) else Break(last.seq + 1, "lost")
    return _sum(replace(last, broken=lost), walks)


def _sum(last: Walk, walks: Sequence[Walk]) -> Walk:
    differ = set().union(*(one.differ for one in walks)) if last.broken is None else set()
    erased, found = sum(one.erased for one in walks), any(one.found for one in walks)
    return replace(last, erased=erased, found=found, differ=differ)


async def _wrong_months(database: Database, after: int) -> tuple[datetime, ...]:
    async with database.reading() as connection:
        return await wrong(connection, after=after)


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
