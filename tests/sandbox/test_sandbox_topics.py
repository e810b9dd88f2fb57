"""Topics of a forum: what people and bots say in them, what the chat is told, who may not."""

from __future__ import annotations

import pytest
from sandbox_api import BOT_ID, TOKEN, Api

from bot.sandbox.client import SandboxClient, SandboxRefused
from bot.sandbox.people import Chat, Person

PLAIN_GROUP = "Bad Request: the chat is not a forum"


@pytest.fixture
async def zhang(office: SandboxClient, api: Api) -> Person:
    return await office.user("张三")


@pytest.fixture
async def forum(office: SandboxClient, api: Api, zhang: Person) -> Chat:
    chat = await office.group("督办群", [zhang, await office.user("李四", id=12)], forum=True)
    await office.add_bot(chat, TOKEN, admin=True)
    await api.kinds()
    return chat


async def test_a_topic_has_the_number_of_the_message_that_opened_it(api: Api, forum: Chat, zhang: Person) -> None:
    topic = await forum.topic("督办")
    said = await zhang.says("请周五前报送", chat=topic)

    opened, heard = await api.told("message")
    assert opened["message_id"] == opened["message_thread_id"] == topic.thread == heard["message_thread_id"]
    assert opened["forum_topic_created"] == {"name": "督办", "icon_color": 7322096}
    assert (heard["text"], heard["is_topic_message"], heard["chat"]["is_forum"]) == ("请周五前报送", True, True)
    assert said.thread == topic.thread


async def test_general_has_no_number(api: Api, forum: Chat, zhang: Person) -> None:
    await zhang.says("大家好", chat=forum)

    (heard,) = await api.told("message")
    assert "message_thread_id" not in heard
    assert await api.refusal("sendMessage", chat_id=forum.id, text="好", message_thread_id=1) == (
        "Bad Request: message thread not found"
    )


async def test_a_bot_writes_and_answers_in_a_topic(api: Api, office: SandboxClient, forum: Chat, zhang: Person) -> None:
    topic = await forum.topic("督办")
    asked = await zhang.says("进度如何", chat=topic)

    told = await api.result("sendMessage", chat_id=forum.id, text="好", message_thread_id=topic.thread)
    answered = await api.result("sendMessage", chat_id=forum.id, text="已报", reply_parameters={"message_id": asked.id})
    elsewhere = await api.result("sendMessage", chat_id=forum.id, text="已报", reply_parameters={"message_id": 2})

    assert told["message_thread_id"] == answered["message_thread_id"] == topic.thread
    assert answered["reply_to_message"]["text"] == "进度如何"
    assert "message_thread_id" not in elsewhere
    assert (await office.next_message(topic, after=asked)).text == "好"
    assert [message.text for message in await office.messages(topic)] == ["", "进度如何", "好", "已报"]


async def test_a_bot_runs_its_topics(api: Api, forum: Chat) -> None:
    opened = await api.result("createForumTopic", chat_id=forum.id, name="  周报  ", icon_color=16766590)
    where = {"chat_id": forum.id, "message_thread_id": opened["message_thread_id"]}
    assert opened == {"message_thread_id": opened["message_thread_id"], "name": "周报", "icon_color": 16766590}

    await api.result("editForumTopic", **where, name="周总结")
    await api.result("closeForumTopic", **where)
    assert await api.refusal("closeForumTopic", **where) == "Bad Request: TOPIC_NOT_MODIFIED"
    await api.result("reopenForumTopic", **where)

    heard = await api.told("message")
    assert [next(name for name in message if name.startswith("forum")) for message in heard] == [
        "forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
    ]  # fmt: skip
    assert heard[1]["forum_topic_edited"] == {"name": "周总结"}
    assert {message["message_thread_id"] for message in heard} == {opened["message_thread_id"]}


