"""Stored actions: pressed once, by the right person, in the right chat, in time."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from ledger.people import Person
from storage.actions import ActionGone, NewAction, StoredAction
from storage.outbox import Outgoing
from storage.store import Store
from tests.ledger.house import MONDAY, OUTSIDER, STAFF
from tests.storage.ledgers import assigned, received
from tests.storage.office import HOUSE

SOON = MONDAY + timedelta(minutes=10)


async def stored(store: Store, **more: Any) -> str:
    asked: dict[str, Any] = {"task": None, "args": {"percent": 80}, "person": STAFF.id, "chat": 7, "version": None}
    async with store.books(now=MONDAY) as books:
        return await books.actions.store(NewAction(act="ack", **(asked | more)))


async def press(store: Store, token: str, *, who: Person = STAFF, chat: int = 7, at: Any = MONDAY) -> StoredAction:
    async with store.books(now=MONDAY) as books:
        return await books.actions.take(token, person=who.id, chat=chat, now_real=at)


async def reason(store: Store, token: str, **how: Any) -> str:
    with pytest.raises(ActionGone) as caught:
        await press(store, token, **how)
    return caught.value.reason


async def test_a_button_is_pressed_once_and_takes_its_card_along(store: Store) -> None:
    yes, no = await stored(store, group="card"), await stored(store, group="card")
    assert len(yes) == 22
    assert dict((await press(store, yes)).args) == {"percent": 80}
    assert [await reason(store, token) for token in (yes, no)] == ["used", "used"]


async def test_forged_copied_and_late_taps_do_nothing(store: Store) -> None:
    token = await stored(store, expires_at=SOON)
    assert await reason(store, "x" * 22) == "unknown"
    assert await reason(store, token, chat=8) == "unknown"
    assert await reason(store, token, who=OUTSIDER) == "not_yours"
    assert await reason(store, token, at=SOON) == "expired"
    assert (await press(store, token)).act == "ack"


async def test_a_button_of_a_task_that_moved_on_does_nothing(store: Store) -> None:
    number = await assigned(store)
    async with store.reading(now=MONDAY) as books:
        version = (await books.task(number)).version
    token = await stored(store, task=number, version=version)
    await received(store, number)
    assert await reason(store, token) == "changed"


async def test_two_processes_press_a_button_once(store: Store, office_url: str) -> None:
    token = await stored(store)
    other = await Store.open(office_url, house=HOUSE)

    async def pressed(with_: Store) -> bool:
        try:
            await press(with_, token)
        except ActionGone:
            return False
        return True

    try:
        assert sorted(await asyncio.gather(pressed(store), pressed(other))) == [False, True]
    finally:
        await other.close()


async def test_a_card_that_lapsed_unused_is_told_once_with_its_message(store: Store) -> None:
    token = await stored(store, expires_at=SOON)
    payload = {
        "chat_id": 7,
        "text": "?",
        "reply_markup": {"inline_keyboard": [[{"text": "是", "callback_data": token}]]},
    }
    async with store.books(now=MONDAY) as books:
        sent = await books.outbox.put(Outgoing(chat=7, method="sendMessage", payload=payload))
    await store.outbox.sent(sent, message=100, now=MONDAY)
    async with store.books(now=MONDAY) as books:
        assert await books.actions.lapsed(MONDAY) == ()
        (card,) = await books.actions.lapsed(SOON)
        assert (card.chat, card.message, card.outbox) == (7, 100, sent)
        assert await books.actions.lapsed(SOON) == ()
