"""The whole world goes into a file and comes back, in another process too; anything else is refused in words."""

from __future__ import annotations

import asyncio
import copy
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sandbox_api import PNG, TOKEN, Api

from bot.clock import ScaledClock
from bot.sandbox import saving
from bot.sandbox.client import SandboxClient, SandboxRefused
from bot.sandbox.errors import WrongUse
from bot.sandbox.people import Chat, Person
from bot.sandbox.world import World

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
KEYBOARD = {"inline_keyboard": [[{"text": "签收", "callback_data": "a"}]]}


class Time:
    """Real seconds that pass when told to."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        """Return the moment."""
        return self.now


async def lived_in(office: SandboxClient, api: Api) -> tuple[Person, Chat]:
    """Let a week's worth of kinds of things happen; some of it still waits."""
    zhang = await office.user(
        "张三", id=11, last_name="O", username="zhang", language_code="zh", phone="+8619900001111"
    )
    li = await office.user("李四", id=12)
    group = await office.group("工作群", [zhang, li])
    await office.add_bot(group, TOKEN, admin=True)
    await office.migrate(await office.group("旧群", [zhang], kind="group"))
    forum = await office.group("督办群", [zhang, li], forum=True)
    poll = await li.asks("是否同意", ["同意", "不同意"], chat=await forum.topic("督办"))
    await zhang.votes("同意", poll)
    await zhang.reacts("👍", poll)
    await office.channel("云岭发布", [zhang], discussion=group.key)
    await api.result("createChatInviteLink", chat_id=group.id, member_limit=3)
    await api.result("restrictChatMember", chat_id=group.id, user_id=12, permissions={"can_send_messages": True})
    await zhang.opens()
    commands = [{"command": "ack", "description": "签收"}]
    await api.result("setMyCommands", commands=commands, scope={"type": "all_private_chats"}, language_code="zh")
    await api.result("setMyDescription", description="台账")
    card = await api.result("sendMessage", chat_id=group.id, text="请签收", reply_markup=KEYBOARD)
    await api.result("pinChatMessage", chat_id=group.id, message_id=card["message_id"])
    await api.result("sendMessage", chat_id=11, text="好", reply_markup={"keyboard": [["收到"]]})
    await li.says("\ud83d 半个表情和 👍".replace("\ud83d", ""), chat=group)
    await zhang.presses("签收", await office.until(group, lambda message: bool(message.buttons)))
    await zhang.sends_photo(PNG, caption="现场")
    await office.fault("error", method="sendPhoto", code=403, matches="图", count=3, skip=1)
    await office.limits(per_group_minute=5)
    await api("sendMessage", chat_id=group.id, text="一")
    await api("sendMessage", chat_id=group.id, text="二")
    forum = await office.group("督办群", [zhang, li], forum=True)
    await office.channel("通报", [zhang], discussion=(await office.group("议事", [zhang])).key)
    await zhang.says("请报送", chat=await forum.topic("督办"))
    await li.votes("去", await zhang.asks("去吗", ["去", "不去"], chat=group, is_anonymous=False))
    await li.reacts("👍", await zhang.sends_place(30.0, 114.0, chat=group))
    await li.blocks()
    await api.result("getUpdates", allowed_updates=["message", "callback_query"], limit=1)
    return zhang, group


def plain(world: World) -> Any:
    """Return a world as JSON that can be compared: the feed also tells that it was loaded."""
    return json.loads(json.dumps(saving.saved(world)))


@pytest.fixture
async def full(office: SandboxClient, api: Api, world: World) -> Any:
    await lived_in(office, api)
    return plain(world)


def test_a_world_comes_back_as_it_was(full: Any) -> None:
    """In another world, at another moment of another process's time: nothing differs, down to ages and bytes."""
    other = World(ScaledClock(START + timedelta(days=90), speed=5), monotonic=Time(1e6))
    saving.load(other, full)

    again = plain(other)

    assert again["state"].keys() == full["state"].keys()
    assert again["clock"] == full["clock"]
    assert rounded(again["things"]) == rounded(full["things"])


def rounded(value: Any) -> Any:
    """Return things with ages in whole tenths: subtracting twice is not exact."""
    if isinstance(value, float):
        return round(value, 1) if abs(value) != float("inf") else value
    if isinstance(value, list):
        return [rounded(part) for part in value]
    return {key: rounded(part) for key, part in value.items()} if isinstance(value, dict) else value


async def test_it_goes_on_where_it_was(full: Any, office: SandboxClient, api: Api, world: World) -> None:
    waiting = [update["update_id"] for update in await api.result("getUpdates")]
    await office.reset()
    assert await office.people() == []

    await office.load(full)

    assert [update["update_id"] for update in await api.result("getUpdates")] == waiting
    room = world.rooms["7000000001/11"]
    assert room.bot is world.bots[7000000001]
    assert room.members[11].user is world.users[11]
    zhang = next(person for person in await office.people() if person.name == "张三 O")
    before = [message.id for message in await office.messages(zhang)]
    assert (await zhang.says("又来")).id == max(before) + 1
    assert [fault["contains"] for fault in await office.faults()] == [None]
    assert await api.refusal("sendMessage", chat_id=12, text="在吗") == "Forbidden: bot was blocked by the user"


