"""Extracting: from an update of any shape to a row of the inbox; nothing an update holds can make this fail."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from bot.calls import Json
from bot.intake.salvage import UNREADABLE, unreadable
from bot.marking import HINTS, marking_in, unnamed
from storage.inbox import RawUpdate

MARKED = "marked"
KINDS = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")
"""What the platform is asked for; channels' posts are not."""

_LARGEST = 2**63
_HINTS = tuple(json.dumps(sign).strip('"') for sign in HINTS)
"""The hints as they stand in ASCII JSON: most updates hold none, and are not walked through."""


def raw_update(update: Any, *, ours: int | None = None) -> RawUpdate:
    """Return the row to keep: ids in 64-bit columns, the whole as ASCII JSON, or ids alone where it is marked.

    ``ours`` is the bot's own id.
    """
    body = update if isinstance(update, dict) else {"update_id": None, "value": update}
    text = _ascii(body)
    if text is None:
        body = unreadable(integer(body.get("update_id")), repr(type(update)))
        text = json.dumps(body)
    marked = None
    if any(sign in text for sign in _HINTS):
        body = json.loads(text, object_hook=unnamed)
        text, marked = json.dumps(body, separators=(",", ":")), marking_in(body, ours=ours)
    kind, inner = _kind_of(body)
    if marked:
        text = json.dumps(_stub(body, kind, inner, marked))
    chat, user, message = _chat_of(inner), _id_of(inner.get("from")), _message_of(inner)
    return RawUpdate(
        update_id=_key(body, text),
        raw=text,
        chat=chat,
        user=user,
        message=message,
        kind=kind,
        lane=f"c{chat}" if chat is not None else f"u{user}" if user is not None else "other",
        marked=marked,
        sent_at=integer(inner.get("edit_date")) or integer(inner.get("date")),
    )


def cut(update: Json, word: str) -> str:
    """Return what may be kept of an update whose file is marked inside, as for one that is marked itself."""
    return json.dumps(_stub(update, *_kind_of(update), word))


def integer(value: object) -> int | None:
    """Return a number that fits a 64-bit column, or nothing; ``true`` and ``"12"`` are no numbers."""
    if isinstance(value, int) and not isinstance(value, bool) and -_LARGEST <= value < _LARGEST:
        return value
    return None


def _ascii(body: Json) -> str | None:
    """ASCII alone goes into the database: NUL and lone surrogates break drivers otherwise."""
    try:
        return json.dumps(body, ensure_ascii=True, separators=(",", ":"))
    except (RecursionError, ValueError, TypeError):
        return None


def _kind_of(body: Json) -> tuple[str, Json]:
    if UNREADABLE in body:
        return UNREADABLE, {}
    for name, value in body.items():
        if name != "update_id" and _is_a_word(name) and isinstance(value, dict):
            return name[:40], value
    return "unknown", {}


def _is_a_word(name: object) -> bool:
    """Tell whether a field is called something that every database takes; NUL is ASCII, too."""
    return isinstance(name, str) and name.isascii() and name.isprintable()


def _chat_of(inner: Json) -> int | None:
    holder = inner if "chat" in inner else inner.get("message")
    return _id_of(holder.get("chat")) if isinstance(holder, dict) else None


def _message_of(inner: Json) -> int | None:
    holder = inner if "message_id" in inner else inner.get("message")
    return integer(holder.get("message_id")) if isinstance(holder, dict) else None


def _id_of(value: object) -> int | None:
    return integer(value.get("id")) if isinstance(value, dict) else None


def _key(body: Json, text: str) -> int:
    """Without a usable update id, a negative number made of the text: the same update has the same key again."""
    known = integer(body.get("update_id"))
    if known is not None and known >= 0:
        return known
    return -1 - int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big")


def _stub(body: Json, kind: str, inner: Json, marked: str) -> Json:
    """Return what is left of a marked update: where it was, who sent it and why it was cut; no word of it."""
    chat = inner.get("chat")
    kept = {
        "message_id": _message_of(inner),
        "date": integer(inner.get("date")),
        "chat": {"id": _chat_of(inner), "type": _known_type(chat)},
        "from": {"id": _id_of(inner.get("from"))},
    }
    return {"update_id": integer(body.get("update_id")), MARKED: marked, kind: kept}


def _known_type(chat: object) -> str | None:
    kind = chat.get("type") if isinstance(chat, dict) else None
    return kind if kind in ("private", "group", "supergroup", "channel") else None
