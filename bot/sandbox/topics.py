"""Topics of a forum: opened, renamed, closed, hidden, deleted, and who may write where."""

from __future__ import annotations

from bot.sandbox.errors import Json, WrongUse, bad_request
from bot.sandbox.posting import remove, service
from bot.sandbox.rights import may, refuse
from bot.sandbox.senders import by_member
from bot.sandbox.values import Member, Room, Topic
from bot.sandbox.world import World

GENERAL = 1
COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
NAME_LIMIT = 128
EDITING = "not enough rights to edit the topic"
TOGGLING = "not enough rights to close or open the topic"


def make_forum(world: World, room: Room, *, on: bool = True) -> None:
    """Turn a supergroup into a forum, or back."""
    if room.kind != "supergroup":
        raise WrongUse("only a supergroup has topics")
    room.chat.pop("is_forum", None)
    if on:
        room.chat["is_forum"] = True
        room.last_message_id = max(room.last_message_id, GENERAL)  # No topic may get this number.
        room.topics.setdefault(GENERAL, Topic(GENERAL, "General", COLORS[0], 0))
    world.feed.tell("chat", room=room.key)


def topic_of(room: Room, number: int | None) -> Topic:
    """Return a topic by its thread id, or refuse."""
    refuse_plain(room)
    if not number or number < 0:
        raise bad_request("invalid forum topic identifier specified")
    if number not in room.topics:
        raise bad_request("TOPIC_ID_INVALID")
    return room.topics[number]


def refuse_plain(room: Room) -> None:
    """Refuse a chat that has no topics."""
    if not room.forum:
        raise bad_request("the chat is not a forum")


def fields_in(room: Room, member: Member, number: int | None) -> Json:
    """Return the thread fields of a message that a member writes into a topic, or refuse."""
    if not (room.forum or (room.private and number)):
        return {}  # The platform does not look at the number elsewhere.
    if number == GENERAL or (number and number not in room.topics):
        raise bad_request("message thread not found")
    topic = room.topics[number or GENERAL]
    if topic.closed and not may(room, member, "can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return _thread(topic)


def _thread(topic: Topic) -> Json:
    return {} if topic.id == GENERAL else {"message_thread_id": topic.id, "is_topic_message": True}


def open_topic(world: World, room: Room, member: Member, given: Json) -> Topic:
    """Open a topic; the message that says so gives it its number."""
    refuse_plain(room)
    refuse(room, member, "can_manage_topics", "not enough rights to create a topic")
    color, emoji = given.get("icon_color") or COLORS[0], given.get("icon_custom_emoji_id") or ""
    if not 0 <= color <= 0xFFFFFF:
        raise bad_request("invalid icon color specified")
    topic = Topic(room.last_message_id + 1, _name(given.get("name")), color, member.user.id, emoji)
    room.topics[topic.id] = topic
    shown = {name: value for name, value in topic.public().items() if name != "message_thread_id"}
    _say(world, room, member, topic, {"forum_topic_created": shown})
    return topic


def edit_topic(world: World, room: Room, member: Member, topic: Topic, given: Json) -> None:
    """Give a topic another name or icon."""
    _refuse(room, member, topic, "can_manage_topics", EDITING)
    name = _name(given["name"]) if given.get("name") else topic.name
    emoji = given.get("icon_custom_emoji_id", topic.icon_custom_emoji_id)
    changed = {"name": name} if name != topic.name else {}
    changed |= {"icon_custom_emoji_id": emoji} if emoji != topic.icon_custom_emoji_id else {}
    if not changed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name, topic.icon_custom_emoji_id = name, emoji
    _say(world, room, member, topic, {"forum_topic_edited": changed})


def set_closed(world: World, room: Room, member: Member, topic: Topic, *, closed: bool) -> None:
    """Close a topic, or open it again; General comes out of hiding with it."""
    _refuse(room, member, topic, "can_manage_topics", TOGGLING)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    topic.hidden = topic.hidden and closed
    _say(world, room, member, topic, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})


def set_hidden(world: World, room: Room, member: Member, *, hidden: bool) -> None:
    """Hide General, which closes it, or show it again."""
    topic = topic_of(room, GENERAL)
    refuse(room, member, "can_manage_topics", TOGGLING)
    if topic.hidden == hidden:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.hidden, topic.closed = hidden, hidden or topic.closed
    _say(world, room, member, topic, {f"general_forum_topic_{'' if hidden else 'un'}hidden": {}})


def delete_topic(world: World, room: Room, member: Member, topic: Topic) -> None:
    """Delete a topic with all that was said in it; General stays."""
    _refuse(room, member, topic, "can_delete_messages", "not enough rights to delete the topic")
    if topic.id == GENERAL:
        raise bad_request("TOPIC_ID_INVALID")
    for number in messages_of(room, topic):
        remove(world, room, number)
    del room.topics[topic.id]


def messages_of(room: Room, topic: Topic) -> list[int]:
    """Return the numbers of a topic's messages."""
    thread = 0 if topic.id == GENERAL else topic.id
    return [number for number, message in room.messages.items() if message.get("message_thread_id", 0) == thread]


def _name(given: str | None) -> str:
    name = " ".join((given or "").split())[:NAME_LIMIT]
    if not name:
        raise bad_request("name must be non-empty")
    return name


def _refuse(room: Room, member: Member, topic: Topic, right: str, words: str) -> None:
    """Whoever opened a topic may run it without the right."""
    if topic.creator != member.user.id:
        refuse(room, member, right, words)


def _say(world: World, room: Room, member: Member, topic: Topic, content: Json) -> None:
    service(world, room, by_member(room, member), {**_thread(topic), **content})
