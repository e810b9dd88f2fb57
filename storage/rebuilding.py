"""Rebuilding: tasks whose rows are not the fold of their entries are folded anew; the entries are left alone.

A program that folds an entry otherwise than the one before it finds such rows in a ledger that is whole.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from ledger.folding import replay
from storage.store import Store
from storage.tables import branches, tasks
from storage.verify import Verdict, verify


async def rebuild(store: Store, *, now: datetime) -> Verdict:
    """Return what was found; where the chain holds, ``tasks_differ`` are in order from now on."""
    found = await verify(store)
    if found.broken is not None:
        return found
    async with store.books(now=now) as books:
        await books.hold()
        for number in found.tasks_differ:
            records = await books.entries_of(number)
            if records:
                await books.keep(replay(records), last_at=max(record.entry.at for record in records))
                continue
            await books.connection.execute(delete(branches).where(branches.c.task == number))
            await books.connection.execute(delete(tasks).where(tasks.c.number == number))
    return found
