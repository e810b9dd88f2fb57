"""What is done about messages and doors: reactions, pins, invite links, and what bots hear of them."""

from __future__ import annotations

import pytest
from sandbox_api import BOT_ID, TOKEN, Api

from bot.sandbox.client import SandboxClient, SandboxRefused
from bot.sandbox.people import Chat, Message, Person

REACTIONS = ["message_reaction", "message_reaction_count"]


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    return await office.user("张三", id=11)


@pytest.fixture
async def group(office: SandboxClient, api: Api, zhang: Person) -> Chat:
    chat = await office.group("工作群", [zhang, await office.user("李四", id=12)])
    await office.add_bot(chat, TOKEN, admin=True)
    await api.kinds()
    return chat


@pytest.fixture
async def wang(office: SandboxClient, api: Api) -> Person:
    return await office.user("王五", id=13)


async def test_a_reaction_tells_what_was_and_what_is(api: Api, group: Chat, zhang: Person) -> None:
    said = await zhang.says("收到", chat=group)
    await api.kinds(allowed_updates=REACTIONS)
    await zhang.reacts("👍", said)
    await zhang.reacts([], said)

    first, second = await api.told("message_reaction")
    thumb = [{"type": "emoji", "emoji": "👍"}]
    assert (first["user"]["id"], first["old_reaction"], first["new_reaction"]) == (11, [], thumb)
    assert (second["old_reaction"], second["new_reaction"], second["message_id"]) == (thumb, [], said.id)


async def test_only_bots_that_lead_and_asked_hear_of_reactions(
    api: Api, office: SandboxClient, group: Chat, zhang: Person
) -> None:
    said = await zhang.says("收到", chat=group)
    await zhang.reacts("👍", said)
    assert await api.kinds() == ["message"]

    await office.member(group, BOT_ID, "member")
    await api.kinds(allowed_updates=REACTIONS)
    await zhang.reacts("👎", said)
    assert await api.kinds() == []


async def test_an_anonymous_reaction_is_the_groups(
    api: Api, office: SandboxClient, group: Chat, wang: Person, zhang: Person
) -> None:
    await office.member(group, wang, "administrator", anonymous=True)
    said = await zhang.says("收到", chat=group)
    await api.kinds(allowed_updates=REACTIONS)
    await wang.reacts("👏", said)

    (told,) = await api.told("message_reaction")
    assert (told["actor_chat"]["id"], "user" in told) == (group.id, False)


async def test_of_a_channel_only_counts_are_told(api: Api, office: SandboxClient, zhang: Person, wang: Person) -> None:
    channel = await office.channel("云岭发布", [zhang, wang])
    await office.add_bot(channel, TOKEN, admin=True)
    post = await zhang.says("通知", chat=channel)
    await api.kinds(allowed_updates=REACTIONS)
    await zhang.reacts("🎉", post)
    await wang.reacts("🎉", post)

    last = (await api.told("message_reaction_count"))[-1]
    assert last["reactions"] == [{"type": {"type": "emoji", "emoji": "🎉"}, "total_count": 2}]


async def test_a_bot_has_one_reaction_of_the_standard_ones(
    api: Api, office: SandboxClient, group: Chat, zhang: Person
) -> None:
    said = await zhang.says("收到", chat=group)
    where = {"chat_id": group.id, "message_id": said.id}

    def signs(*emoji: str) -> list[dict[str, str]]:
        return [{"type": "emoji", "emoji": sign} for sign in emoji]

    await api.result("setMessageReaction", **where, reaction=signs("❤️"))
    assert await api.refusal("setMessageReaction", **where, reaction=signs("🚜")) == "Bad Request: REACTION_INVALID"
    assert await api.refusal("setMessageReaction", **where, reaction=signs("👍", "🎉")) == (
        "Bad Request: REACTIONS_TOO_MANY"
    )
    assert await api.refusal("setMessageReaction", chat_id=group.id, message_id=99, reaction=[]) == (
        "Bad Request: message to react not found"
    )
    await zhang.reacts("👍", said)
    (shown,) = [message for message in await office.messages(group) if message.id == said.id]
    assert [sign["emoji"] for sign in shown.raw["reactions"]] == ["❤", "👍"]


async def test_a_pin_is_said_in_the_chat_and_the_newest_is_shown(api: Api, group: Chat, zhang: Person) -> None:
    first, second = await zhang.says("一", chat=group), await zhang.says("二", chat=group)
    await zhang.pins(second)
    await zhang.pins(first)

    assert [said["pinned_message"]["text"] for said in (await api.told("message"))[2:]] == ["二", "一"]
    assert (await api.result("getChat", chat_id=group.id))["pinned_message"]["text"] == "二"
    await api.result("unpinChatMessage", chat_id=group.id)
    assert (await api.result("getChat", chat_id=group.id))["pinned_message"]["text"] == "一"
    await zhang.unpins(first)
    assert await api.refusal("unpinChatMessage", chat_id=group.id) == "Bad Request: message to unpin not found"


