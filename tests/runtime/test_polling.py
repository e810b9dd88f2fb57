"""Polling: nothing is acknowledged that is not committed, and no trouble of the platform stops it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from itertools import cycle

import pytest

from bot.alerts import Alerts
from bot.intake.polling import IDLE, LIMIT, SHORTEST_PAUSE, Polling
from bot.intake.rivals import Rivals
from tests.ledger.house import ADMIN
from tests.runtime.conftest import bind

pytestmark = pytest.mark.usefixtures("office")


@pytest.fixture
def polling(bot, keeper) -> Polling:
    return Polling(bot, keeper.keep, long_poll=0)


async def offsets(office) -> list[int | None]:
    calls = await office.journal("getUpdates")
    return [int(call["params"]["offset"]) if "offset" in call["params"] else None for call in calls]


async def test_nothing_is_acknowledged_before_it_is_committed(polling, keeper, store, office, never):
    zhang = await office.user("张三")
    await zhang.says("第一条")

    async def broken(batch: Sequence[object]) -> None:
        raise sqlite3.OperationalError("database is locked")

    polling.keep = broken
    assert await polling.turn(never) >= 1
    polling.keep = keeper.keep
    assert await polling.turn(never) == 0
    await polling.turn(never)

    assert (await store.inbox.counts()) == {"waiting": 1}
    first, second, third = await offsets(office)
    assert (first, second) == (None, None)
    assert third is not None


async def test_a_batch_that_comes_again_is_kept_once(bot, keeper, store, office, never):
    await (await office.user("张三")).says("一次")
    await Polling(bot, keeper.keep, long_poll=0).turn(never)
    await Polling(bot, keeper.keep, long_poll=0).turn(never)
    assert await store.inbox.counts() == {"waiting": 1}


async def test_malformed_updates_are_kept_beside_the_good_ones(polling, store, office, real, never):
    await office.inject({"message": {"message_id": "x", "chat": {"id": 2**80}, "text": 5}})
    await office.inject({"message": None})
    await office.inject({"never_heard_of": {"chat": []}})
    zhang = await office.user("张三")
    await zhang.says("好的一条")
    assert await polling.turn(never) == 0
    assert await store.inbox.counts() == {"waiting": 4}
    good = await store.inbox.next_in(f"c{zhang.id}", now=real.now())
    assert good is not None
    assert good.kind == "message"


@pytest.mark.parametrize(
    ("fault", "alarm", "at_least"),
    [
        ({"code": 401}, "token_refused", 5),
        ({"code": 409}, "another_poller", 5),
        ({"code": 500}, "polling_failed", 1),
        ({"kind": "html"}, "polling_failed", 1),
        ({"kind": "garbage"}, "polling_failed", 1),
        ({"kind": "drop"}, "polling_failed", 1),
    ],
    ids=str,
)
async def test_trouble_makes_it_wait_and_raise_an_alarm(polling, office, fault, alarm, at_least):
    never = asyncio.Event()
    await office.fault(method="getUpdates", count=1, **fault)
    pause = await polling.turn(never)
    assert at_least <= pause <= 30
    assert polling.pulse.alarm == alarm
    await polling.turn(never)
    assert polling.pulse.is_well


async def test_the_pause_grows_but_never_beyond_half_a_minute(polling, office, never):
    await office.fault(method="getUpdates", count=8, code=502)
    pauses = [await polling.turn(never) for _ in range(8)]
    assert pauses[:3] == [1, 2, 4]
    assert max(pauses) == 30


async def test_a_database_that_was_away_is_asked_again_soon(bot, office, never):
    """The platform is not to be spared then: within ten seconds of a full disk's end the bot works again."""

    async def full(_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    polling = Polling(bot, full, long_poll=0)
    await (await office.user("张三")).says("一")
    assert [await polling.turn(never) for _ in range(6)] == [1, 2, 4, 5, 5, 5]


async def test_after_a_silence_it_begins_anew(bot, keeper, office, never):
    """Update ids may start anywhere then; an old offset would acknowledge them unseen."""
    now = [0.0]
    polling = Polling(bot, keeper.keep, long_poll=0, monotonic=lambda: now[0])
    zhang = await office.user("张三")
    await zhang.says("一")
    polling._heard_at = 0.0
    await polling.turn(never)
    await polling.turn(never)
    now[0] = IDLE + 1
    await polling.turn(never)
    await zhang.says("二")
    await polling.turn(never)
    await polling.turn(never)
    first, second, third, fourth, fifth = await offsets(office)
    assert (first, third, fourth) == (None, None, None)
    assert second is not None
    assert fifth is not None


async def test_a_server_that_hands_out_the_same_two_batches_in_turn_is_not_asked_without_pause(
    bot, keeper, never, monkeypatch
):
    batches = cycle([[{"update_id": 5}], [{"update_id": 3}]])

    async def handed_out(*_args: object, **_more: object) -> list[dict[str, int]]:
        return next(batches)

    monkeypatch.setattr("bot.intake.polling.call", handed_out)
    polling = Polling(bot, keeper.keep, monotonic=lambda: 0.0)
    pauses = [await polling.turn(never) for _ in range(5)]
    assert pauses == [0, SHORTEST_PAUSE / 2, 0, SHORTEST_PAUSE / 2, 0]


async def test_only_the_kinds_that_are_wanted_are_asked_for(polling, office, never):
    await polling.turn(never)
    (call,) = await office.journal("getUpdates")
    assert "my_chat_member" in str(call["params"]["allowed_updates"])
    assert "channel_post" not in str(call["params"]["allowed_updates"])


async def test_a_hanging_poll_is_given_up_at_the_signal(bot, keeper, never):
    never.set()
    polling = Polling(bot, keeper.keep, long_poll=50)
    await polling.run(never)


async def test_what_waits_at_the_start_is_fetched_without_waiting_for_more(bot, keeper, office, never):
    """A late report waits until all of it is in; a long poll would keep it waiting for nothing."""
    zhang = await office.user("张三")
    for _ in range(LIMIT + 1):
        await zhang.says("停机时说的")
    polling = Polling(bot, keeper.keep, long_poll=1)

    await polling.turn(never)
    assert not polling.pulse.caught_up
    await polling.turn(never)
    assert polling.pulse.caught_up
    await polling.turn(never)

    assert [int(call["params"]["timeout"]) for call in await office.journal("getUpdates")] == [0, 0, 1]


async def test_another_poller_is_told_once_per_occurrence(polling, store, office, never, clock):
    await bind(store, ADMIN.id, 501)
    now = [0.0]
    polling.rivals = Rivals(Alerts(store, clock).rival, monotonic=lambda: now[0])

    async def conflicts(count: int) -> int:
        for _ in range(count):
            await office.fault(method="getUpdates", count=1, code=409)
            await polling.turn(never)
            await polling.turn(never)  # In between the rival has the updates, and we have some, too.
            now[0] += 20
        return (await store.outbox.counts()).get("waiting", 0)

    assert await conflicts(2) == 0
    assert await conflicts(3) == 1
    now[0] += 3600
    assert await conflicts(3) == 2


async def test_a_webhook_that_somebody_sets_is_taken_away_and_told(polling, store, office, never, clock):
    """Else the bot would hear nothing until its next start; what waits is kept."""
    await bind(store, ADMIN.id, 501)
    polling.rivals = Rivals(Alerts(store, clock).rival)
    await polling.turn(never)
    await polling.bot.set_webhook("http://127.0.0.1:9/elsewhere")
    assert await polling.turn(never) >= 1
    assert (await store.outbox.counts()) == {"waiting": 1}
    await (await office.user("张三")).says("还在")
    assert await polling.turn(never) == 0
    assert await store.inbox.counts() == {"waiting": 1}
