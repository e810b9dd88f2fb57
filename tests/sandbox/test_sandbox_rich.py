"""Rich messages: headings, paragraphs and tables are sent, changed, copied, told; what is too much is refused."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox_api import BOT_ID, TOKEN, Api

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Person

Json = dict[str, Any]


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    person = await office.user("张三", id=11)
    await person.opens()
    return person


@pytest.fixture
async def group(office: SandboxClient, api: Api, zhang: Person) -> Chat:
    chat = await office.group("工作群", [zhang])
    await office.add_bot(chat, TOKEN)
    return chat


def cell(text: Any, **more: Any) -> Json:
    return {"text": text, "align": "left", "valign": "middle", **more}


def heading(text: Any, size: int = 4) -> Json:
    return {"type": "heading", "text": text, "size": size}


def table(*rows: list[Json], **more: Any) -> Json:
    return {"type": "table", "cells": list(rows), **more}


TITLES = [cell("单位", is_header=True), cell("在办", is_header=True)]
REPORT = {
    "blocks": [
        heading(["日调度 ", {"type": "bold", "text": "全办"}]),
        table(TITLES, [cell("综合科"), cell("3")], caption="分单位", is_striped=True),
        {"type": "paragraph", "text": "……另有 1 个单位。"},
    ]
}


async def test_a_table_is_sent_told_and_copied(api: Api, office: SandboxClient, zhang: Person, group: Chat) -> None:
    sent = await api.result("sendRichMessage", chat_id=group.id, rich_message={**REPORT, "skip_entity_detection": True})
    assert sent["rich_message"] == REPORT
    assert "text" not in sent
    copied = await api.result("copyMessage", chat_id=11, from_chat_id=group.id, message_id=sent["message_id"])
    (there,) = [one for one in await office.messages(zhang) if one.id == copied["message_id"]]
    assert there.raw["rich_message"] == REPORT
    assert there.text == "日调度 全办\n分单位\n单位｜在办\n综合科｜3\n……另有 1 个单位。"
    assert "<rich_message> 日调度 全办\n    分单位\n    单位｜在办\n    综合科｜3\n" in await office.transcript(group)


async def test_a_table_is_changed_in_place_also_into_words_and_back(api: Api, zhang: Person) -> None:
    sent = await api.result("sendRichMessage", chat_id=11, rich_message=REPORT)
    place = {"chat_id": 11, "message_id": sent["message_id"]}
    assert "message is not modified" in await api.refusal("editMessageText", **place, rich_message=REPORT)
    text = await api.result("editMessageText", **place, text="已并入前面各条")
    assert (text["text"], "rich_message" in text) == ("已并入前面各条", False)
    rich = await api.result("editMessageText", **place, rich_message=REPORT)
    assert (rich["rich_message"], "text" in rich) == (REPORT, False)
    assert await api.refusal("editMessageText", **place) == "Bad Request: message text is empty"


async def test_who_may_not_write_may_not_send_a_table(api: Api, office: SandboxClient, group: Chat) -> None:
    await office.member(group, BOT_ID, "restricted", denied=["can_send_messages"])
    assert await api.refusal("sendRichMessage", chat_id=group.id, rich_message=REPORT) == (
        "Bad Request: not enough rights to send text messages to the chat"
    )


NESTED: Any = "x"
for _ in range(20):
    NESTED = [NESTED]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({}, "message text is empty"),
        ({"blocks": []}, "message text is empty"),
        ({"html": "<h1>x</h1>", **REPORT}, "exactly one of the fields html, markdown, and blocks must be used"),
        ({"html": "<h1>x</h1>"}, "rich messages in HTML and Markdown are not served by the sandbox"),
        ({"blocks": [heading("x", 7)]}, "heading size must be between 1 and 6"),
        ({"blocks": [{"type": "heading", "text": "x"}]}, 'can\'t find field "size"'),
        ({"blocks": [{"type": "poem", "text": "x"}]}, "unsupported type specified"),
        ({"blocks": [{"type": "divider"}]}, "rich blocks of type divider are not served by the sandbox"),
        ({"blocks": [table([{"text": "x", "align": "left"}])]}, 'can\'t find field "valign"'),
        ({"blocks": [table([cell("x", align="middle")])]}, "table cell align must be one of left, center, right"),
        ({"blocks": [table([cell("x")] * 21)]}, "table must not have more than 20 columns"),
        ({"blocks": [table([cell("x", colspan=21)])]}, "table must not have more than 20 columns"),
        ({"blocks": [table(*[[cell("x")]] * 500)]}, "rich message must not have more than 500 blocks"),
        ({"blocks": [table([cell("x")], colour="red")]}, 'unknown field "colour" in InputRichBlockTable'),
        ({"blocks": [heading("字" * 32769)]}, "message is too long"),
        ({"blocks": [heading(NESTED)]}, "rich message must not be nested deeper than 16"),
        ({"blocks": [heading({"type": "loud", "text": "x"})]}, "unsupported type specified"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
async def test_what_the_platform_does_not_take_is_refused(api: Api, zhang: Person, message: Json, words: str) -> None:
    assert await api.refusal("sendRichMessage", chat_id=11, rich_message=message) == f"Bad Request: {words}"


async def test_an_older_server_knows_neither_the_method_nor_the_parameter(
    api: Api, office: SandboxClient, zhang: Person
) -> None:
    sent = await api.result("sendMessage", chat_id=11, text="旧")
    await office.fault("unknown", method="sendRichMessage", count=-1)
    await office.fault("unknown", method="editMessageText", parameter="rich_message", count=-1)
    answer = await api("sendRichMessage", chat_id=11, rich_message=REPORT)
    assert (answer["error_code"], answer["description"]) == (404, "Not Found")
    place = {"chat_id": 11, "message_id": sent["message_id"]}
    assert await api.refusal("editMessageText", **place, rich_message=REPORT) == "Bad Request: message text is empty"
    assert (await api.result("editMessageText", **place, text="新", rich_message=REPORT))["text"] == "新"
    assert [one["played"] for one in await office.faults()] == [1, 2]
