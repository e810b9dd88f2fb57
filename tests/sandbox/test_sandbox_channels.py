"""Channels, their discussion groups, and those who speak for a chat instead of for themselves."""

from __future__ import annotations

import pytest
from sandbox_api import BOT_ID, TOKEN, Api

from bot.sandbox.client import SandboxClient, SandboxRefused
from bot.sandbox.people import Chat, Person


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    return await office.user("张三")


@pytest.fixture
async def channel(office: SandboxClient, api: Api, zhang: Person) -> Chat:
    made = await office.channel("云岭发布", [zhang, await office.user("李四", id=12)], username="yunling")
    await office.add_bot(made, TOKEN, admin=True)
    await api.kinds()
    return made


@pytest.fixture
async def group(office: SandboxClient, api: Api, zhang: Person, channel: Chat) -> Chat:
    made = await office.group("讨论群", [zhang])
    await office.add_bot(made, TOKEN, admin=True)
    await channel.becomes(discussion=made.key)
    await api.kinds()
    return made


async def test_a_post_comes_from_the_channel_and_nobody_else(api: Api, channel: Chat, zhang: Person) -> None:
    post = await zhang.says("放假通知", chat=channel)
    await zhang.edits(post, "放假通知（更正）")

    first, second = await api.result("getUpdates")
    assert first["channel_post"]["sender_chat"] == first["channel_post"]["chat"]
    assert (first["channel_post"]["chat"]["type"], "from" in first["channel_post"]) == ("channel", False)
    assert second["edited_channel_post"]["text"] == "放假通知（更正）"


async def test_signed_posts_name_their_author(api: Api, channel: Chat, zhang: Person) -> None:
    await channel.becomes(signed=True)
    await zhang.says("放假通知", chat=channel)

    (post,) = await api.told("channel_post")
    assert post["author_signature"] == "张三"


async def test_a_bot_posts_by_the_channels_name_and_hears_nothing_of_it(api: Api, channel: Chat) -> None:
    sent = await api.result("sendMessage", chat_id="@Yunling", text="周总结")

    assert (sent["chat"]["id"], sent["sender_chat"]["username"], "from" in sent) == (channel.id, "yunling", False)
    assert await api.kinds() == []
    edited = await api.result("editMessageText", chat_id=channel.id, message_id=sent["message_id"], text="周总结。")
    assert edited["text"] == "周总结。"
    assert await api.refusal("sendMessage", chat_id="@nobody", text="好") == "Bad Request: chat not found"


async def test_only_administrators_post(api: Api, office: SandboxClient, channel: Chat) -> None:
    with pytest.raises(SandboxRefused, match="need administrator rights in the channel chat"):
        await Person(office, {"id": 12, "name": "李四"}).says("好", chat=channel)
    await office.member(channel, BOT_ID, "administrator", denied=["can_post_messages"])
    assert await api.refusal("sendMessage", chat_id=channel.id, text="好") == (
        "Bad Request: need administrator rights in the channel chat"
    )
    await office.member(channel, BOT_ID, "left")
    assert await api.refusal("sendMessage", chat_id="@yunling", text="好") == (
        "Forbidden: bot is not a member of the channel chat"
    )
    await office.member(channel, BOT_ID, "kicked")
    assert await api.refusal("sendMessage", chat_id=channel.id, text="好") == (
        "Forbidden: bot was kicked from the channel chat"
    )


async def test_a_post_is_carried_into_the_discussion_group(api: Api, channel: Chat, group: Chat, zhang: Person) -> None:
    post = await zhang.says("征求意见", chat=channel)
    await zhang.edits(post, "征求意见稿")

    (carried,) = await api.told("message")
    assert (carried["from"]["id"], carried["sender_chat"]["id"]) == (777000, channel.id)
    assert carried["is_automatic_forward"] is True
    origin = carried["forward_origin"]
    assert (origin["type"], origin["chat"]["id"], origin["message_id"]) == ("channel", channel.id, post.id)
    assert (carried["forward_from_chat"]["id"], carried["forward_from_message_id"]) == (channel.id, post.id)
    assert (await api.result("getChat", chat_id=group.id))["linked_chat_id"] == channel.id


async def test_a_changed_post_changes_in_the_discussion_group(
    api: Api, office: SandboxClient, channel: Chat, group: Chat, zhang: Person
) -> None:
    await zhang.edits(await zhang.says("征求意见", chat=channel), "征求意见稿")

    (shown,) = [message for message in await office.messages(group) if message.text]
    assert (shown.text, shown.edited) == ("征求意见稿", True)
    assert await api.kinds() == [
        "channel_post", "message", "edited_channel_post", "edited_message",
    ]  # fmt: skip


async def test_somebody_who_speaks_as_a_channel_is_no_person(
    api: Api, channel: Chat, group: Chat, zhang: Person
) -> None:
    await zhang.says("我们收到了", chat=group, as_channel=channel)

    (heard,) = await api.told("message")
    assert (heard["from"]["id"], heard["from"]["username"]) == (136817688, "Channel_Bot")
    assert heard["sender_chat"]["id"] == channel.id


async def test_an_anonymous_administrator_is_the_group(
    api: Api, office: SandboxClient, group: Chat, zhang: Person
) -> None:
    boss = await office.user("赵局长")
    await office.member(group, boss, "administrator", anonymous=True, title="局长")
    await api.kinds()
    said = await boss.says("请抓紧", chat=group)
    await boss.edits(said, "请抓紧办理")
    await zhang.forwards(said, chat=group)

    first, second = await api.told("message")
    assert (first["from"]["id"], first["sender_chat"]["id"], first["author_signature"]) == (
        1087968824,
        group.id,
        "局长",
    )
    assert (second["forward_origin"]["type"], second["forward_origin"]["author_signature"]) == ("chat", "局长")


async def test_a_bot_cannot_be_a_mere_reader(office: SandboxClient, channel: Chat) -> None:
    with pytest.raises(SandboxRefused, match="administrator of a channel"):
        await office.member(channel, BOT_ID, "member")


async def test_nobody_joins_or_leaves_a_channel_aloud(api: Api, office: SandboxClient, channel: Chat) -> None:
    await office.member(channel, await office.user("王五"), "member")

    assert await api.kinds(allowed_updates=["chat_member", "channel_post", "message"]) == []
    await office.member(channel, await office.user("赵六"), "member")
    assert await api.kinds() == ["chat_member"]
