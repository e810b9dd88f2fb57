"""What a message answers: one of the same chat, or one of elsewhere, with the words that are quoted."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox import entities
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.forwarding import carried, origin_of
from bot.sandbox.html import FindUser
from bot.sandbox.posting import quoted
from bot.sandbox.units import piece, units
from bot.sandbox.values import Room

TEXTS = ("text", "entities", "caption", "caption_entities", "show_caption_above_media")
QUOTED = 1024  # UTF-16 units of the words that the platform quotes by itself.


@dataclass(frozen=True)
class Answered:
    """The message that is answered, and the words picked from it."""

    room: Room
    number: int
    quote: Json | None = None


def answering(room: Room, target: Answered, thread: int) -> Json:
    """Return the fields of a message in a room (and topic) that answers another one."""
    message = target.room.messages[target.number]
    picked = {"quote": target.quote} if target.quote else {}
    if target.room is room and (not room.forum or message.get("message_thread_id", 0) == thread):
        return {**_thread(room, message), "reply_to_message": quoted(room, target.number), **picked}
    return {"external_reply": _external(target.room, message), **(picked or _all_words(message))}


def _thread(room: Room, message: Json) -> Json:
    """In a supergroup answers to one message and to each other are a thread, named by its first message."""
    if room.kind != "supergroup" or room.forum:
        return {}
    return {"message_thread_id": message.get("message_thread_id", message["message_id"])}


def _external(room: Room, message: Json) -> Json:
    content = {name: value for name, value in carried(message).items() if name not in TEXTS}
    public = room.kind in ("supergroup", "channel")
    place = {"chat": room.chat, "message_id": message["message_id"]} if public else {}
    return {"origin": origin_of(message), **place, **content}


def _all_words(message: Json) -> Json:
    words = message.get("text") or message.get("caption")
    if not words:
        return {}
    return {"quote": {"text": piece(words, {"offset": 0, "length": min(units(words), QUOTED)}), "position": 0}}


def quote_of(message: Json, wanted: Json, find_user: FindUser) -> Json | None:
    """Return the ``quote`` that is asked for; words that the message does not hold are refused."""
    if not wanted.get("quote"):
        return None
    given = wanted.get("quote_entities")
    text, marks = entities.formatted(wanted["quote"], wanted.get("quote_parse_mode"), given, find_user)
    whole = message.get("text") or message.get("caption") or ""
    places = [units(whole[:at]) for at in range(len(whole)) if whole.startswith(text, at)]
    if not text or not places:
        raise bad_request("QUOTE_TEXT_INVALID")
    position = min(places, key=lambda place: abs(place - int(wanted.get("quote_position") or 0)))
    return {"text": text, "position": position, "is_manual": True, **({"entities": marks} if marks else {})}
