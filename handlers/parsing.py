"""Parsing: the platform's JSON as the library's objects; the plainest messages are made of what they hold alone.

The library looks for each of some hundred parts that a message may have. Most messages are a text by somebody in a
chat, perhaps with marks in it or in reply to such a text, and what stands in them is known at once. What has more, or
another form, goes the library's way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from telegram import Bot, Chat, Message, MessageEntity, TelegramObject, Update, User
from telegram.constants import ChatType, MessageEntityType

from handlers.shape import is_number

T = TypeVar("T", bound=TelegramObject)

_UPDATE = frozenset({"update_id", "message"})
_MESSAGE: Mapping[str, type] = {
    "message_id": int,
    "date": int,
    "chat": dict,
    "from": dict,
    "text": str,
    "entities": list,
    "reply_to_message": dict,
}
_ENTITY: Mapping[str, type] = {"type": str, "offset": int, "length": int}
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
_MESSAGE_NEEDS = _MESSAGE.keys() - {"entities", "reply_to_message"}
_CHAT_NEEDS, _USER_NEEDS = frozenset({"id", "type"}), frozenset({"id", "is_bot", "first_name"})


class _Mould(Generic[T]):
    """One of the library's objects with nothing in it, of which each cast is a copy with some parts filled in.

    The library's constructors look at each part twice before they set it, and most of a hundred parts are empty.
    """

    def __init__(self, blank: T) -> None:
        self._copied = _copier(blank)

    def cast(self, parts: Mapping[str, Any], **more: Any) -> T:
        """Return a copy with these parts in it; of what is named twice, the latter holds."""
        return self._copied(parts, more)


def _copier(blank: T) -> Callable[[Mapping[str, Any], Mapping[str, Any]], T]:
    """Return the way to copy an object, written out part by part.

    As in ``ledger/replacing`` the copy is filled as one of a twin, and becomes one of the library's class at the end.
    The interpreter sets a part of the twin without a call, since both ways to change one are Python's own there.
    """
    kind = type(blank)
    names = [name for of in kind.__mro__ for name in getattr(of, "__slots__", ())]
    copied = "".join(f"    new.{name} = blank.{name}\n" for name in names)
    source = (
        "def cast(parts, more):\n"
        f"    new = make(twin)\n{copied}"
        "    for name, value in parts.items():\n        put(new, name, value)\n"
        "    for name, value in more.items():\n        put(new, name, value)\n"
        "    new.__class__ = kind\n"
        "    return new\n"
    )
    own = {"__slots__": vars(kind)["__slots__"], "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    twin = type(kind.__name__, kind.__bases__, own)
    known: dict[str, Any] = {"make": object.__new__, "put": setattr, "twin": twin, "kind": kind, "blank": blank}
    exec(source, known)  # noqa: S102 - made of the names of the library's parts
    cast: Callable[[Mapping[str, Any], Mapping[str, Any]], T] = known["cast"]
    return cast


_NEVER = datetime.fromtimestamp(0, UTC)
_LAST_DATE = 2**32
_KINDS = {str(kind): kind for kind in ChatType}
_CHATS, _USERS = _Mould(Chat(id=0, type=Chat.PRIVATE)), _Mould(User(id=0, first_name="", is_bot=False))
_MESSAGES = _Mould(Message(message_id=0, date=_NEVER, chat=Chat(id=0, type=Chat.PRIVATE)))
_MARKS = {str(kind): kind for kind in MessageEntityType}
_ENTITIES = _Mould(MessageEntity(MessageEntity.BOLD, 0, 0))
_UPDATES = _Mould(Update(0))


def cast_plain(raw: Mapping[str, Any], bot: Bot | None) -> Update | None:
    """Return the update if it is one of the plainest, each part of it as the platform makes it; else nothing."""
    said: Any = raw.get("message")
    if raw.keys() != _UPDATE or not _is_plain(said):
        return None
    answered = said.get("reply_to_message")
    if answered is not None and ("reply_to_message" in answered or not _is_plain(answered)):
        return None
    found = {"update_id": raw["update_id"], "message": _message(said, bot)}
    return _UPDATES.cast(found, _id_attrs=(raw["update_id"],), _bot=bot)


def _message(said: Mapping[str, Any], bot: Bot | None) -> Message:
    number, chat, user = said["message_id"], said["chat"], said["from"]
    place = _CHATS.cast(chat, type=_KINDS[chat["type"]], _id_attrs=(chat["id"],), _bot=bot)
    person = _USERS.cast(user, _id_attrs=(user["id"],), _bot=bot)
    parts = {"message_id": number, "date": datetime.fromtimestamp(said["date"], UTC), "text": said["text"]}
    if "entities" in said:
        parts["entities"] = tuple([_entity(one, bot) for one in said["entities"]])
    if "reply_to_message" in said:
        parts["reply_to_message"] = _message(said["reply_to_message"], bot)
    return _MESSAGES.cast(parts, chat=place, from_user=person, _id_attrs=(number, place), _bot=bot)


def _entity(mark: Mapping[str, Any], bot: Bot | None) -> MessageEntity:
    kind = _MARKS.get(mark["type"], mark["type"])
    return _ENTITIES.cast(mark, type=kind, _id_attrs=(kind, mark["offset"], mark["length"]), _bot=bot)


def _is_plain(said: Any) -> bool:
    """Tell whether it is a text by somebody in a chat, each part of it as the platform makes it, and little else."""
    return (
        isinstance(said, dict)
        and said.keys() >= _MESSAGE_NEEDS
        and _has_only(said, _MESSAGE)
        and _is_whole(said["chat"], _CHAT, _CHAT_NEEDS)
        and _is_whole(said["from"], _USER, _USER_NEEDS)
        and said["chat"]["type"] in _KINDS
        and is_number(said["message_id"])
        and 0 <= said["date"] < _LAST_DATE
        and ("entities" not in said or all(map(_is_mark, said["entities"])))
    )


def _is_mark(part: Any) -> bool:
    whole = isinstance(part, dict) and part.keys() == _ENTITY.keys() and _has_only(part, _ENTITY)
    return whole and is_number(part["offset"]) and is_number(part["length"])


def _is_whole(part: Mapping[str, Any], known: Mapping[str, type], needed: frozenset[str]) -> bool:
    return needed <= part.keys() and _has_only(part, known) and is_number(part["id"])


def _has_only(part: Mapping[str, Any], known: Mapping[str, type]) -> bool:
    return [*map(type, part.values())] == [*map(known.get, part)]
