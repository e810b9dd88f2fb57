"""Who may what in a chat: members, administrators, the restricted, those who are gone."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox_api import BOT_ID, PNG, TOKEN, Api

from bot.sandbox.client import SandboxClient, SandboxRefused
from bot.sandbox.people import Chat, Person

NONE: dict[str, bool] = {}
ENTITLE = "setChatAdministratorCustomTitle"


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    return await office.user("张三", id=11)


@pytest.fixture
async def li(office: SandboxClient, api: Api) -> Person:
    return await office.user("李四", id=12)


@pytest.fixture
async def group(office: SandboxClient, api: Api, zhang: Person, li: Person) -> Chat:
    chat = await office.group("工作群", [zhang, li])
    await office.add_bot(chat, TOKEN, admin=True)
    await api.kinds()
    return chat


@pytest.mark.parametrize(
    ("method", "params", "denied", "words"),
    [
        ("sendMessage", {"text": "好"}, "can_send_messages", "text messages"),
        ("sendLocation", {"latitude": 1, "longitude": 1}, "can_send_messages", "locations"),
        ("sendContact", {"phone_number": "1", "first_name": "甲"}, "can_send_messages", "contacts"),
        ("sendPoll", {"question": "何时", "options": [{"text": "今天"}]}, "can_send_polls", "polls"),
        ("sendDice", {}, "can_send_other_messages", "dice"),
    ],
)
async def test_a_bot_that_may_not_speak_is_told_of_what(
    api: Api, office: SandboxClient, group: Chat, *, method: str, params: dict[str, Any], denied: str, words: str
) -> None:
    await office.member(group, BOT_ID, "restricted", denied=[denied])

    assert await api.refusal(method, chat_id=group.id, **params) == (
        f"Bad Request: not enough rights to send {words} to the chat"
    )


async def test_who_is_restricted_is_kept_from_speaking(api: Api, group: Chat, li: Person) -> None:
    await api.result("restrictChatMember", chat_id=group.id, user_id=12, permissions={"can_send_messages": True})
    await li.says("好", chat=group)
    with pytest.raises(SandboxRefused, match="not enough rights to send photos to the chat"):
        await li.sends_photo(PNG, chat=group)

    await api.result("restrictChatMember", chat_id=group.id, user_id=12, permissions=NONE)
    with pytest.raises(SandboxRefused, match="not enough rights to send text messages to the chat"):
        await li.says("好", chat=group)
    shown = await api.result("getChatMember", chat_id=group.id, user_id=12)
    assert (shown["status"], shown["is_member"], shown["can_send_messages"]) == ("restricted", True, False)


async def test_bans_and_restrictions_end_with_their_time(
    api: Api, office: SandboxClient, group: Chat, li: Person
) -> None:
    now = await office.clock()
    end, where = int(now.timestamp()) + 3600, {"chat_id": group.id, "user_id": 12}
    await api.result("restrictChatMember", **where, permissions=NONE, until_date=end)
    assert (await api.result("getChatMember", **where))["until_date"] == end

    await office.clock(now=now.replace(hour=4))
    assert await li.says("又能说了", chat=group)

    await api.result("banChatMember", **where, until_date=end + 7200)
    await office.clock(now=now.replace(hour=7))
    assert (await api.result("getChatMember", **where))["status"] == "left"
    assert await li.joins(await api.result("exportChatInviteLink", chat_id=group.id))


async def test_a_chat_may_be_silent_for_all_but_its_leaders(api: Api, group: Chat, zhang: Person, li: Person) -> None:
    await api.result("setChatPermissions", chat_id=group.id, permissions=NONE)

    with pytest.raises(SandboxRefused, match="not enough rights to send text messages"):
        await li.says("好", chat=group)
    assert await zhang.says("好", chat=group)
    assert (await api.result("getChat", chat_id=group.id))["permissions"]["can_send_messages"] is False
    assert await api.refusal("setChatPermissions", chat_id=group.id, permissions=NONE) == (
        "Bad Request: CHAT_NOT_MODIFIED"
    )


async def test_a_banned_member_is_gone_until_unbanned(api: Api, office: SandboxClient, group: Chat, li: Person) -> None:
    await li.says("好", chat=group)
    await api.kinds(allowed_updates=["chat_member", "message"])
    await api.result("banChatMember", chat_id=group.id, user_id=12, revoke_messages=True)

    update, left = await api.result("getUpdates")
    assert update["chat_member"]["new_chat_member"] == {"user": {**_user(li)}, "status": "kicked", "until_date": 0}
    assert left["message"]["left_chat_member"]["id"] == 12
    assert [message.text for message in await office.messages(group) if message.text] == []
    with pytest.raises(SandboxRefused, match="not in"):
        await li.says("好", chat=group)

    await api.result("unbanChatMember", chat_id=group.id, user_id=12, only_if_banned=True)
    assert (await api.result("getChatMember", chat_id=group.id, user_id=12))["status"] == "left"


def _user(person: Person) -> dict[str, Any]:
    return {"id": person.id, "is_bot": False, "first_name": person.name}


async def test_a_bot_appoints_and_entitles_whom_it_may(api: Api, group: Chat, li: Person) -> None:
    where = {"chat_id": group.id, "user_id": 12}
    await api.result("promoteChatMember", **where, can_pin_messages=True)
    await api.result("setChatAdministratorCustomTitle", **where, custom_title="联络员")

    shown = await api.result("getChatMember", **where)
    assert (shown["status"], shown["custom_title"], shown["can_be_edited"]) == ("administrator", "联络员", True)
    assert (shown["can_pin_messages"], shown["can_delete_messages"]) == (True, False)

    await api.result("promoteChatMember", **where, can_pin_messages=False)
    assert (await api.result("getChatMember", **where))["status"] == "member"
    assert await api.refusal("setChatAdministratorCustomTitle", **where, custom_title="好") == (
        "Bad Request: user is not an administrator"
    )


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("banChatMember", {"user_id": 11}, "can't remove chat owner"),
        ("banChatMember", {"user_id": BOT_ID}, "can't restrict self"),
        ("banChatMember", {"user_id": 13}, "user is an administrator of the chat"),
        ("banChatMember", {"user_id": 404}, "invalid user_id specified"),
        ("promoteChatMember", {"user_id": BOT_ID, "can_pin_messages": True}, "can't promote self"),
        ("promoteChatMember", {"user_id": 14, "can_pin_messages": True}, "USER_NOT_PARTICIPANT"),
        (
            "setChatAdministratorCustomTitle",
            {"user_id": 11, "custom_title": "好"},
            "only the owner can edit their custom title",
        ),
        (
            "setChatAdministratorCustomTitle",
            {"user_id": 13, "custom_title": "好"},
            "not enough rights to change custom title of the user",
        ),
        ("setChatDescription", {"description": ""}, "chat description is not modified"),
    ],
)
async def test_what_no_administrator_can_do_is_refused(
    api: Api, office: SandboxClient, group: Chat, *, method: str, params: dict[str, Any], words: str
) -> None:
    await office.member(group, await office.user("王五", id=13), "administrator")
    await office.user("赵六", id=14)

    assert await api.refusal(method, chat_id=group.id, **params) == f"Bad Request: {words}"


@pytest.mark.parametrize(
    ("method", "params", "denied", "words"),
    [
        ("banChatMember", {"user_id": 12}, "can_restrict_members", "restrict/unrestrict chat member"),
        ("setChatTitle", {"title": "新"}, "can_change_info", "change chat title"),
        ("setChatDescription", {"description": "新"}, "can_change_info", "set chat description"),
        ("setChatPermissions", {"permissions": NONE}, "can_restrict_members", "change chat permissions"),
        ("pinChatMessage", {"message_id": 1}, "can_pin_messages", "manage pinned messages in the chat"),
        ("createChatInviteLink", {}, "can_invite_users", "manage chat invite link"),
        ("approveChatJoinRequest", {"user_id": 12}, "can_invite_users", "manage chat join requests"),
    ],
)
async def test_each_right_is_asked_for(
    api: Api, office: SandboxClient, group: Chat, *, method: str, params: dict[str, Any], denied: str, words: str
) -> None:
    await office.member(group, BOT_ID, "administrator", denied=[denied])

    assert await api.refusal(method, chat_id=group.id, **params) == f"Bad Request: not enough rights to {words}"


@pytest.mark.parametrize(
    ("denied", "words"), [("can_promote_members", "not enough rights"), ("can_pin_messages", "RIGHT_FORBIDDEN")]
)
async def test_nobody_gives_a_right_that_they_have_not(
    api: Api, office: SandboxClient, group: Chat, denied: str, words: str
) -> None:
    await office.member(group, BOT_ID, "administrator", denied=[denied])
    given = {"chat_id": group.id, "user_id": 12, "can_pin_messages": True}

    assert await api.refusal("promoteChatMember", **given) == f"Bad Request: {words}"


async def test_a_new_title_is_said_in_the_chat(api: Api, group: Chat) -> None:
    await api.result("setChatTitle", chat_id=group.id, title="督办群")
    await api.result("setChatDescription", chat_id=group.id, description="每日调度")

    (said,) = await api.told("message")
    assert (said["new_chat_title"], said["chat"]["title"], said["from"]["id"]) == ("督办群", "督办群", BOT_ID)
    assert (await api.result("getChat", chat_id=group.id))["description"] == "每日调度"


async def test_what_only_supergroups_know_is_refused_in_a_group(
    api: Api, office: SandboxClient, zhang: Person, li: Person
) -> None:
    chat = await office.group("小群", [zhang, li], kind="group")
    await office.add_bot(chat, TOKEN, admin=True)
    where = {"chat_id": chat.id, "user_id": 12}

    assert await api.refusal("restrictChatMember", **where, permissions=NONE) == (
        "Bad Request: method is available only for supergroups"
    )
    for method in ("unbanChatMember", "promoteChatMember"):
        assert await api.refusal(method, **where) == (
            "Bad Request: method is available for supergroup and channel chats only"
        )


async def test_a_deleted_account_is_told_apart_from_a_blocked_bot(
    api: Api, office: SandboxClient, zhang: Person
) -> None:
    await zhang.opens()
    await zhang.deactivates()

    assert await api.refusal("sendMessage", chat_id=11, text="好") == "Forbidden: user is deactivated"
    assert (await api.result("getChat", chat_id=11))["first_name"] == ""
    with pytest.raises(SandboxRefused, match="deactivated"):
        await zhang.says("在")


async def test_a_bot_cannot_write_to_a_bot(api: Api, office: SandboxClient) -> None:
    other = await office.bot("7000000002:another-secret")

    assert await api.refusal("sendMessage", chat_id=other["id"], text="好") == (
        "Forbidden: the bot can't send messages to the bot"
    )


async def test_a_move_to_a_supergroup_takes_people_along_and_leaves_the_words_behind(
    api: Api, office: SandboxClient, zhang: Person, li: Person
) -> None:
    chat = await office.group("小群", [zhang, li], kind="group")
    await office.add_bot(chat, TOKEN, admin=True)
    said = await zhang.says("旧话", chat=chat)
    await api.kinds()
    moved = await office.migrate(chat)

    kinds = [kind for update in await api.result("getUpdates") for kind in update if kind != "update_id"]
    assert kinds == ["message", "message", "my_chat_member"]
    member = (await api.result("getUpdates"))[-1]["my_chat_member"]
    assert (member["chat"]["id"], member["new_chat_member"]["status"]) == (moved.id, "administrator")
    assert await api.refusal("deleteMessage", chat_id=moved.id, message_id=said.id) == (
        "Bad Request: message to delete not found"
    )
    everybody = await api.result("getChatAdministrators", chat_id=moved.id)
    assert [one["user"]["id"] for one in everybody] == [11, BOT_ID]
    old = await api("pinChatMessage", chat_id=chat.id, message_id=said.id)
    assert old["parameters"] == {"migrate_to_chat_id": moved.id}
