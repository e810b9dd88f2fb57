"""Methods about the topics of a forum."""

from __future__ import annotations

from functools import partial

from bot.sandbox import topics
from bot.sandbox.errors import Json
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.pins import unpin_all
from bot.sandbox.topics import GENERAL
from bot.sandbox.values import Room, Topic


def create(call: Call) -> Json:
    """Open a topic."""
    room = call.chat(sending=True)
    return topics.open_topic(call.world, room, call.member(room), call.params).public()


def edit(call: Call, number: int | None = None) -> bool:
    """Rename a topic or change its icon."""
    room, topic = _topic(call, number)
    topics.edit_topic(call.world, room, call.member(room), topic, call.params)
    return True


def toggle(call: Call, number: int | None = None, *, closed: bool) -> bool:
    """Close a topic or open it again."""
    room, topic = _topic(call, number)
    topics.set_closed(call.world, room, call.member(room), topic, closed=closed)
    return True


def hide(call: Call, *, hidden: bool) -> bool:
    """Hide General or show it again."""
    room = call.chat(sending=True)
    topics.set_hidden(call.world, room, call.member(room), hidden=hidden)
    return True


def delete(call: Call) -> bool:
    """Delete a topic with its messages."""
    room, topic = _topic(call, None)
    topics.delete_topic(call.world, room, call.member(room), topic)
    return True


def unpin_topic(call: Call, number: int | None = None) -> bool:
    """Unpin everything in a topic."""
    room, topic = _topic(call, number)
    unpin_all(call.world, room, call.member(room), topics.messages_of(room, topic))
    return True


def _topic(call: Call, number: int | None) -> tuple[Room, Topic]:
    room = call.chat(sending=True)
    return room, topics.topic_of(room, number or call.params.get("message_thread_id"))


METHODS: dict[str, Method] = {
    "createForumTopic": create,
    "editForumTopic": edit,
    "closeForumTopic": partial(toggle, closed=True),
    "reopenForumTopic": partial(toggle, closed=False),
    "deleteForumTopic": delete,
    "unpinAllForumTopicMessages": unpin_topic,
    "editGeneralForumTopic": partial(edit, number=GENERAL),
    "closeGeneralForumTopic": partial(toggle, number=GENERAL, closed=True),
    "reopenGeneralForumTopic": partial(toggle, number=GENERAL, closed=False),
    "hideGeneralForumTopic": partial(hide, hidden=True),
    "unhideGeneralForumTopic": partial(hide, hidden=False),
    "unpinAllGeneralForumTopicMessages": partial(unpin_topic, number=GENERAL),
    "getForumTopicIconStickers": lambda _: [],
}
