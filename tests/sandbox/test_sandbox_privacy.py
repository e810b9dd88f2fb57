"""What a bot sees of a group: privacy mode, administrators, anonymous senders."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox_api import BOT_ID, TOKEN, Api

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Message, Person


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    return await office.user("张三")


@pytest.fixture
async def group(office: SandboxClient, api: Api, zhang: Person) -> Chat:
    await office.bot(TOKEN, username="taizhang_bot")
    chat = await office.group("工作群", [zhang, await office.user("李四")])
    await office.add_bot(chat, TOKEN)
    await api.kinds()
    return chat


async def seen(api: Api) -> list[dict[str, Any]]:
    updates = await api.result("getUpdates")
    return [update.get("message") or update.get("edited_message") for update in updates]


async def test_in_privacy_mode_only_what_is_meant_for_the_bot_arrives(api: Api, zhang: Person, group: Chat) -> None:
    own = await api.result("sendMessage", chat_id=group.id, text="早上好")
    for text in ("收到", "/my", "/my@other_bot", "/my@taizhang_bot", "@taizhang_bot 在吗", "@other_bot 在吗"):
        await zhang.says(text, chat=group)
    await zhang.says("明白", chat=group, reply_to=Message(own, group.key))

    assert [message["text"] for message in await seen(api)] == ["/my", "/my@taizhang_bot", "@taizhang_bot 在吗", "明白"]


@pytest.mark.parametrize("way", ["administrator", "privacy off"])
async def test_an_administrator_or_a_bot_without_privacy_sees_all(
    api: Api, office: SandboxClient, zhang: Person, group: Chat, way: str
) -> None:
    if way == "administrator":
        await office.member(group, BOT_ID, "administrator")
    else:
        await office.bot(TOKEN, privacy=False)
    await api.kinds()
    await zhang.edits(await zhang.says("收到", chat=group), "收到。")

    assert [message["text"] for message in await seen(api)] == ["收到", "收到。"]
    assert (await api.result("getMe"))["can_read_all_group_messages"] is (way == "privacy off")


async def test_service_messages_always_arrive(api: Api, office: SandboxClient, group: Chat) -> None:
    wang = await office.user("王五")
    await office.member(group, wang, "member")
    await office.member(group, wang, "left", by=wang)

    joined, left = await seen(api)

    assert joined["new_chat_members"][0]["id"] == left["left_chat_member"]["id"] == wang.id
    assert left["from"]["id"] == wang.id


async def test_an_anonymous_administrator_speaks_as_the_group(api: Api, office: SandboxClient, group: Chat) -> None:
    boss = await office.user("赵局长")
    await office.member(group, boss, "administrator", anonymous=True)
    await api.kinds()
    await boss.says("/assign 张三", chat=group)

    (message,) = await seen(api)

    assert message["from"]["id"] == 1087968824
    assert message["sender_chat"]["id"] == group.id


async def test_bots_do_not_hear_each_other(api: Api, office: SandboxClient, group: Chat) -> None:
    other = Api(api.url, api.session, "7000000002:another-secret")
    await office.add_bot(group, other.token, admin=True)
    await office.member(group, BOT_ID, "administrator")
    await api.kinds()
    await other.kinds()

    await api.result("sendMessage", chat_id=group.id, text="/my")

    assert await seen(api) == await seen(other) == []


async def test_a_bot_that_was_removed_learns_it_and_hears_no_more(
    api: Api, office: SandboxClient, zhang: Person, group: Chat
) -> None:
    await office.member(group, BOT_ID, "kicked", by=zhang)
    await zhang.says("/my", chat=group)

    told, left = await api.result("getUpdates")

    assert told["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert told["my_chat_member"]["from"]["id"] == left["message"]["from"]["id"] == zhang.id
    assert left["message"]["left_chat_member"]["id"] == BOT_ID
