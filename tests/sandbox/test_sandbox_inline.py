"""Inline mode: words after a bot's name become a message that came through it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sandbox_api import PNG, TOKEN, Api

from bot.sandbox.client import SandboxClient, SandboxRefused
from bot.sandbox.people import Chat, Person

ARTICLE = {
    "type": "article",
    "id": "1",
    "title": "DB-2026-118",
    "input_message_content": {"message_text": "<b>DB-2026-118</b> 已办结", "parse_mode": "HTML"},
    "reply_markup": {"inline_keyboard": [[{"text": "详情", "callback_data": "show"}]]},
}


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    await office.bot(TOKEN, username="taizhang_bot", inline=True)
    return await office.user("张三", id=11)


@pytest.fixture
async def group(office: SandboxClient, api: Api, zhang: Person) -> Chat:
    return await office.group("工作群", [zhang])


async def answered(api: Api, typing: asyncio.Task[dict[str, Any]], *results: dict[str, Any]) -> dict[str, Any]:
    (update,) = await api.told("inline_query", timeout=5)
    await api.result("answerInlineQuery", inline_query_id=update["id"], results=list(results))
    typed = await typing
    return {**typed, "asked": update}


async def test_a_chosen_result_becomes_the_persons_message(api: Api, group: Chat, zhang: Person) -> None:
    typed = await answered(api, asyncio.create_task(zhang.types("118", chat=group, wait=5)), ARTICLE)
    assert (typed["asked"]["query"], typed["asked"]["chat_type"]) == ("118", "supergroup")
    assert [result["title"] for result in typed["results"]] == ["DB-2026-118"]

    said = await zhang.chooses("1", typed)

    assert (said.text, said.raw["from"]["id"], said.raw["via_bot"]["username"]) == (
        "DB-2026-118 已办结",
        11,
        "taizhang_bot",
    )
    await zhang.presses("详情", said)
    (tap,) = await api.told("callback_query")
    assert "message" not in tap
    where = {"inline_message_id": tap["inline_message_id"]}
    assert await api.result("editMessageText", **where, text="已归档") is True
    assert await api.refusal("editMessageText", **where, text="已归档") == (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as"
        " a current content and reply markup of the message"
    )
    assert await api.refusal("editMessageText", inline_message_id="x@1", text="好") == "Bad Request: MESSAGE_ID_INVALID"


async def test_files_places_and_contacts_can_be_offered(api: Api, group: Chat, zhang: Person) -> None:
    photo = (await zhang.sends_photo(PNG)).file_id
    await api.kinds()
    typed = await answered(
        api,
        asyncio.create_task(zhang.types("", chat=group, wait=5)),
        {"type": "photo", "id": "1", "photo_file_id": photo, "caption": "现场"},
        {"type": "location", "id": "2", "latitude": 25, "longitude": 102, "title": "市政府"},
        {"type": "contact", "id": "3", "phone_number": "12345", "first_name": "热线"},
    )

    first, second, third = [await zhang.chooses(number, typed) for number in "123"]

    assert (first.text, first.file_id) == ("现场", photo)
    assert second.raw["location"]["latitude"] == 25
    assert third.raw["contact"]["phone_number"] == "12345"


async def test_what_is_offered_late_or_twice_is_refused(
    api: Api, office: SandboxClient, group: Chat, zhang: Person
) -> None:
    typed = await zhang.types("118", chat=group)
    given = {"inline_query_id": typed["query"]}

    assert typed["results"] is None
    assert await api.refusal("answerInlineQuery", **given, results=[ARTICLE, ARTICLE]) == (
        "Bad Request: RESULT_ID_DUPLICATE"
    )
    await office.age(31)
    assert await api.kinds() == []
    assert await api.refusal("answerInlineQuery", **given, results=[ARTICLE]) == (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )
    await office.bot(TOKEN, inline=False)
    with pytest.raises(SandboxRefused, match="no inline mode"):
        await zhang.types("118", chat=group)
    assert (await api.result("getMe"))["supports_inline_queries"] is False
