"""The clock of the machine was wrong and is set back: nothing waits for the wrong hour, and nothing is sent twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.alerts import sentence
from bot.alive import AliveMark
from bot.delivery.prober import ASKED
from bot.housekeeping import Housekeeping
from bot.intake.flooding import Floods
from bot.intake.keeping import Keeper
from tests.runtime.mail import arrival, known_person, put, settle, state, texts

YEAR = 365 * 24 * 3600.0


@pytest.fixture
async def keeping(store, clock, real, tmp_path) -> Housekeeping:
    made = Housekeeping(store, clock, real.now, AliveMark(tmp_path / "alive"))
    await made.wait_no_more()
    return made


async def test_what_was_on_its_way_is_asked_about_and_its_chat_goes_on(store, office, delivery, prober, real):
    """Which message came before which is not known any more: to look for it would find nothing, and send it twice."""
    zhang = await known_person(store, office, real)
    first, second = await put(store, sentence(zhang.id, "第一条"), sentence(zhang.id, "第二条"))
    await store.outbox.sending(first, now=real.now())
    real.pass_by(-YEAR)
    await prober.adopt(timedelta(0))
    await prober.turn()
    await settle(delivery)
    assert await texts(office, zhang) == ["第二条"]
    row = await store.outbox.get(first)
    assert row.reason.startswith(ASKED)
    assert await state(store, second) == "sent"


async def test_what_left_before_is_no_bound_for_what_leaves_after(store, office, delivery, prober, real):
    zhang = await known_person(store, office, real)
    await put(store, sentence(zhang.id, "从前"))
    await settle(delivery)
    real.pass_by(-7200)
    await store.inbox.keep(1, [arrival(2, zhang, await zhang.says("在吗"))], received_at=real.now())
    await office.fault("drop", method="sendMessage", when="after")
    (number,) = await put(store, sentence(zhang.id, "只此一次"))
    await settle(delivery)
    real.pass_by(20)
    await prober.turn()
    await settle(delivery)
    assert await texts(office, zhang) == ["从前", "只此一次"]
    assert await state(store, number) == "sent"


async def test_nothing_waits_for_an_hour_of_the_wrong_clock(store, office, delivery, real, keeping):
    zhang = await known_person(store, office, real)
    (number,) = await put(store, sentence(zhang.id, "稍后"))
    await office.fault(method="sendMessage", code=429, retry_after=3000)
    await settle(delivery)
    (waiting,) = await store.inbox.first_in(f"c{zhang.id}", now=real.now())
    await store.inbox.failed(waiting.id, reason="x", next_try=real.now() + timedelta(minutes=2), quarantine=False)
    await keeping.wait_no_more()
    assert await state(store, number) == "waiting"
    real.pass_by(-YEAR)
    assert await store.inbox.lanes(now=real.now()) == ()
    await keeping.wait_no_more()
    await settle(delivery)
    assert await texts(office, zhang) == ["稍后"]
    assert await store.inbox.lanes(now=real.now()) == (f"c{zhang.id}",)


async def test_who_flooded_by_the_wrong_clock_is_heard(store, real):
    async def told(_: object) -> None: ...

    keeper = Keeper(store.inbox, 1, real.now, lambda: None, Floods(1, 10), told)
    said = [
        {"update_id": n, "message": {"message_id": n, "date": 1_800_000_000, "chat": {"id": 7}, "from": {"id": 7}}}
        for n in range(1, 5)
    ]
    await keeper.keep(said[:3])
    real.pass_by(-YEAR)
    await keeper.keep([said[3] | {"message": said[3]["message"] | {"date": 1_800_000_600}}])
    assert await store.inbox.lanes(now=real.now()) == ("c7",)
    assert [row.update_id for row in await store.inbox.first_in("c7", now=real.now())] == [1, 4]
