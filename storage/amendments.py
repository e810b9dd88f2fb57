"""Amendments: what was sent after a cut-off and still counts for its day: late returns (补报) and red ink (更正)."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.entries import Corrected, DailyReported, Recorded
from ledger.facts import Facts, Head
from ledger.folding import fold
from ledger.undo_entries import Undone
from ledger.undoing import standing
from storage.entry_rows import recorded
from storage.tables import entries

_KINDS = (DailyReported.__name__, Corrected.__name__, Undone.__name__)


async def amended(connection: AsyncConnection, facts: Facts, *, head: Head) -> Facts:
    """Return the facts of a past cut-off with what was sent afterwards about them, up to that ``head`` of the chain.

    Who has left since then was there that day.
    """
    later = standing(
        await recorded(connection, entries.c.kind.in_(_KINDS), entries.c.at > facts.at, entries.c.seq <= head.seq)
    )
    day = facts.house.hours.local(facts.at).date()
    told = {record.seq for record in facts.records}
    late = tuple(
        record
        for record in later
        if (isinstance(record.entry, DailyReported) and record.entry.day == day)
        or (isinstance(record.entry, Corrected) and record.entry.corrects in told)
    )
    return replace(_inked(facts, late), late=late, roster=facts.roster.as_of(facts.at), head=head)


def _inked(facts: Facts, late: tuple[Recorded, ...]) -> Facts:
    """Let the red ink be on the tasks."""
    tasks = {task.number: task for task in facts.tasks}
    for record in late:
        if isinstance(record.entry, Corrected) and record.entry.number in tasks:
            tasks[record.entry.number] = fold(tasks[record.entry.number], record.entry, seq=record.seq)
    return replace(facts, tasks=tuple(tasks.values()))
