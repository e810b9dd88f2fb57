"""Confirmations of a group wait for others: in a busy minute, and while more of what is said there is being heard."""

from __future__ import annotations

import asyncio

from bot.alerts import sentence
from bot.delivery.pacing import Pacing
from tests.runtime.mail import put, settle


async def test_ten_go_as_they_come_and_then_they_gather(talk, delivery):
    """The other half of the minute is spread, and stays free for cards and reports, which wait for nothing."""
    delivery.pacing = Pacing(per_second=0, chat_seconds=0, group_per_minute=20)
    for number in range(1, 11):
        await talk.confirmed(number)
        await delivery.turn()
        delivery.wake()
        await asyncio.gather(*delivery._busy.values())
    await talk.confirmed(11)
    await talk.confirmed(12)
    delivery.wake()
    assert 0 < await delivery.turn() <= 1.0
    assert len(await talk.said()) == 10
    await put(talk.store, sentence(talk.chat.id, "请确认"))
    delivery.wake()
    await delivery.turn()
    await asyncio.gather(*delivery._busy.values())
    assert (await talk.said())[10:] == [
        "合并答复2条：\n张三：DB-2026-11 进展已登记。\n张三：DB-2026-12 进展已登记。",
        "请确认",
    ]


async def test_while_more_is_heard_they_wait_a_second_at_most(talk, delivery):
    """Somebody else's message of that chat is being dealt with, and what answers it goes along."""
    now, hears = [0.0], [True]
    delivery.monotonic, delivery.more_follows = lambda: now[0], lambda lane: hears[0] and lane == f"c{talk.chat.id}"

    async def turn() -> float:
        delivery.wake()
        wait = await delivery.turn()
        await asyncio.gather(*delivery._busy.values())
        return wait

    await talk.confirmed(1)
    await turn()
    assert 0 < await turn() <= 1.0
    await talk.confirmed(2)
    await turn()
    assert await talk.said() == []
    now[0] = 1.0
    await turn()
    assert [one.split("\n")[0] for one in await talk.said()] == ["合并答复2条："]
    await talk.confirmed(3)
    await turn()
    hears[0] = False
    await turn()
    assert (await talk.said())[1:] == ["DB-2026-3 进展已登记。"]


async def test_what_is_no_confirmation_waits_for_nothing_that_is_heard(talk, delivery):
    delivery.more_follows = lambda _lane: True
    await talk.confirmed(1, task=None)
    await settle(delivery)
    assert await talk.said() == ["DB-2026-1 进展已登记。"]


async def test_at_the_end_nothing_waits_for_what_will_not_be_heard(talk, delivery):
    delivery.more_follows = lambda _lane: True
    await talk.confirmed(1)
    delivery.wake()
    await delivery.turn()
    assert await talk.said() == []
    await delivery._drain()
    assert await talk.said() == ["DB-2026-1 进展已登记。"]


async def test_nothing_waits_for_others_once_the_order_to_stop_has_come(talk, delivery):
    delivery.pacing = Pacing(per_second=0, chat_seconds=0, group_per_minute=2)
    await talk.confirmed(1)
    await settle(delivery)
    await talk.confirmed(2)
    delivery.wake()
    await delivery.turn()
    assert len(await talk.said()) == 1
    stop = asyncio.Event()
    stop.set()
    await delivery.run(stop)
    assert len(await talk.said()) == 2
