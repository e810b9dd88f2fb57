"""What of a message travels when it is forwarded or copied."""

from __future__ import annotations

from bot.sandbox.errors import Json

CONTENT = (
    "text", "entities", "rich_message", "caption", "caption_entities", "photo", "document", "video", "video_note",
    "audio", "voice", "animation", "contact", "location", "venue", "sticker", "poll", "dice", "has_media_spoiler",
    "show_caption_above_media",
)  # fmt: skip


def carried(message: Json) -> Json:
    """Return the content alone, without sender, reply and buttons."""
    return {name: message[name] for name in CONTENT if name in message}


def origin_of(message: Json, *, hidden: bool = False) -> Json:
    """Return the ``forward_origin``: where the words first came from; a shy person shows the name only."""
    if "forward_origin" in message:
        origin: Json = message["forward_origin"]
        return origin
    date = message["date"]
    signed = {"author_signature": message["author_signature"]} if "author_signature" in message else {}
    if message["chat"]["type"] == "channel":
        place = {"chat": message["chat"], "message_id": message["message_id"]}
        return {"type": "channel", "date": date, **place, **signed}
    if "sender_chat" in message:
        return {"type": "chat", "date": date, "sender_chat": message["sender_chat"], **signed}
    sender = message["from"]
    if hidden:
        name = " ".join(filter(None, (sender["first_name"], sender.get("last_name"))))
        return {"type": "hidden_user", "date": date, "sender_user_name": name}
    return {"type": "user", "date": date, "sender_user": sender}


def origin_fields(message: Json, *, hidden: bool = False) -> Json:
    """Return ``forward_origin``, and beside it the older fields that the platform still writes."""
    origin = origin_of(message, hidden=hidden)
    names = {
        "sender_user": "forward_from",
        "sender_user_name": "forward_sender_name",
        "sender_chat": "forward_from_chat",
        "chat": "forward_from_chat",
        "message_id": "forward_from_message_id",
        "author_signature": "forward_signature",
        "date": "forward_date",
    }
    return {"forward_origin": origin, **{names[name]: value for name, value in origin.items() if name in names}}
