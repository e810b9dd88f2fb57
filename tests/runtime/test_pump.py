"""The pump: whose turn is next while a crowd waits, and when it looks again."""

from __future__ import annotations

import asyncio

from bot.alerts import sentence
from bot.delivery.pacing import Pacing
from tests.ledger.house import MONDAY
from tests.runtime.mail import put, texts


async def test_an_answer_goes_ahead_of_a_crowd_that_waits_for_a_push(store, office, delivery, zhang):
    """Though the crowd is not looked through again."""
    now, crowd = [100.0], [zhang.id, *range(20_001, 20_040)]
    delivery.pacing = Pacing(per_second=1, monotonic=lambda: now[0])
    delivery.monotonic, delivery.look_every = lambda: now[0], 10.0
    async with store.books(now=MONDAY) as books:
        await books.outbox.put_all(1, [sentence(chat, "请报送日报", bulk=True, slot=1) for chat in crowd])
    asker = await office.user("李四")
    await asker.says("/start")
    for _ in range(2):
        await delivery.turn()
        await asyncio.gather(*delivery._busy.values())
        await put(store, sentence(asker.id, "已签收"))
        delivery.wake()
        now[0] += 1.1
    await delivery.turn()
    await asyncio.gather(*delivery._busy.values())
    assert await texts(office, zhang) == ["请报送日报"]
    assert await texts(office, asker) == ["已签收", "已签收"]


async def test_the_next_place_is_not_overslept_where_the_first_chat_has_to_wait_for_longer(store, delivery):
    now = [100.0]
    delivery.pacing = Pacing(per_second=2, monotonic=lambda: now[0])
    delivery.pacing.left(7, "sendMessage")
    now[0] += 0.8
    delivery.pacing.left(8, "sendMessage")
    await put(store, sentence(8, "又一条"), sentence(9, "第一条"))
    assert 0.15 < await delivery.turn() < 0.2
