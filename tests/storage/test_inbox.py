"""The inbox: kept once, in order within a lane, dealt with in the transaction of the effect."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import InternalError, OperationalError, ProgrammingError

from bot.intake.extracting import raw_update
from bot.outages import is_outage
from storage.inbox import AlreadyDealt, HeldElsewhere
from storage.server import SESSION
from storage.store import Store
from tests.ledger.house import MONDAY
from tests.storage.ledgers import BOT, kept, raw
from tests.storage.office import HOUSE
from tests.support.databases import PostgresDatabases

SOON = MONDAY + timedelta(seconds=30)


async def test_a_repeated_update_is_kept_once(store: Store) -> None:
    assert await store.inbox.keep(BOT, [raw(1), raw(2), raw(1)], received_at=MONDAY) == 2
    assert await store.inbox.keep(BOT, [raw(2), raw(3)], received_at=MONDAY) == 1
    assert await store.inbox.counts() == {"waiting": 3}


async def test_an_update_that_comes_five_times_at_once_is_kept_once(store: Store) -> None:
    """As by a webhook that the platform calls again before it has our answer."""
    new = await asyncio.gather(*(store.inbox.keep(BOT, [raw(1)], received_at=MONDAY) for _ in range(5)))
    assert sum(new) == 1
    assert await store.inbox.counts() == {"waiting": 1}


async def test_the_platform_may_begin_to_count_anew(store: Store) -> None:
    """Another update under a number that is taken is kept, and can be told from one that comes again."""
    await store.inbox.keep(BOT, [raw(1), raw(2)], received_at=MONDAY)
    others = [replace(raw(1), message=101), replace(raw(2), user=8, chat=8, lane="c8")]
    assert await store.inbox.keep(BOT, [*others, raw(3)], received_at=SOON) == 3
    assert await store.inbox.keep(BOT, [*others, raw(3)], received_at=SOON) == 0
    rows = await store.inbox.first_in("c7", now=SOON)
    assert [(row.update_id, row.message) for row in rows] == [(-1, 1), (-2, 2), (1, 101), (3, 3)]
    assert await store.inbox.lanes(now=SOON) == ("c7", "c8")


async def test_two_updates_of_one_number_are_both_kept_however_often_they_come(store: Store) -> None:
    one, other, last = raw(5), replace(raw(5), message=105, raw='{"other": 1}'), raw(6)
    assert await store.inbox.keep(BOT, [one, other, last], received_at=MONDAY) == 3
    for batch in ([one, other, last], [other], [one], [one, other]):
        assert await store.inbox.keep(BOT, batch, received_at=SOON) == 0
    rows = await store.inbox.first_in("c7", now=SOON)
    assert [row.message for row in rows] == [5, 105, 6]


@pytest.mark.parametrize("name", ["mess\0age", "\ud800", "长", "m" * 300], ids=["nul", "surrogate", "han", "long"])
async def test_a_field_may_be_called_what_no_database_takes(store: Store, name: str) -> None:
    """A batch that could never be kept would come again for ever, and nothing after it."""
    update = raw_update({"update_id": 1, name: {"date": "\0", "chat": {"id": 7, "type": "\0"}}})
    assert await store.inbox.keep(BOT, [update], received_at=MONDAY) == 1


async def test_a_lane_stands_still_while_its_head_waits_for_another_try(store: Store) -> None:
    await store.inbox.keep(BOT, [raw(1), raw(2), raw(3, chat=8)], received_at=MONDAY)
    head = await store.inbox.next_in("c7", now=MONDAY)
    assert head is not None
    await store.inbox.failed(head.id, reason="OperationalError", next_try=SOON, quarantine=False)
    assert await store.inbox.lanes(now=MONDAY) == ("c8",)
    assert await store.inbox.next_in("c7", now=MONDAY) is None
    again = await store.inbox.next_in("c7", now=SOON)
    assert again is not None
    assert (again.update_id, again.tries) == (1, 1)


async def test_what_is_set_aside_lets_its_lane_go_on(store: Store) -> None:
    head = await kept(store, 1)
    await store.inbox.keep(BOT, [raw(2)], received_at=MONDAY)
    await store.inbox.failed(head.id, reason="KeyError", next_try=None, quarantine=True)
    following = await store.inbox.next_in("c7", now=MONDAY)
    assert following is not None
    assert following.update_id == 2
    assert await store.inbox.set_aside() == {"KeyError": 1}


async def test_what_is_set_aside_can_be_tried_again_at_its_place_in_the_lane(store: Store) -> None:
    head = await kept(store, 1)
    await store.inbox.keep(BOT, [raw(2)], received_at=MONDAY)
    await store.inbox.failed(head.id, reason="KeyError", next_try=SOON, quarantine=True)
    (aside,) = await store.inbox.aside()
    assert (aside.update_id, aside.chat, aside.kind, aside.reason) == (1, 7, "message", "KeyError")
    assert await store.inbox.again([2]) == 0
    assert await store.inbox.again([1, 2]) == 1
    assert await store.inbox.aside() == ()
    assert await store.inbox.next_in("c7", now=MONDAY) == head


async def test_an_effect_and_its_update_are_committed_together(store: Store) -> None:
    row = await kept(store, 1)
    with pytest.raises(RuntimeError):
        await _deal_and_fail(store)
    assert await store.inbox.next_in("c7", now=MONDAY) == row
    async with store.books(now=MONDAY, source=row) as books:
        books.settle("ignored", "chatter")
    assert await store.inbox.counts() == {"ignored": 1}


async def _deal_and_fail(store: Store) -> None:
    row = await store.inbox.next_in("c7", now=MONDAY)
    async with store.books(now=MONDAY, source=row):
        raise RuntimeError


async def test_marked_updates_end_as_ignored_with_their_reason(store: Store) -> None:
    await store.inbox.keep(BOT, [replace(raw(1), marked="机密")], received_at=MONDAY)
    row = await store.inbox.next_in("c7", now=MONDAY)
    async with store.books(now=MONDAY, source=row):
        pass
    assert await store.inbox.counts() == {"ignored": 1}


async def test_two_processes_deal_with_an_update_once(store: Store, office_url: str) -> None:
    row = await kept(store, 1)
    other = await Store.open(office_url, house=HOUSE)

    async def deals(with_: Store) -> bool:
        try:
            async with with_.books(now=MONDAY, source=row) as books:
                await books.directory.note_chat(row.id, title="一", kind="group", now=MONDAY)
        except (AlreadyDealt, HeldElsewhere):
            return False
        return True

    try:
        assert sorted(await asyncio.gather(deals(store), deals(other))) == [False, True]
    finally:
        await other.close()


@pytest.mark.postgres
async def test_what_another_process_deals_with_is_left_to_it_at_once(postgres_databases: PostgresDatabases) -> None:
    """Nobody queues behind it: a paused one would hold all of them up."""
    store = await Store.open(postgres_databases.fresh(), house=HOUSE)
    head = await kept(store, 1)
    async with store.books(now=MONDAY, source=head):
        with pytest.raises(HeldElsewhere):
            async with store.books(now=MONDAY, source=head):
                pass
    assert await store.inbox.counts() == {"done": 1}
    await store.close()


@pytest.mark.postgres
async def test_a_lock_on_the_whole_table_is_an_outage_and_no_quiet_day(
    postgres_databases: PostgresDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes in cannot be kept: intake must hear of it, not wait without end and without a word."""
    monkeypatch.setitem(SESSION, "lock_timeout", 50)
    store = await Store.open(postgres_databases.fresh(), house=HOUSE)
    async with store.database.writing() as connection:
        await connection.execute(text("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(OperationalError) as gave_up:
            await store.inbox.keep(BOT, [raw(1)], received_at=MONDAY)
    assert is_outage(gave_up.value)
    assert await store.inbox.keep(BOT, [raw(1)], received_at=MONDAY) == 1
    await store.close()


@pytest.mark.postgres
async def test_a_server_that_became_a_standby_is_an_outage_and_is_left(postgres_databases: PostgresDatabases) -> None:
    """Its connections stay open and take nothing; whatever is made anew may find the server that does."""
    store = await Store.open(postgres_databases.fresh(), house=HOUSE)
    async with store.database.writing() as connection:
        await connection.execute(text("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"))
    with pytest.raises(InternalError) as refused:
        await store.inbox.keep(BOT, [raw(1)], received_at=MONDAY)
    assert is_outage(refused.value)
    assert await store.inbox.keep(BOT, [raw(1)], received_at=MONDAY) == 1
    await store.close()


@pytest.mark.postgres
@pytest.mark.parametrize("lost", ["SET ROLE pg_monitor", "ALTER TABLE inbox RENAME TO moved"], ids=["rights", "table"])
async def test_what_the_server_lets_us_do_no_longer_is_nobodys_mistake(
    postgres_databases: PostgresDatabases, lost: str
) -> None:
    """So a file that it may not open, on a disk that became read-only, reads like rights that we have lost."""
    store = await Store.open(postgres_databases.fresh(), house=HOUSE)
    async with store.database.writing() as connection:
        await connection.execute(text(lost))
    with pytest.raises(ProgrammingError) as refused:
        await store.inbox.keep(BOT, [raw(1)], received_at=MONDAY)
    assert is_outage(refused.value)
    await store.close()


async def test_old_rows_are_forgotten_when_they_are_dealt_with(store: Store) -> None:
    row = await kept(store, 1)
    await kept(store, 2, chat=8)
    async with store.books(now=MONDAY, source=row):
        pass
    assert await store.inbox.prune(before=SOON) == 1
    assert await store.inbox.counts() == {"waiting": 1}


@pytest.mark.postgres
async def test_a_start_waits_for_nobody_and_blames_no_row_that_is_being_dealt_with(
    postgres_databases: PostgresDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may be paused in the middle of a row for many seconds."""
    monkeypatch.setitem(SESSION, "lock_timeout", 500)
    store = await Store.open(postgres_databases.fresh(), house=HOUSE)
    held = await kept(store, 1)
    await kept(store, 2, chat=8)
    async with store.books(now=MONDAY, source=held):
        await asyncio.wait_for(store.inbox.started(), timeout=5)
        rows = [await store.inbox.next_in(lane, now=MONDAY) for lane in ("c7", "c8")]
    assert [row and row.starts for row in rows] == [0, 1]
    await store.close()


async def test_a_shared_contact_goes_with_its_effect(store: Store) -> None:
    told = json.dumps({"update_id": 1, "message": {"text": "", "contact": {"phone_number": "13900001234"}}})
    await store.inbox.keep(BOT, [replace(raw(1), raw=told)], received_at=MONDAY)
    row = await store.inbox.next_in("c7", now=MONDAY)
    assert row is not None and "13900001234" in row.raw
    async with store.books(now=MONDAY, source=row):
        pass
    async with store.database.reading() as connection:
        (left,) = (await connection.execute(text("SELECT raw FROM inbox"))).scalars()
    assert json.loads(left) == {"update_id": 1, "message": {"text": ""}}
