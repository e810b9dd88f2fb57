"""Parsing: the platform's JSON as the library's objects; the plainest messages are made of what they hold alone.

The library looks for each of some hundred parts that a message may have. Most messages are a text by somebody in a
chat and nothing else, and what stands in them is known at once. What has more, or another form, goes the library's way.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from telegram import Bot, Chat, Message, TelegramObject, Update, User

T = TypeVar("T", bound=TelegramObject)

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


class _Mould(Generic[T]):
    """One of the library's objects with nothing in it, of which each cast is a copy with some parts filled in.

    The library's constructors look at each part twice before they set it, and most of a hundred parts are empty.
    """

    def __init__(self, blank: T) -> None:
        self._kind = type(blank)
        slots = [name for kind in self._kind.__mro__ for name in getattr(kind, "__slots__", ())]
        self._put = {name: getattr(self._kind, name).__set__ for name in slots}
        self._blank = [(self._put[name], getattr(blank, name)) for name in slots]

    def cast(self, **parts: Any) -> T:
        """Return a copy with these parts in it."""
        made = self._kind.__new__(self._kind)
        for put, value in self._blank:
            put(made, value)
        for name, value in parts.items():
            self._put[name](made, value)
        return made


_NEVER = datetime.fromtimestamp(0, UTC)
_MESSAGES = _Mould(Message(message_id=0, date=_NEVER, chat=Chat(id=0, type=Chat.PRIVATE)))
_UPDATES = _Mould(Update(0))


def parsed(raw: Mapping[str, Any], bot: Bot | None) -> Update:
    """Return the update; raises whatever the library raises where it cannot be read."""
    said: Any = raw.get("message")
    if raw.keys() != _UPDATE or not _is_plain(said):
        return Update.de_json(dict(raw), bot)
    number, chat, user = said["message_id"], Chat(**said["chat"]), User(**said["from"])
    for part in (chat, user):
        part.set_bot(bot)
    date = datetime.fromtimestamp(said["date"], UTC)
    parts = {"message_id": number, "date": date, "chat": chat, "from_user": user, "text": said["text"]}
    message = _MESSAGES.cast(**parts, _id_attrs=(number, chat), _bot=bot)
    return _UPDATES.cast(update_id=raw["update_id"], message=message, _id_attrs=(raw["update_id"],), _bot=bot)


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
