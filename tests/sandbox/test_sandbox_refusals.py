"""The platform's own words when it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox_api import TOKEN, Api

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Person
from bot.sandbox.world import World

BUTTON = {"text": "确认", "callback_data": "y"}


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    person = await office.user("张三", id=11)
    await person.opens()
    return person


@pytest.fixture
async def group(office: SandboxClient, zhang: Person) -> Chat:
    chat = await office.group("工作群", [zhang])
    await office.add_bot(chat, TOKEN)
    return chat


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": "好"}, "chat_id is empty"),
        ({"chat_id": 11}, "message text is empty"),
        ({"chat_id": 11, "text": " \n "}, "message text is empty"),
        ({"chat_id": 11, "text": "字" * 4097}, "message is too long"),
        ({"chat_id": 11, "text": "😀" * 2049}, "message is too long"),
        ({"chat_id": 404, "text": "好"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "好"}, "chat not found"),
        ({"chat_id": 11, "text": "好", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        (
            {"chat_id": 11, "text": "好", "reply_markup": inline(text="确认", callback_data="定" * 22)},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"chat_id": 11, "text": "好", "reply_markup": inline(text="确认", callback_data="")},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"chat_id": 11, "text": "好", "reply_markup": inline(text="确认")},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"chat_id": 11, "text": "好", "colour": "red"}, 'unknown parameter "colour"'),
        ({"chat_id": 11, "text": "好", "entities": "{"}, "can't parse entities: expected array"),
        (
            {"chat_id": 11, "text": "<b>好", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            {"chat_id": 11, "text": "甲<h1>好</h1>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "h1" at byte offset 3',
        ),
    ],
)
async def test_send_message_refuses_in_the_platforms_words(
    api: Api, zhang: Person, params: dict[str, Any], words: str
) -> None:
    assert await api.refusal("sendMessage", **params) == f"Bad Request: {words}"


async def test_unknown_parameters_are_ignored_where_the_world_is_not_strict(
    api: Api, zhang: Person, world: World
) -> None:
    """As the platform does: other libraries send words of their own along."""
    world.strict = False

    sent = await api.result("sendMessage", chat_id=11, text="好", colour="red")

    assert sent["text"] == "好"
    assert await api.refusal("sendMessage", chat_id="@nobody", text="好") == "Bad Request: chat not found"


@pytest.mark.parametrize("junk", [{"reply_markup": ""}, {"message_thread_id": ""}, {"disable_notification": "maybe"}])
async def test_empty_and_unreadable_parameters_are_none_where_the_world_is_not_strict(
    api: Api, zhang: Person, world: World, junk: dict[str, str]
) -> None:
    world.strict = False

    assert (await api.result("sendMessage", chat_id=11, text="好", **junk))["text"] == "好"
    assert await api.refusal("editMessageText", chat_id=11, message_id="x", text="好") == (
        "Bad Request: message identifier is not specified"
    )


async def test_4096_units_after_entities_are_not_too_long(api: Api, zhang: Person) -> None:
    sent = await api.result("sendMessage", chat_id=11, text=f"<b>{'字' * 4096}</b>", parse_mode="HTML")

    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]


async def test_an_edit_that_changes_nothing_is_refused(api: Api, zhang: Person) -> None:
    sent = await api.result(
        "sendMessage", chat_id=11, text="<b>好</b>", parse_mode="HTML", reply_markup=inline(**BUTTON)
    )
    where = {"chat_id": 11, "message_id": sent["message_id"]}
    same = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as"
        " a current content and reply markup of the message"
    )
    words = {"text": "<b>好</b>", "parse_mode": "HTML"}

    assert await api.refusal("editMessageText", **where, **words, reply_markup=inline(**BUTTON)) == same
    assert "reply_markup" not in await api.result("editMessageText", **where, **words)
    assert await api.refusal("editMessageReplyMarkup", **where) == same


async def test_only_own_messages_that_are_there_can_be_edited(api: Api, zhang: Person) -> None:
    theirs = await zhang.says("好")

    assert await api.refusal("editMessageText", chat_id=11, message_id=99, text="好") == (
        "Bad Request: message to edit not found"
    )
    assert await api.refusal("editMessageText", chat_id=11, message_id=theirs.id, text="坏") == (
        "Bad Request: message can't be edited"
    )
    assert await api.refusal("deleteMessage", chat_id=11, message_id=99) == "Bad Request: message to delete not found"


async def test_a_bot_cannot_write_first(api: Api, zhang: Person, group: Chat, office: SandboxClient) -> None:
    li = await office.user("李四")
    await office.member(group, li, "member")

    assert await api("sendMessage", chat_id=li.id, text="您好") == {
        "ok": False,
        "error_code": 403,
        "description": "Forbidden: bot can't initiate conversation with a user",
    }


async def test_a_blocked_bot_is_told_so_and_learns_of_it(api: Api, zhang: Person) -> None:
    await api.kinds()
    await zhang.blocks()

    assert await api.kinds() == ["my_chat_member"]
    assert await api.refusal("sendMessage", chat_id=11, text="在吗") == "Forbidden: bot was blocked by the user"

    await zhang.says("在")
    assert await api.kinds() == ["my_chat_member", "message"]
    assert await api.result("sendMessage", chat_id=11, text="好")


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("group", "kicked", "Forbidden: bot was kicked from the group chat"),
        ("supergroup", "kicked", "Forbidden: bot was kicked from the supergroup chat"),
        ("group", "left", "Forbidden: bot is not a member of the group chat"),
    ],
)
async def test_a_bot_outside_a_group_is_told_why(
    api: Api, zhang: Person, office: SandboxClient, *, kind: str, status: str, words: str
) -> None:
    chat = await office.group("工作群", [zhang], kind=kind)
    await office.add_bot(chat, TOKEN)
    await office.member(chat, 7000000001, status)

    assert await api.refusal("sendMessage", chat_id=chat.id, text="好") == words


async def test_a_group_that_moved_says_where(api: Api, zhang: Person, office: SandboxClient) -> None:
    chat = await office.group("工作群", [zhang], kind="group")
    await office.add_bot(chat, TOKEN)
    moved = await office.migrate(chat)

    answer = await api("sendMessage", chat_id=chat.id, text="好")

    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": moved.id}
    assert await api.result("sendMessage", chat_id=moved.id, text="好")
    services = [u["message"] for u in await api.result("getUpdates") if "message" in u]
    assert services[-2]["migrate_to_chat_id"] == moved.id
    assert services[-1]["migrate_from_chat_id"] == chat.id


async def test_old_messages_cannot_be_deleted(api: Api, zhang: Person, office: SandboxClient) -> None:
    sent = await api.result("sendMessage", chat_id=11, text="好")
    now = await office.clock()
    await office.clock(now=now.replace(day=now.day + 3))

    refusal = await api.refusal("deleteMessage", chat_id=11, message_id=sent["message_id"])

    assert refusal == "Bad Request: message can't be deleted for everyone"


async def test_a_phone_number_is_asked_for_in_private_only(api: Api, zhang: Person, group: Chat) -> None:
    keyboard = {"keyboard": [[{"text": "共享手机号", "request_contact": True}]]}

    assert await api.result("sendMessage", chat_id=11, text="请共享", reply_markup=keyboard)
    assert await api.refusal("sendMessage", chat_id=group.id, text="请共享", reply_markup=keyboard) == (
        "Bad Request: phone number can be requested in private chats only"
    )


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([{"command": "Assign", "description": "交办"}], "BOT_COMMAND_INVALID"),
        ([{"command": "交办", "description": "交办"}], "BOT_COMMAND_INVALID"),
        ([{"command": "assign", "description": ""}], "command description must be non-empty"),
        ([{"command": "assign", "description": "好" * 257}], "command description length must not exceed 256"),
        ([{"command": "a" * 33, "description": "好"}], "command length must not exceed 32"),
        ([{"command": f"c{n}", "description": "好"} for n in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_wrong_commands_are_refused(api: Api, commands: list[dict[str, str]], words: str) -> None:
    assert await api.refusal("setMyCommands", commands=commands) == f"Bad Request: {words}"


async def test_a_private_chat_has_no_administrators(api: Api, zhang: Person) -> None:
    assert await api.refusal("getChatAdministrators", chat_id=11) == (
        "Bad Request: there are no administrators in the private chat"
    )
