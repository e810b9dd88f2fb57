"""The outbox: in order per lane, answers before bulk, one on its way at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from storage.actions import NewAction
from storage.outbox import OutboxState, Outgoing
from storage.papers import keep_paper
from storage.store import Store
from storage.task_queries import MessageLink
from tests.ledger.house import MONDAY, STAFF

SOON = MONDAY + timedelta(seconds=30)


async def put(store: Store, text: str = "已签收", *, chat: int = 7, **more: Any) -> int:
    outgoing = Outgoing(chat=chat, method="sendMessage", payload={"chat_id": chat, "text": text}, **more)
    async with store.books(now=MONDAY) as books:
        return await books.outbox.put(outgoing)


async def head(store: Store, lane: str = "c7") -> int | None:
    row = await store.outbox.next_in(lane, now=MONDAY)
    return row.id if row else None


async def test_a_lane_is_sent_in_order_one_at_a_time(store: Store) -> None:
    first, second = await put(store), await put(store)
    assert await head(store) == first
    assert await store.outbox.sending(first, now=MONDAY)
    assert not await store.outbox.sending(first, now=MONDAY)
    assert (await head(store), await store.outbox.lanes(now=MONDAY)) == (None, ())
    await store.outbox.sent(first, message=100, now=MONDAY)
    assert await head(store) == second


async def test_answers_overtake_bulk_and_lanes_with_answers_come_first(store: Store) -> None:
    report = await put(store, bulk=True, part=1)
    await put(store, bulk=True, part=2)
    await put(store, chat=8)
    assert await store.outbox.lanes(now=MONDAY) == ("c8", "c7")
    assert await store.outbox.answering(now=MONDAY) == ("c8",)
    answer = await put(store)
    assert await head(store) == answer
    async with store.books(now=MONDAY) as books:
        assert await books.outbox.give_up(answer, reason="403")
        assert not await books.outbox.give_up(answer, reason="403 again")
    assert await head(store) == report


async def test_what_is_put_for_many_at_once_is_what_each_would_be_alone(store: Store) -> None:
    """In their order, and every button knows the message that carries it."""
    alone = await put(store, "提醒", chat=6, bulk=True, slot=1)
    async with store.books(now=MONDAY) as books:
        acts = [NewAction(act="ack", task=None, args={}, person=STAFF.id, chat=chat) for chat in (7, 8)]
        calls = [_asking(act) for act in acts]
        await books.actions.store_all(acts)
        await books.outbox.put_all(2, [calls[0], replace(calls[1], payload={"text": "提醒"}), calls[1]])
        await books.outbox.put_all(2, [])
        carried = [await books.actions.peek(act.token) for act in acts]
    assert [one and one.outbox for one in carried] == [alone + 1, alone + 3]
    rows = [await store.outbox.get(number) for number in range(alone, alone + 4)]
    assert [(row.lane, row.slot, row.bulk) for row in rows if row is not None] == [
        ("c6", 1, True),
        ("c7", 2, True),
        ("c8", 2, True),
        ("c8", 2, True),
    ]


def _asking(act: NewAction) -> Outgoing:
    keys = {"inline_keyboard": [[{"text": "签收", "callback_data": act.token}]]}
    payload = {"chat_id": act.chat, "text": "提醒", "reply_markup": keys}
    return Outgoing(chat=act.chat, method="sendMessage", payload=payload, bulk=True, slot=2)


async def test_a_retry_holds_its_lane_until_then(store: Store) -> None:
    first = await put(store)
    await put(store)
    await store.outbox.sending(first, now=MONDAY)
    await store.outbox.retry(first, at=SOON, reason="429")
    assert (await head(store), await store.outbox.lanes(now=MONDAY)) == (None, ())
    row = await store.outbox.next_in("c7", now=SOON)
    assert row is not None
    assert (row.id, row.tries) == (first, 1)


async def test_what_is_meant_for_later_holds_nobody_up(store: Store) -> None:
    later = await put(store, not_before=SOON)
    now = await put(store)
    assert await head(store) == now
    await store.outbox.expired(now)
    assert await head(store) is None
    assert (await store.outbox.next_in("c7", now=SOON) or None) is not None
    assert (await store.outbox.get(later) or None) is not None


async def test_an_unknown_outcome_is_kept_for_people_and_holds_the_lane_only_so_long(store: Store) -> None:
    first, second = await put(store), await put(store)
    await store.outbox.sending(first, now=MONDAY)
    assert [row.id for row in await store.outbox.interrupted(before=SOON, beyond=SOON)] == [first]
    await store.outbox.unknown(first, reason="timeout", until=SOON)
    assert await head(store) is None
    row = await store.outbox.next_in("c7", now=SOON)
    assert row is not None
    assert row.id == second
    assert [(row.id, row.state) for row in await store.outbox.unknowns()] == [(first, OutboxState.UNKNOWN)]
    assert await store.outbox.counts() == {"unknown": 1, "waiting": 1}


async def test_a_reply_to_a_sent_message_is_about_its_task(store: Store) -> None:
    number = await put(store, task="DB-2026-1", purpose="assignment")
    await store.outbox.sending(number, now=MONDAY)
    await store.outbox.sent(number, message=100, now=MONDAY)
    edit = await put(store, edits=number)
    async with store.reading(now=MONDAY) as books:
        link = await books.tasks.by_message(7, 100)
    assert link == MessageLink(task="DB-2026-1", purpose="assignment", outbox_id=number)
    row = await store.outbox.get(edit)
    assert row is not None
    assert row.target == 100


async def test_what_is_held_is_sent_once_it_is_released(store: Store) -> None:
    number = await put(store, held=True)
    assert (await head(store), await store.outbox.counts()) == (None, {"held": 1})
    assert [await store.outbox.release(), await store.outbox.release()] == [1, 0]
    row = await store.outbox.next_in("c7", now=MONDAY)
    assert row is not None
    assert row.id == number


async def test_a_server_s_words_and_a_file_s_name_may_hold_what_no_database_takes(store: Store) -> None:
    number = await put(store)
    await store.outbox.unknown(number, reason="Bad\0 Request: \ud800")
    row = await store.outbox.get(number)
    assert row is not None and row.reason == "Bad\ufffd Request: \ufffd"
    async with store.books(now=MONDAY) as books:
        await books.outbox.give_up(number, reason="a\0b")
        paper = await keep_paper(books.connection, name="长" * 300 + "\0\ud800.xlsx", content=b"", now=MONDAY)
    kept = await store.papers.get(paper)
    assert kept is not None and kept[0].endswith("\ufffd\ufffd.xlsx")