async def test_what_waited_has_waited_when_it_comes_back(office: SandboxClient, api: Api, world: World) -> None:
    zhang = await office.user("张三")
    await zhang.says("甲")
    await office.age(23 * 3600)
    kept = await office.save()
    await office.load(kept)

    assert len(await api.result("getUpdates")) == 1
    await office.age(3601)
    assert await api.result("getUpdates") == []


async def test_a_poller_is_told_and_a_webhook_goes_on(office: SandboxClient, api: Api) -> None:
    empty = await office.save()
    polling = asyncio.create_task(api("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    await office.load(empty)

    assert (await asyncio.wait_for(polling, 2))["description"] == "Conflict: terminated by a load of the sandbox"
    await api.result("setWebhook", url="http://127.0.0.1:9/")
    hooked = await office.save()
    await office.load(empty)
    await office.load(hooked)
    await (await office.user("张三")).says("甲")
    async with asyncio.timeout(5):
        while "last_error_message" not in (await api.result("getWebhookInfo")):
            pass


async def test_virtual_time_goes_on_from_the_saved_moment(office: SandboxClient, api: Api) -> None:
    now = await office.clock(virtual=True)
    await (await office.user("张三")).says("甲")
    await office.clock(now=now + timedelta(hours=20))
    kept = await office.save()
    await office.clock(now=now + timedelta(days=50), virtual=False)

    await office.load(kept)

    assert await office.clock() == now + timedelta(hours=20)
    assert len(await api.result("getUpdates")) == 1
    await office.clock(now=now + timedelta(hours=25))
    assert await api.result("getUpdates") == []


def change(path: list[Any], value: Any) -> Callable[[Any], None]:
    def changed(kept: Any) -> None:
        for step in path[:-1]:
            kept = kept[step]
        kept[path[-1]] = value

    return changed


def things(kind: str, number: int = 0) -> Callable[[Any], Any]:
    return lambda kept: [thing for thing in kept["things"] if thing[0] == kind][number]


def spoil(kind: str, field: str, value: Any) -> Callable[[Any], None]:
    def spoiled(kept: Any) -> None:
        things(kind)(kept)[1][field] = value

    return spoiled


def rename(kind: str, name: str) -> Callable[[Any], None]:
    def renamed(kept: Any) -> None:
        things(kind)(kept)[0] = name

    return renamed


@pytest.mark.parametrize(
    ("spoils", "words"),
    [
        (change(["format"], "tar"), "it does not say that it is one"),
        (change(["version"], 2), "it is of version 2, this server reads version 1"),
        (change(["clock"], {"now": "tomorrow", "speed": 1}), "Invalid isoformat string"),
        (change(["clock", "speed"], -1), "time does not run backwards"),
        (change(["state", "_numbers"], 5), "its _numbers is not what it should be"),
        (change(["state", "shell"], "rm"), "shell is in one of the two worlds only"),
        (change(["state", "users"], [10**9]), ""),
        (change(["state", "users"], [-1]), "its users is not what it should be"),
        (change(["things"], []), "list index out of range"),
        (rename("members:User", "os:system"), "“os:system” is nothing that a world holds"),
        (rename("members:User", "world:World"), "“world:World” is nothing that a world holds"),
        (rename("members:User", "values:Any"), "“values:Any” is nothing that a world holds"),
        (rename("members:User", "values:Room"), "a Room has no"),
        (spoil("members:User", "id", "eleven"), "is not what it should be"),
        (spoil("members:User", "shout", "hey"), "a User has no shout"),
        (spoil("updates:UpdateQueue", "monotonic", 0), "a UpdateQueue has no monotonic"),
        (spoil("updates:UpdateQueue", "pending", "all"), "its bots is not what it should be"),
        (spoil("values:Room", "bot", [0]), "its rooms is not what it should be"),
    ],
)
async def test_what_is_no_world_is_refused_and_changes_nothing(
    full: Any, office: SandboxClient, spoils: Callable[[Any], None], words: str
) -> None:
    wrong = copy.deepcopy(full)
    spoils(wrong)

    with pytest.raises(SandboxRefused, match="this is no world of a sandbox: ") as refused:
        await office.load(wrong)

    assert words in str(refused.value)
    assert len(await office.people()) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x80\x04\x95\x10", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[]", "it does not say that it is one"),
        (b'{"format": "taizhang-sandbox-world"}', "version"),
        (None, "cannot read"),
    ],
)
def test_a_file_that_holds_no_world_is_refused(tmp_path: Path, content: bytes | None, words: str) -> None:
    file = tmp_path / "world.json"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(WrongUse, match=words):
        saving.load_from(World(), file)


async def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path, world: World) -> None:
    file = tmp_path / "world.json"
    await saving.save_to(world, file)
    kept = file.read_bytes()
    world.played = b"no JSON"  # type: ignore[assignment]
    world.rooms["x"] = object()  # type: ignore[assignment]

    with pytest.raises(TypeError, match="a object cannot be saved"):
        await saving.save_to(world, file)

    assert file.read_bytes() == kept
    assert os.listdir(tmp_path) == ["world.json"]  # noqa: PTH208 - nothing else is left beside it