async def test_a_bot_hears_of_its_own_pin(api: Api, group: Chat) -> None:
    sent = await api.result("sendMessage", chat_id=group.id, text="要点")
    await api.result("pinChatMessage", chat_id=group.id, message_id=sent["message_id"], disable_notification=True)

    (said,) = await api.told("message")
    assert (said["pinned_message"]["text"], said["from"]["id"]) == ("要点", BOT_ID)
    again = await api.refusal("pinChatMessage", chat_id=group.id, message_id=said["message_id"])
    assert again == "Bad Request: service messages can't be pinned"


async def test_members_do_not_pin(office: SandboxClient, group: Chat, zhang: Person) -> None:
    said = await zhang.says("一", chat=group)

    with pytest.raises(SandboxRefused, match="not enough rights to manage pinned messages in the chat"):
        await Person(office, {"id": 12, "name": "李四"}).pins(said)


async def test_a_link_opens_the_door_as_often_as_it_says(
    api: Api, office: SandboxClient, group: Chat, wang: Person
) -> None:
    link = await api.result("createChatInviteLink", chat_id=group.id, name="新人", member_limit=1)
    await api.kinds(allowed_updates=["chat_member", "message"])

    assert await wang.joins(link["invite_link"])

    update, joined = await api.result("getUpdates")
    assert update["chat_member"]["invite_link"]["name"] == "新人"
    assert update["chat_member"]["new_chat_member"]["status"] == "member"
    assert joined["message"]["from"]["id"] == joined["message"]["new_chat_members"][0]["id"] == 13
    with pytest.raises(SandboxRefused, match="closed"):
        await (await office.user("赵六")).joins(link["invite_link"])


async def test_whoever_asks_to_join_waits_for_an_answer(
    api: Api, office: SandboxClient, group: Chat, wang: Person
) -> None:
    link = (await api.result("createChatInviteLink", chat_id=group.id, creates_join_request=True))["invite_link"]
    assert not await wang.joins(link)
    (request,) = await api.told("chat_join_request")
    assert (request["from"]["id"], request["user_chat_id"]) == (13, 13)
    assert request["invite_link"]["pending_join_request_count"] == 1

    await api.result("approveChatJoinRequest", chat_id=group.id, user_id=13)

    await wang.says("大家好", chat=group)
    where = {"chat_id": group.id, "user_id": 13}
    assert await api.refusal("approveChatJoinRequest", **where) == "Bad Request: USER_ALREADY_PARTICIPANT"
    zhao = await office.user("赵六", id=14)
    await zhao.joins(link)
    await api.result("declineChatJoinRequest", chat_id=group.id, user_id=14)
    assert await api.refusal("declineChatJoinRequest", chat_id=group.id, user_id=14) == (
        "Bad Request: HIDE_REQUESTER_MISSING"
    )


async def test_a_new_primary_link_ends_the_old_one(api: Api, group: Chat, wang: Person) -> None:
    old = await api.result("exportChatInviteLink", chat_id=group.id)
    new = await api.result("exportChatInviteLink", chat_id=group.id)
    extra = (await api.result("createChatInviteLink", chat_id=group.id))["invite_link"]
    await api.result("editChatInviteLink", chat_id=group.id, invite_link=extra, name="临时")
    revoked = await api.result("revokeChatInviteLink", chat_id=group.id, invite_link=extra)

    assert (revoked["name"], revoked["is_revoked"]) == ("临时", True)
    for link in (old, extra):
        with pytest.raises(SandboxRefused, match="closed"):
            await wang.joins(link)
    assert (await api.result("getChat", chat_id=group.id))["invite_link"] == new
    assert await wang.joins(new)


async def test_a_tap_goes_to_the_bot_behind_a_channels_post(api: Api, office: SandboxClient, zhang: Person) -> None:
    channel = await office.channel("云岭发布", [zhang])
    await office.add_bot(channel, TOKEN, admin=True)
    keyboard = {"inline_keyboard": [[{"text": "已阅", "callback_data": "read"}]]}
    sent = await api.result("sendMessage", chat_id=channel.id, text="通知", reply_markup=keyboard)
    await api.kinds()

    await zhang.presses("已阅", Message(sent, channel.key))

    (tap,) = await api.told("callback_query")
    assert (tap["data"], tap["message"]["chat"]["type"]) == ("read", "channel")
