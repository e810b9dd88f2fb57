"""The shape of an update: the library reads any JSON, so what the door relies on is looked at first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatType

_LARGEST = 2**63
"""Ids are kept in 64-bit columns."""
_TEXTS = (
    *("text", "caption", "title", "data", "first_name", "last_name", "username", "type", "phone_number"),
    *("file_id", "file_unique_id", "file_name", "mime_type", "media_group_id", "status"),
)
_NUMBERS = ("message_id", "message_thread_id", "offset", "length", "file_size", "width", "height")


def flaw(update: Update) -> str | None:
    """Name the first part of the update that is not as the platform makes it, or nothing."""
    changes = [one for one in (update.my_chat_member, update.chat_member) if one is not None]
    if any(change.chat is None or change.new_chat_member is None for change in changes):
        return ChatMemberUpdated.__name__
    parts = (part for inner in (update.message, update.edited_message, update.callback_query, *changes)
             for part in _parts(inner))  # fmt: skip
    return next((type(part).__name__ for part in parts if not _is_sound(part)), None)


def _parts(inner: Any) -> Iterator[Any]:
    """Yield what the door reads of a message, a tap or a change of membership, and of what it answers."""
    if inner is None:
        return
    yield inner
    for name in ("chat", "from_user", "sender_chat", "via_bot", "new_chat_member", "contact", "document", "quote"):
        yield from _objects(getattr(inner, name, None))
    for name in ("entities", "caption_entities", "photo"):
        for one in getattr(inner, name, None) or ():
            yield one
            yield from _objects(getattr(one, "user", None))
    yield from _parts(getattr(inner, "message", None))
    yield from _parts(getattr(inner, "reply_to_message", None))


def _objects(one: Any) -> Iterator[Any]:
    if one is not None:
        yield one


def _is_sound(part: Any) -> bool:
    if isinstance(part, Chat | User) and not is_number(part.id):
        return False
    if isinstance(part, Chat) and part.type not in tuple(ChatType):
        return False
    if isinstance(part, CallbackQuery) and not (isinstance(part.id, str) and part.from_user):
        return False
    if isinstance(part, Message) and part.chat is None:
        return False
    texts, numbers = _relied_on(part.__class__)
    return all(isinstance(one, str) for one in _given(part, texts)) and all(map(is_number, _given(part, numbers)))


def _given(part: Any, names: tuple[str, ...]) -> Iterator[Any]:
    return (value for name in names if (value := getattr(part, name)) is not None)


@cache
def _relied_on(kind: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which texts and numbers an object of that kind has, of those that the door relies on."""
    texts, numbers = (tuple(name for name in names if hasattr(kind, name)) for names in (_TEXTS, _NUMBERS))
    return texts, numbers


def is_number(value: object) -> bool:
    """Tell whether it is a number that fits a 64-bit column."""
    return isinstance(value, int) and not isinstance(value, bool) and -_LARGEST <= value < _LARGEST
