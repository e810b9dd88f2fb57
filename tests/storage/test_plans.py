"""No hot query reads a table that grows for ever from end to end, on either database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest

from bot.watching import promised
from ledger.entries import Closed, ProgressNoted, Reminded, Returned
from ledger.facts import Head, Wanted
from ledger.lights import Light
from ledger.origin_entries import SiteVisit
from ledger.people import Assignee
from ledger.queries import State, TaskQuery
from ledger.slots import Slot
from storage.burden import week_of_prompts
from storage.closing_months import close_next
from storage.engines import Database
from storage.figures import mail
from storage.outbox import Outgoing
from storage.store import OpenBooks, Store
from tests.ledger.house import COORDINATOR, FINANCE, FRIDAY, MONDAY, STAFF
from tests.storage.ledgers import assigned, kept, progressed, received
from tests.storage.office import HOUSE
from tests.storage.plans import Statement, heard, scans

EVENING, NEXT = MONDAY + timedelta(hours=9), MONDAY + timedelta(days=1)
DAY = HOUSE.hours.local(MONDAY).date()
Query = Callable[[OpenBooks], Awaitable[object]]
Told = tuple[Store, list[Statement]]


def _asked(query: TaskQuery) -> Query:
    return lambda books: books.tasks.matching(query, now=NEXT, roster=books.roster, house=books.house)


async def _all_of(parts: AsyncIterator[object]) -> list[object]:
    return [one async for one in parts]


HOT: dict[str, Query] = {
    "the facts of a morning": lambda books: books.facts(since=MONDAY, at=NEXT),
    "the facts of a dispatch": lambda books: books.facts(
        since=MONDAY, at=NEXT, wanted=Wanted((Returned, SiteVisit), begun=EVENING)
    ),
    "the facts of a summary": lambda books: books.facts(since=MONDAY, at=NEXT, wanted=Wanted((Closed, Returned))),
    "the facts of a day": lambda books: books.facts(
        since=MONDAY, at=NEXT, wanted=Wanted((Returned,), (ProgressNoted,), EVENING)
    ),
    "the facts of a day with what came later": lambda books: books.facts(since=MONDAY, at=EVENING, amended=True),
    "the facts as they were known": lambda books: books.facts(since=MONDAY, at=EVENING, upto=Head(1, "0" * 64)),
    "what came late": lambda books: books.late_for(MONDAY, Head(1, "0" * 64)),
    "one person's tasks": lambda books: books.tasks.open_of(STAFF),
    "what somebody holds": lambda books: books.tasks.open_with(STAFF.id),
    "all open tasks": lambda books: books.tasks.open_all(),
    "receipts that are owed": lambda books: books.tasks.unsigned(),
    "what is owed": lambda books: _all_of(books.tasks.owed(NEXT)),
    "what has changed": lambda books: books.tasks.changed_after(2),
    "open tasks of one deadline": lambda books: books.tasks.due_at(FRIDAY),
    "claims under review": lambda books: books.tasks.claimed(),
    "what is to be archived": lambda books: books.tasks.closed_before(NEXT, limit=10),
    "what is overdue": lambda books: books.tasks.overdue(NEXT),
    "what somebody assigned": lambda books: books.tasks.assigned_by(COORDINATOR.id),
    "what was closed in a period": lambda books: books.closed_in(DAY, DAY),
    "a list of one unit": _asked(TaskQuery(whose=(Assignee(unit=FINANCE),))),
    "a list of red lights": _asked(TaskQuery(light=Light.RED)),
    "a list of what is due": _asked(TaskQuery(state=State.DUE, period=(DAY, DAY))),
    "a list of what stands still": _asked(TaskQuery(state=State.SUSPENDED)),
    "a list of what is under a notice": _asked(TaskQuery(state=State.ESCALATED)),
    "a list of what says nothing": _asked(TaskQuery(state=State.SILENT)),
    "some tasks by number": lambda books: books.tasks.these(["DB-2026-1", "DB-2026-2"]),
    "some tasks by their last entries": lambda books: _all_of(books.tasks.as_of([1, 2])),
    "what a message is about": lambda books: books.tasks.by_message(7, 1),
    "a task with its entries": lambda books: books.entries_of("DB-2026-1"),
    "the latest assignment": lambda books: books.assigned_by(COORDINATOR.id),
    "the latest act": lambda books: books.last_act(STAFF.id),
    "a printed hash": lambda books: books.proof("00ab"),
    "slots of late": lambda books: books.slots.published(since=MONDAY),
    "the last cut-off": lambda books: books.slots.last_cut_off("daily", -1),
    "what was published": lambda books: books.slots.published_as(Slot("daily", -1, "2026-11-23")),
    "reports that are promised": promised,
    "reports that missed something": lambda books: books.versions.behind(since=MONDAY),
    "a message's fate in its lane": lambda books: books.outbox.given_up("c7", reason="403", since=MONDAY, but=""),
    "a report's messages": lambda books: books.outbox.of_slot(1),
    "who was told of an entry": lambda books: books.outbox.chats_told([1]),
    "prompts of a week": lambda books: week_of_prompts(books, DAY),
    "how much mail waits": lambda books: mail(books.connection, now=NEXT),
}
"""What the bell asks at each ring, a report is made of, or people ask many times a day."""


@pytest.fixture
async def told(store: Store, office_url: str) -> AsyncIterator[tuple[Store, list[Statement]]]:
    """Yield the store of an office where somebody worked on a task, and what its database is asked."""
    number = await assigned(store)
    await received(store, number)
    await progressed(store, number, at=EVENING)
    await kept(store, 1)
    database = Database(office_url)
    statements = heard(database)
    yield Store(database, url=office_url, house=HOUSE), statements
    await database.close()


async def test_no_hot_query_reads_a_growing_table_from_end_to_end(told: Told) -> None:
    store, statements = told
    wrong: list[str] = []
    for name, query in HOT.items():
        statements.clear()
        async with store.reading(now=NEXT) as books:
            await query(books)
        assert statements, name
        wrong += [f"{name}: {scan}" for scan in scans(store.url, statements)]
    assert not wrong, "\n".join(wrong)


async def test_a_moment_long_past_is_read_from_the_months_before_it(told: Told) -> None:
    """Neither closing them nor reading from them looks at a whole table, nor does an entry that comes late."""
    store, statements = told
    later, number = MONDAY + timedelta(days=80), await assigned(store)
    while await close_next(store, now=later):
        pass
    async with store.books(now=later) as books:
        await books.append(Reminded(number=number, by=COORDINATOR.id, at=MONDAY + timedelta(days=9)))
    async with store.reading(now=later) as books:
        for upto in (None, await books.head()):
            await books.facts(since=MONDAY + timedelta(days=10), at=MONDAY + timedelta(days=12), upto=upto)
    assert any("month_end_tasks" in text and text.lstrip().startswith("SELECT") for text, _ in statements)
    assert not scans(store.url, statements)


async def test_mail_is_found_without_reading_what_was_dealt_with(told: Told) -> None:
    store, statements = told
    await store.inbox.lanes(now=NEXT)
    await store.inbox.first_in("c7", now=NEXT)
    await store.outbox.lanes(now=NEXT)
    await store.outbox.answering(now=NEXT)
    await store.outbox.next_in("c7", now=NEXT)
    await store.outbox.interrupted(before=NEXT, beyond=NEXT)
    await store.outbox.unknowns()
    await store.outbox.release()
    async with store.books(now=NEXT) as books:
        await books.outbox.put_all(1, [Outgoing(chat=7, method="sendMessage", payload={"text": "提醒"}, slot=1)])
        await books.directory.all_reachable()
    assert statements
    assert not scans(store.url, statements)


async def test_a_query_without_an_index_is_seen(told: Told) -> None:
    """What the other tests look at tells a plan that reads everything."""
    store, statements = told
    async with store.reading(now=NEXT) as books:
        await books.tasks.find("经济")
    assert len(scans(store.url, statements)) == 1
