"""Counting: the figures of the database, one source for ``check``, the health page and the watchdog."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from bot.watching import Promised, promised
from ledger.health import Counted
from ledger.slots import SlotState
from ledger.watching import Missing
from storage.books import OpenBooks
from storage.feeds import given_up
from storage.figures import mail, schema_of
from storage.migrating import newest


async def counted(books: OpenBooks, *, real: datetime, speed: float = 1.0) -> Counted:
    """Count what waits as of the books' moment, and of the ``real`` one where waiting is measured in real time.

    ``speed``: business seconds in a real one, 0 while the clock stands still.
    """
    found = await mail(books.connection, now=real)
    owed = _owed(await promised(books))
    schema = await schema_of(books.connection)
    return Counted(
        schema=schema,
        schema_fits=schema == newest(),
        entries=(await books.head()).seq,
        inbox=found.inbox,
        inbox_age=_age(real, [found.inbox_since]),
        quarantined=found.quarantined,
        outbox=found.outbox,
        outbox_age=max(_age(books.now, [found.made_since]) / (speed or 1.0), _age(real, [found.planned_since])),
        unknown=found.unknown,
        restored=found.restored,
        pushes=len(owed),
        push_age=_age(books.now, owed),
        feeds=await given_up(books.connection),
    )


def disk_free(folder: Path) -> int:
    """Return the bytes that are free where the program keeps its files."""
    return shutil.disk_usage(folder if folder.is_dir() else Path()).free


def _owed(one: Promised) -> list[datetime]:
    """Return when each report was due that a group is still to get."""
    waiting = {slot for slot, found in one.on_their_way.items() if found.why is Missing.WAITING}
    return [
        due.due_at
        for due in one.due
        if due.state is SlotState.PUBLISHED
        and due.slot.chat in one.active
        and (due.slot in waiting or due.slot not in one.made)
    ]


def _age(now: datetime, since: Iterable[datetime | None]) -> float:
    moments = [moment for moment in since if moment is not None]
    return max((now - min(moments)).total_seconds(), 0.0) if moments else 0.0