async def test_a_deleted_topic_takes_its_messages_along(
    api: Api, office: SandboxClient, forum: Chat, zhang: Person
) -> None:
    topic = await forum.topic("督办")
    await zhang.says("甲", chat=topic)
    await zhang.says("乙", chat=forum)
    where = {"chat_id": forum.id, "message_thread_id": topic.thread}

    await api.result("deleteForumTopic", **where)

    assert [message.text for message in await office.messages(forum) if message.text] == ["乙"]
    assert await api.refusal("sendMessage", **where, text="好") == "Bad Request: message thread not found"
    assert await api.refusal("editForumTopic", **where, name="好") == "Bad Request: TOPIC_ID_INVALID"


async def test_general_is_renamed_closed_and_hidden(api: Api, office: SandboxClient, forum: Chat) -> None:
    await api.result("editGeneralForumTopic", chat_id=forum.id, name="综合")
    await api.result("hideGeneralForumTopic", chat_id=forum.id)
    assert await api.refusal("closeGeneralForumTopic", chat_id=forum.id) == "Bad Request: TOPIC_NOT_MODIFIED"
    with pytest.raises(SandboxRefused, match="TOPIC_CLOSED"):
        await Person(office, {"id": 12, "name": "李四"}).says("好", chat=forum)
    await api.result("unhideGeneralForumTopic", chat_id=forum.id)
    await api.result("reopenGeneralForumTopic", chat_id=forum.id)

    kinds = [next(name for name in message if "forum" in name) for message in await api.told("message")]
    assert kinds == [
        "forum_topic_edited", "general_forum_topic_hidden", "general_forum_topic_unhidden", "forum_topic_reopened",
    ]  # fmt: skip


async def test_what_is_pinned_in_a_topic_is_unpinned_with_it(api: Api, forum: Chat, zhang: Person) -> None:
    topic = await forum.topic("督办")
    await zhang.pins(await zhang.says("要点", chat=topic))
    await zhang.pins(await zhang.says("通知", chat=forum))

    await api.result("unpinAllForumTopicMessages", chat_id=forum.id, message_thread_id=topic.thread)
    assert (await api.result("getChat", chat_id=forum.id))["pinned_message"]["text"] == "通知"

    await api.result("unpinAllGeneralForumTopicMessages", chat_id=forum.id)
    assert "pinned_message" not in await api.result("getChat", chat_id=forum.id)


async def test_without_the_right_a_bot_runs_nothing_and_is_kept_out_of_closed_topics(
    api: Api, office: SandboxClient, forum: Chat
) -> None:
    topic = await forum.topic("督办")
    await topic.closes()
    await office.member(forum, BOT_ID, "administrator", denied=["can_manage_topics", "can_delete_messages"])
    where = {"chat_id": forum.id, "message_thread_id": topic.thread}

    refusals = {
        ("createForumTopic", "not enough rights to create a topic"),
        ("editForumTopic", "not enough rights to edit the topic"),
        ("reopenForumTopic", "not enough rights to close or open the topic"),
        ("deleteForumTopic", "not enough rights to delete the topic"),
    }
    for method, words in refusals:
        given = {"chat_id": forum.id, "name": "新"} if method == "createForumTopic" else where
        assert await api.refusal(method, **given) == f"Bad Request: {words}"
    assert await api.refusal("sendMessage", **where, text="好") == "Bad Request: TOPIC_CLOSED"


async def test_a_plain_group_has_no_topics(api: Api, office: SandboxClient, zhang: Person) -> None:
    group = await office.group("工作群", [zhang])
    await office.add_bot(group, TOKEN, admin=True)

    assert await api.refusal("createForumTopic", chat_id=group.id, name="督办") == PLAIN_GROUP
    assert await api.refusal("closeForumTopic", chat_id=group.id, message_thread_id=3) == PLAIN_GROUP
    sent = await api.result("sendMessage", chat_id=group.id, text="好", message_thread_id=3)
    assert "message_thread_id" not in sent

    await group.becomes(forum=True)
    assert await api.refusal("createForumTopic", chat_id=group.id, name=" ") == "Bad Request: name must be non-empty"
    assert await api.result("createForumTopic", chat_id=group.id, name="督办")


async def test_the_first_topic_of_an_empty_forum_is_not_general(office: SandboxClient, zhang: Person) -> None:
    forum = await office.group("新群", [zhang], forum=True)

    assert (await forum.topic("督办")).thread == 2
