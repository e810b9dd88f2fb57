"""getUpdates: offsets, limits, long polls, kinds, conflicts and life times."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sandbox_api import Api

from bot.sandbox.client import SandboxClient
from bot.sandbox.methods import receiving
from bot.sandbox.people import Person
from bot.sandbox.world import World

OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    return await office.user("张三")


async def texts(api: Api, **params: object) -> list[str]:
    return [update["message"]["text"] for update in await api.result("getUpdates", **params)]


async def test_updates_stay_until_an_offset_above_them_confirms_them(api: Api, zhang: Person) -> None:
    for word in "甲乙丙":
        await zhang.says(word)
    first = (await api.result("getUpdates"))[0]["update_id"]

    assert await texts(api) == ["甲", "乙", "丙"]
    assert await texts(api, offset=first + 1) == ["乙", "丙"]
    assert await texts(api, offset=0) == ["乙", "丙"]
    assert await texts(api, offset=first + 3) == []


async def test_a_negative_offset_keeps_the_newest(api: Api, zhang: Person) -> None:
    for word in "甲乙丙":
        await zhang.says(word)

    assert await texts(api, offset=-2) == ["乙", "丙"]
    assert await texts(api) == ["乙", "丙"]


async def test_limit_is_held_between_1_and_100(api: Api, zhang: Person) -> None:
    for word in "甲乙":
        await zhang.says(word)

    assert await texts(api, limit=1) == ["甲"]
    assert len(await texts(api, limit=1000)) == 2


async def test_a_long_poll_ends_when_something_happens(api: Api, zhang: Person) -> None:
    poll = asyncio.create_task(texts(api, timeout=20))
    await asyncio.sleep(0.05)
    await zhang.says("收到")

    assert await asyncio.wait_for(poll, 2) == ["收到"]


async def test_a_second_poller_ends_the_first(api: Api, zhang: Person) -> None:
    first = asyncio.create_task(api("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(texts(api, timeout=20))

    answer = await asyncio.wait_for(first, 2)
    await zhang.says("收到")

    assert (answer["error_code"], answer["description"]) == (409, OTHER)
    assert await asyncio.wait_for(second, 2) == ["收到"]


async def test_no_polling_beside_a_webhook(api: Api) -> None:
    await api.result("setWebhook", url="http://127.0.0.1:9/")

    answer = await api("getUpdates")

    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: can't use getUpdates method while webhook is active")


async def test_kinds_asked_for_are_remembered(api: Api, zhang: Person, office: SandboxClient) -> None:
    await api.result("getUpdates", allowed_updates=["edited_message"])
    await zhang.edits(await zhang.says("甲"), "乙")
    assert await api.kinds() == ["edited_message"]

    await api.result("getUpdates", allowed_updates=[])
    await zhang.says("丙")
    assert await api.kinds() == ["message"]


async def test_changes_of_members_come_only_when_asked_for(api: Api, zhang: Person, office: SandboxClient) -> None:
    group = await office.group("工作群", [zhang])
    await office.add_bot(group, api.token, admin=True)
    assert await api.kinds() == ["my_chat_member", "message"]

    await office.member(group, await office.user("李四"), "member")
    assert await api.kinds(allowed_updates=["chat_member"]) == ["message"]

    await office.member(group, await office.user("王五"), "member")
    assert await api.kinds() == ["chat_member"]


async def test_a_tap_lives_150_seconds_and_a_message_a_day(api: Api, zhang: Person, office: SandboxClient) -> None:
    await zhang.opens()
    await api.kinds()
    keyboard = {"inline_keyboard": [[{"text": "确认", "callback_data": "y"}]]}
    await api.result("sendMessage", chat_id=zhang.id, text="请确认", reply_markup=keyboard)
    card = await office.next_message(zhang)
    await zhang.says("收到")
    tap = await zhang.presses("确认", card)

    await office.age(149)
    assert [kind for update in await api.result("getUpdates") for kind in update] == [
        "update_id", "message", "update_id", "callback_query",
    ]  # fmt: skip
    await office.age(2)
    assert await api.kinds() == ["message"]
    stale = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await api.refusal("answerCallbackQuery", callback_query_id=tap["query"]) == stale

    await zhang.says("再说")
    await office.age(24 * 3600 + 1)
    assert await api.kinds() == []


async def test_the_same_offset_again_at_once_is_slowed_down(api: Api, zhang: Person, world: World) -> None:
    world.brakes = True
    await zhang.says("甲")
    await zhang.says("乙")

    assert await texts(api, offset=0) == ["甲", "乙"]
    assert await texts(api, offset=0) == ["甲"]


async def test_numbers_that_start_anew_below_the_offset_are_handed_out(
    api: Api, zhang: Person, office: SandboxClient
) -> None:
    await zhang.says("甲")
    after = (await api.result("getUpdates"))[-1]["update_id"] + 1
    assert await texts(api, offset=after) == []

    await office.restart_numbers(-1_000_000)
    await zhang.says("乙")

    assert await texts(api, offset=after) == ["乙"]


async def test_raw_updates_go_out_as_they_are(api: Api, office: SandboxClient) -> None:
    await office.inject({"update_id": 7, "message": {"nonsense": [None]}})
    await office.inject({"strange_kind": 1})

    first, second = await api.result("getUpdates")

    assert first == {"update_id": 7, "message": {"nonsense": [None]}}
    assert second["strange_kind"] == 1


async def test_a_poll_that_finds_something_ends_nobody(api: Api, zhang: Person) -> None:
    """On the official server only a poll that waits takes the place of another one."""
    waiting = asyncio.create_task(texts(api, timeout=20))
    await asyncio.sleep(0.05)
    assert await texts(api) == []

    await zhang.says("甲")

    assert await asyncio.wait_for(waiting, 2) == ["甲"]


async def test_no_poll_waits_longer_than_the_longest(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "LONGEST_POLL", 0)

    assert await asyncio.wait_for(texts(api, timeout=100_000), 2) == []
    assert await asyncio.wait_for(texts(api, timeout=-5), 2) == []


async def test_the_same_offset_again_within_three_seconds_waits(api: Api, zhang: Person, world: World) -> None:
    world.brakes = True
    assert await texts(api, offset=5) == []

    again = asyncio.create_task(texts(api, offset=5))
    await asyncio.sleep(0.05)
    assert not again.done()
    await zhang.says("甲")
    assert await asyncio.wait_for(again, 2) == ["甲"]

    await zhang.says("乙")
    world.age(0.6)
    assert await texts(api, offset=5) == ["甲", "乙"], "after half a second all are handed out"
    world.age(3)
    assert await asyncio.wait_for(texts(api, offset=100_000_003), 2) == [], "another offset is answered at once"


async def test_the_second_conflict_within_three_seconds_comes_later(api: Api, world: World) -> None:
    world.brakes = True
    await api.result("setWebhook", url="http://127.0.0.1:9/")
    assert (await api("getUpdates"))["error_code"] == 409

    second = asyncio.create_task(api("getUpdates"))
    await asyncio.sleep(0.05)
    assert not second.done()
    world.close()

    assert (await second)["error_code"] == 409


async def test_an_offset_a_little_ahead_confirms_and_one_far_ahead_is_none(api: Api, zhang: Person) -> None:
    await zhang.says("甲")
    number = (await api.result("getUpdates"))[0]["update_id"]

    assert await texts(api, offset=number + 12) == ["甲"]
    assert await texts(api, offset=number + 11) == []
    assert await texts(api) == []


async def test_an_answer_holds_at_most_four_mebibytes(api: Api, office: SandboxClient) -> None:
    for number in range(1, 8):
        await office.inject({"update_id": number, "message": {"text": "x" * 800_000}})

    assert [update["update_id"] for update in await api.result("getUpdates")] == [1, 2, 3, 4, 5]
    assert [update["update_id"] for update in await api.result("getUpdates", offset=6)] == [6, 7]


@pytest.mark.parametrize("asked", [[], ["no_such_kind"]])
async def test_no_known_kind_means_the_default_ones(api: Api, zhang: Person, asked: list[str]) -> None:
    await api.result("getUpdates", allowed_updates=["EDITED_MESSAGE"])
    await zhang.says("甲")
    assert await api.kinds() == []

    await api.result("getUpdates", allowed_updates=asked)
    await zhang.says("乙")
    assert await api.kinds() == ["message"]


async def test_life_times_follow_the_clock_where_asked(api: Api, zhang: Person, office: SandboxClient) -> None:
    now = await office.clock(virtual=True)
    await zhang.says("甲")

    await office.clock(now=now + timedelta(hours=23))
    assert len(await api.result("getUpdates")) == 1
    await office.clock(virtual=False)
    await office.clock(now=now + timedelta(days=5))
    assert len(await api.result("getUpdates")) == 1, "real time again, and the update is 23 hours old"
    await office.age(3601)
    assert await api.kinds() == []
