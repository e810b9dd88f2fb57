"""Polls and quizzes: what is asked, who voted, when it ends."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox_api import TOKEN, Api

from bot.sandbox.client import SandboxClient, SandboxRefused
from bot.sandbox.people import Chat, Message, Person


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    return await office.user("张三")


@pytest.fixture
async def li(office: SandboxClient, api: Api) -> Person:
    return await office.user("李四")


@pytest.fixture
async def group(office: SandboxClient, api: Api, zhang: Person, li: Person) -> Chat:
    chat = await office.group("工作群", [zhang, li])
    await office.add_bot(chat, TOKEN)
    await api.kinds()
    return chat


async def asked(api: Api, group: Chat, **more: Any) -> Message:
    options = [{"text": "周四"}, {"text": "周五"}]
    sent = await api.result("sendPoll", chat_id=group.id, question="何时开会", options=options, **more)
    return Message(sent, group.key)


async def test_the_bot_hears_of_every_vote_in_its_open_poll(api: Api, group: Chat, zhang: Person, li: Person) -> None:
    poll = await asked(api, group, is_anonymous=False)
    await zhang.votes("周五", poll)
    await li.votes("周五", poll)
    shown = await li.votes([], poll)

    answers = await api.result("getUpdates")
    voters = [
        (one["poll_answer"]["user"]["id"], one["poll_answer"]["option_ids"]) for one in answers if "poll_answer" in one
    ]
    assert voters == [(zhang.id, [1]), (li.id, [1]), (li.id, [])]
    counts = [one["poll"]["total_voter_count"] for one in answers if "poll" in one]
    assert counts == [1, 2, 1]
    assert shown.votes == {"周四": 0, "周五": 1}


async def test_of_an_anonymous_poll_it_hears_the_counts_only(api: Api, group: Chat, zhang: Person) -> None:
    poll = await asked(api, group)
    await zhang.votes("周四", poll)

    assert poll.raw["poll"]["is_anonymous"] is True
    assert await api.kinds() == ["poll"]


async def test_a_poll_that_was_stopped_takes_no_more_votes(api: Api, group: Chat, zhang: Person) -> None:
    poll = await asked(api, group)
    await zhang.votes("周四", poll)
    where = {"chat_id": group.id, "message_id": poll.id}

    stopped = await api.result("stopPoll", **where)

    assert (stopped["is_closed"], stopped["options"][0]["voter_count"]) == (True, 1)
    assert await api.refusal("stopPoll", **where) == "Bad Request: poll has already been closed"
    with pytest.raises(SandboxRefused, match="MESSAGE_POLL_CLOSED"):
        await zhang.votes("周五", poll)


async def test_a_poll_ends_with_its_time(api: Api, office: SandboxClient, group: Chat, zhang: Person) -> None:
    poll = await asked(api, group, open_period=60)
    now = await office.clock()
    assert poll.raw["poll"]["close_date"] == int(now.timestamp()) + 60

    await office.clock(now=now.replace(minute=2))

    assert [told["is_closed"] for told in await api.told("poll")] == [True]
    with pytest.raises(SandboxRefused, match="MESSAGE_POLL_CLOSED"):
        await zhang.votes("周五", poll)


async def test_a_quiz_takes_one_answer_and_tells_what_is_right_at_its_end(api: Api, group: Chat, zhang: Person) -> None:
    quiz = await asked(
        api, group, type="quiz", correct_option_ids=[1], explanation="<b>周五</b>有会", explanation_parse_mode="HTML"
    )
    await zhang.votes("周四", quiz)
    with pytest.raises(SandboxRefused, match="REVOTE_NOT_ALLOWED"):
        await zhang.votes("周五", quiz)

    stopped = await api.result("stopPoll", chat_id=group.id, message_id=quiz.id)
    assert (stopped["correct_option_id"], stopped["explanation"]) == (1, "周五有会")


async def test_several_answers_need_a_poll_that_takes_them(api: Api, group: Chat, zhang: Person) -> None:
    with pytest.raises(SandboxRefused, match="OPTIONS_INVALID"):
        await zhang.votes(["周四", "周五"], await asked(api, group))

    many = await asked(api, group, allows_multiple_answers=True)
    assert (await zhang.votes(["周四", "周五"], many)).votes == {"周四": 1, "周五": 1}


async def test_of_a_persons_poll_a_bot_hears_the_end(
    api: Api, office: SandboxClient, group: Chat, zhang: Person, li: Person
) -> None:
    await office.bot(TOKEN, privacy=False)
    poll = await zhang.asks("何时开会", ["周四", "周五"], chat=group, is_anonymous=False)
    await li.votes("周五", poll)
    assert await api.kinds() == ["message"]

    await zhang.closes(poll)

    (end,) = await api.told("poll")
    assert (end["is_closed"], end["total_voter_count"]) == (True, 1)
    assert await api.refusal("stopPoll", chat_id=group.id, message_id=poll.id) == "Bad Request: poll can't be stopped"


async def test_a_forwarded_poll_is_the_same_poll(api: Api, office: SandboxClient, group: Chat, zhang: Person) -> None:
    poll = await asked(api, group)
    other = await office.group("另一群", [zhang])
    await office.add_bot(other, TOKEN)
    copy = await api.result("forwardMessage", chat_id=other.id, from_chat_id=group.id, message_id=poll.id)

    await zhang.votes("周五", Message(copy, other.key))

    (shown,) = [message for message in await office.messages(group) if message.id == poll.id]
    assert shown.votes == {"周四": 0, "周五": 1}


async def test_a_channels_poll_is_the_discussion_groups_too(
    api: Api, office: SandboxClient, group: Chat, zhang: Person
) -> None:
    channel = await office.channel("云岭发布", [zhang], discussion=group.key)
    poll = await zhang.asks("何时开会", ["周四", "周五"], chat=channel)
    (carried,) = [message for message in await office.messages(group) if "poll" in message.raw]

    await zhang.votes("周五", carried)

    (shown,) = await office.messages(channel)
    assert (shown.id, shown.votes) == (poll.id, {"周四": 0, "周五": 1})


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"options": []}, "poll must have at least one answer option"),
        ({"options": [{"text": str(n)} for n in range(13)]}, "poll can't have more than 12 options"),
        ({"options": [{"text": "字" * 101}]}, "poll options length must not exceed 100"),
        ({"question": "字" * 301}, "poll question length must not exceed 300"),
        ({"type": "quiz"}, "correct quiz option list must be non-empty"),
        ({"type": "quiz", "correct_option_ids": [1, 0]}, "correct quiz option list must be increasing"),
        ({"type": "quiz", "correct_option_ids": [2]}, "wrong quiz correct_option_id"),
    ],
)
async def test_wrong_polls_are_refused(api: Api, group: Chat, params: dict[str, Any], words: str) -> None:
    given = {"chat_id": group.id, "question": "何时", "options": [{"text": "今天"}, {"text": "明天"}], **params}

    assert await api.refusal("sendPoll", **given) == f"Bad Request: {words}"


async def test_what_is_no_poll_cannot_be_stopped(api: Api, group: Chat, zhang: Person) -> None:
    said = await zhang.says("好", chat=group)

    assert await api.refusal("stopPoll", chat_id=group.id, message_id=said.id) == "Bad Request: message is not a poll"
    assert await api.refusal("stopPoll", chat_id=group.id, message_id=99) == (
        "Bad Request: message with poll to stop not found"
    )
