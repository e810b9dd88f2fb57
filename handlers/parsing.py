"""Parsing: the platform's JSON as the library's objects; the plainest messages are made of what they hold alone.

The library looks for each of some hundred parts that a message may have. Most messages are a text by somebody in a
chat and nothing else, and what stands in them is known at once. What has more, or another form, goes the library's way.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from telegram import Bot, Chat, Message, Update, User

_UPDATE = frozenset({"update_id", "message"})
_MESSAGE: Mapping[str, type] = {"message_id": int, "date": int, "chat": dict, "from": dict, "text": str}
_CHAT: Mapping[str, type] = {
    "id": int,
    "type": str,
    "title": str,
    "username": str,
    "first_name": str,
    "last_name": str,
    "is_forum": bool,
}
_USER: Mapping[str, type] = {
    "id": int,
    "is_bot": bool,
    "first_name": str,
    "last_name": str,
    "username": str,
    "language_code": str,
    "is_premium": bool,
}


def parsed(raw: Mapping[str, Any], bot: Bot | None) -> Update:
    """Return the update; raises whatever the library raises where it cannot be read."""
    said: Any = raw.get("message")
    if raw.keys() != _UPDATE or not _is_plain(said):
        return Update.de_json(dict(raw), bot)
    chat, user = Chat(**said["chat"]), User(**said["from"])
    date = datetime.fromtimestamp(said["date"], UTC)
    message = Message(message_id=said["message_id"], date=date, chat=chat, from_user=user, text=said["text"])
    for part in (chat, user, message):
        part.set_bot(bot)
    update = Update(raw["update_id"], message=message)
    update.set_bot(bot)
    return update


def _is_plain(said: Any) -> bool:
    """Tell whether it is a text by somebody in a chat, each part of it as the platform makes it, and nothing else."""
    return (
        isinstance(said, dict)
        and len(said) == len(_MESSAGE)
        and _has_only(said, _MESSAGE)
        and _has_only(said["chat"], _CHAT)
        and _has_only(said["from"], _USER)
    )


def _has_only(part: Mapping[str, Any], known: Mapping[str, type]) -> bool:
    return all(type(value) is known.get(name) for name, value in part.items())
