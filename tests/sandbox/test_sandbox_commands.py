"""The command menu per scope and language, and what a bot proposes to be allowed."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox_api import TOKEN, Api

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Person


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    return await office.user("张三", id=11, language_code="zh-hans")


@pytest.fixture
async def group(office: SandboxClient, api: Api, zhang: Person) -> Chat:
    chat = await office.group("工作群", [zhang, await office.user("李四", id=12)])
    await office.add_bot(chat, TOKEN)
    return chat


async def menu(office: SandboxClient, chat: str, user: int) -> list[str]:
    answer = await office.ask("GET", "/sandbox/menu", chat=chat, user=user)
    return [command["command"] for command in answer["commands"]]


async def offer(api: Api, name: str, scope: dict[str, Any], **more: str) -> None:
    await api.result("setMyCommands", commands=[{"command": name, "description": name}], scope=scope, **more)


async def test_the_narrowest_scope_decides(api: Api, office: SandboxClient, group: Chat) -> None:
    place = {"chat_id": group.id}
    scopes = [
        {"type": "default"},
        {"type": "all_group_chats"},
        {"type": "all_chat_administrators"},
        {"type": "chat", **place},
        {"type": "chat_administrators", **place},
        {"type": "chat_member", **place, "user_id": 11},
    ]
    seen = []
    for number, scope in enumerate(scopes):
        await offer(api, f"c{number}", scope)
        seen.append((await menu(office, group.key, 11), await menu(office, group.key, 12)))

    assert seen == [
        (["c0"], ["c0"]), (["c1"], ["c1"]), (["c2"], ["c1"]), (["c3"], ["c3"]), (["c4"], ["c3"]), (["c5"], ["c3"]),
    ]  # fmt: skip
    for number in (5, 4, 3, 2, 1, 0):
        assert await menu(office, group.key, 11) == [f"c{number}"]
        await api.result("deleteMyCommands", scope=scopes[number])
    assert await menu(office, group.key, 11) == []


async def test_within_a_scope_the_persons_language_goes_first(
    api: Api, office: SandboxClient, zhang: Person, group: Chat
) -> None:
    await offer(api, "help", {"type": "default"})
    await offer(api, "bang", {"type": "default"}, language_code="zh")
    assert (await menu(office, group.key, 11), await menu(office, group.key, 12)) == (["bang"], ["help"])

    await offer(api, "all", {"type": "all_group_chats"})
    assert await menu(office, group.key, 11) == ["all"]
    assert [one["command"] for one in await api.result("getMyCommands", language_code="zh")] == ["bang"]


async def test_a_private_chat_has_its_own_menu(api: Api, office: SandboxClient, zhang: Person) -> None:
    await zhang.opens()
    for name, scope in (("help", "default"), ("my", "all_private_chats")):
        await offer(api, name, {"type": scope})
    assert await menu(office, "11", 11) == ["my"]

    await offer(api, "own", {"type": "chat", "chat_id": 11})
    assert await menu(office, "11", 11) == ["own"]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"language_code": "zho"}, "invalid language code specified"),
        ({"scope": {"type": "chat", "chat_id": 404}}, "chat not found"),
        ({"scope": {"type": "chat_administrators", "chat_id": 11}}, "can't use specified scope in private chats"),
        ({"scope": {"type": "chat", "chat_id": "@yunling"}}, "can't change commands in channel chats"),
    ],
)
async def test_what_has_no_menu_is_refused(
    api: Api, office: SandboxClient, zhang: Person, params: dict[str, Any], words: str
) -> None:
    await zhang.opens()
    await office.add_bot(await office.channel("云岭发布", [zhang], username="yunling"), TOKEN, admin=True)

    assert await api.refusal("getMyCommands", **params) == f"Bad Request: {words}"


async def test_a_bot_proposes_its_rights(api: Api) -> None:
    rights = {"can_pin_messages": True, "can_delete_messages": True}
    needed = dict.fromkeys(
        ("is_anonymous", "can_manage_chat", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
         "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
         "can_send_welcome_messages"), False,
    )  # fmt: skip
    await api.result("setMyDefaultAdministratorRights", rights={**needed, **rights})

    asked = await api.result("getMyDefaultAdministratorRights")
    assert {name for name, given in asked.items() if given} == set(rights)
    assert not any((await api.result("getMyDefaultAdministratorRights", for_channels=True)).values())
