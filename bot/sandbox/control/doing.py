"""Control calls in which a person does something."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from bot.sandbox import acts
from bot.sandbox.control.asked import Asked
from bot.sandbox.control.saying import said
from bot.sandbox.errors import Json


def say(asked: Asked) -> Json:
    """Write a text."""
    room = asked.entered()
    return said(room, acts.say(asked.world, room, asked.user(), asked["text"], given=asked.given))


def edit(asked: Asked) -> Json:
    """Edit one's own message."""
    room, number = asked.entered(), asked.number("message_id")
    return said(room, acts.edit(asked.world, room, asked.user(), number, text=asked["text"], given=asked.given))


def delete(asked: Asked) -> None:
    """Delete one's own message."""
    acts.delete(asked.world, asked.entered(), asked.user(), asked.number("message_id"))


def forward(asked: Asked) -> Json:
    """Forward a message from another chat."""
    room, source, number = asked.entered(), asked.room("from_chat"), asked.number("message_id")
    hidden = bool(asked.get("hidden"))
    forwarded = acts.forward(asked.world, room, asked.user(), source, number, hidden=hidden, given=asked.given)
    return said(room, forwarded)


def send_file(asked: Asked) -> Json:
    """Send a photo, a document or another file."""
    room, kind = asked.entered(), asked.get("kind", "document")
    content = base64.b64decode(asked["content"], validate=True)
    name = asked.get("name") or ("photo.png" if kind == "photo" else "file")
    return said(room, acts.send_file(asked.world, room, asked.user(), (name, content), kind=kind, given=asked.given))


def contact(asked: Asked) -> Json:
    """Share a contact, one's own unless an owner is named."""
    room = asked.entered()
    owner = asked.user("owner") if asked.get("owner") else asked.user()
    return said(room, acts.send_contact(asked.world, room, asked.user(), owner))


def content(asked: Asked) -> Json:
    """Send any other kind of message."""
    room = asked.entered()
    return said(room, acts.send(asked.world, room, asked.user(), asked["content"], asked.given))


async def press(asked: Asked) -> Json:
    """Tap a button, and wait for the bot's answer if asked to."""
    world, room, user, number = asked.world, asked.entered(), asked.user(), asked.number("message_id")
    if asked.get("forged"):
        query: Any = acts.tap(world, room, user, room.messages[number], asked["data"])
    else:
        query = acts.press(world, room, user, number, text=asked.get("text"), data=asked.get("data"))
    if isinstance(query, str):
        return {"url": query}
    await world.feed.signal.until(lambda: query.answer is not None, asked.seconds())
    return {"query": query.id, "answer": query.answer}


POSTS: dict[str, Callable[[Asked], Any]] = {
    "say": say,
    "edit": edit,
    "delete": delete,
    "forward": forward,
    "file": send_file,
    "contact": contact,
    "content": content,
    "press": press,
}
