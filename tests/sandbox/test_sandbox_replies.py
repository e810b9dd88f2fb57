"""Answers: to one's own chat, to another, with the words that are quoted."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox_api import PNG, TOKEN, Api

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Person


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    person = await office.user("张三", id=11)
    await person.opens()
    return person


@pytest.fixture
async def group(office: SandboxClient, api: Api, zhang: Person) -> Chat:
    chat = await office.group("工作群", [zhang])
    await office.add_bot(chat, TOKEN, admin=True)
    await api.kinds()
    return chat


async def answer(api: Api, where: int, **parameters: Any) -> dict[str, Any]:
    sent: dict[str, Any] = await api.result("sendMessage", chat_id=where, text="收到", reply_parameters=parameters)
    return sent


async def test_answers_in_a_supergroup_form_a_thread(api: Api, group: Chat, zhang: Person) -> None:
    first = await zhang.says("请报送", chat=group)
    second = await answer(api, group.id, message_id=first.id)
    third = await answer(api, group.id, message_id=second["message_id"])

    assert second["message_thread_id"] == third["message_thread_id"] == first.id
    assert "is_topic_message" not in third


async def test_a_quote_must_be_in_the_message(api: Api, group: Chat, zhang: Person) -> None:
    said = await zhang.says("请😀于周五前报送，周五前", chat=group)

    quoting = await answer(api, group.id, message_id=said.id, quote="周五前", quote_position=9)
    assert quoting["quote"] == {"text": "周五前", "position": 10, "is_manual": True}
    wrong = {"message_id": said.id, "quote": "周四前"}
    assert await api.refusal("sendMessage", chat_id=group.id, text="好", reply_parameters=wrong) == (
        "Bad Request: QUOTE_TEXT_INVALID"
    )


async def test_an_answer_to_another_chat_tells_where_the_words_are_from(api: Api, group: Chat, zhang: Person) -> None:
    said = await zhang.sends_photo(PNG, chat=group, caption="现场")

    sent = await answer(api, 11, chat_id=group.id, message_id=said.id)

    outside = sent["external_reply"]
    assert (outside["origin"]["sender_user"]["id"], outside["chat"]["id"]) == (11, group.id)
    assert (outside["message_id"], outside["photo"]) == (said.id, said.raw["photo"])
    assert sent["quote"] == {"text": "现场", "position": 0}
    assert "reply_to_message" not in sent


async def test_a_person_answers_another_chat_and_quotes(
    api: Api, office: SandboxClient, group: Chat, zhang: Person
) -> None:
    other = await office.group("另一群", [zhang])
    await office.add_bot(other, TOKEN, admin=True)
    said = await zhang.says("请于周五前报送", chat=group)
    await api.kinds()
    await zhang.says("转告各位", chat=other, reply_to=said, quote="周五前")

    (heard,) = await api.told("message")
    assert heard["external_reply"]["chat"]["id"] == group.id
    assert (heard["quote"]["text"], heard["quote"]["position"]) == ("周五前", 2)


async def test_an_absent_target_is_refused_unless_allowed(api: Api, group: Chat, zhang: Person) -> None:
    gone = {"message_id": 99, "allow_sending_without_reply": True}

    assert "reply_to_message" not in await answer(api, group.id, **gone)
    assert await api.refusal("sendMessage", chat_id=group.id, text="好", reply_parameters={"message_id": 99}) == (
        "Bad Request: message to be replied not found"
    )
    assert await api.refusal(
        "sendMessage", chat_id=11, text="好", reply_parameters={"chat_id": -7, "message_id": 1}
    ) == ("Bad Request: chat not found")
