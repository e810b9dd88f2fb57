"""getUpdates: offsets, limits, long polls, kinds, conflicts and life times."""

from __future__ import annotations

import asyncio

import pytest
from sandbox_api import Api

from bot.sandbox.client import SandboxClient
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
