"""A few things done to a ledger, for tests that look at it afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from ledger import entries as e
from ledger import time_entries as t
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.progressing import note_progress
from ledger.acts.requests import AcknowledgeTask, AssignTask, NoteProgress
from ledger.entries import TaskEntry
from ledger.people import Person
from storage.inbox import Incoming, RawUpdate
from storage.store import Store
from tests.ledger.house import COLLEAGUE, COORDINATOR, FRIDAY, MONDAY, REVIEWER, STAFF, person

BOT = 42


def any_entry(dice: Random, number: str, at: datetime) -> TaskEntry:
    """Return an entry that may follow any other: the fold knows no rules."""
    own = {"number": number, "by": STAFF.id, "at": at, "assignee": person(STAFF)}
    above = {"number": number, "by": COORDINATOR.id, "at": at}
    return dice.choice(
        [
            e.Acknowledged(**own, due=FRIDAY),
            e.ProgressNoted(**own, note="进展", percent=dice.randrange(101)),
            e.BlockerRaised(**own, reason="缺经费"),
            e.BlockerCleared(**own),
            e.CompletionClaimed(**own),
            e.Returned(**above, missing="照片"),
            e.Closed(number=number, by=REVIEWER.id, at=at),
            e.Amended(**above, deadline=FRIDAY + timedelta(days=dice.randrange(9))),
            t.Suspended(**above, awaiting="批复"),
            e.Reassigned(**above, old=person(STAFF), new=person(COLLEAGUE)),
        ]
    )


async def assigned(store: Store, who: Person = STAFF, *, at: datetime = MONDAY) -> str:
    """Assign a task to the person and return its number."""
    request = AssignTask(
        person=COORDINATOR.id, sent_at=at, title="报送三季度经济运行分析", lead=(person(who),), deadline=FRIDAY
    )
    async with store.books(now=at) as books:
        return (await assign(books, request)).number


async def received(store: Store, number: str, *, at: datetime = MONDAY) -> None:
    """Let the assignee acknowledge."""
    async with store.books(now=at) as books:
        await acknowledge(books, AcknowledgeTask(person=STAFF.id, sent_at=at, number=number))


async def progressed(store: Store, number: str, *, at: datetime, percent: int = 50) -> None:
    """Let the assignee note progress."""
    async with store.books(now=at) as books:
        request = NoteProgress(person=STAFF.id, sent_at=at, number=number, note="完成初稿", percent=percent)
        await note_progress(books, request)


def raw(update_id: int, *, chat: int = 7, lane: str = "") -> RawUpdate:
    """Return an update as the door keeps it."""
    return RawUpdate(
        update_id=update_id,
        raw=f'{{"update_id":{update_id}}}',
        chat=chat,
        user=chat,
        message=update_id,
        kind="message",
        lane=lane or f"c{chat}",
    )


async def kept(store: Store, update_id: int, *, chat: int = 7) -> Incoming:
    """Keep one update and return its row."""
    await store.inbox.keep(BOT, [raw(update_id, chat=chat)], received_at=MONDAY)
    row = await store.inbox.next_in(f"c{chat}", now=MONDAY)
    assert row is not None
    return row
