"""What of a message travels when it is forwarded or copied."""

from __future__ import annotations

from bot.sandbox.errors import Json

CONTENT = (
    "text", "entities", "caption", "caption_entities", "photo", "document", "video", "audio", "voice", "animation",
    "contact", "location", "sticker",
)  # fmt: skip


def carried(message: Json) -> Json:
    """Return the content alone, without sender, reply and buttons."""
    return {name: message[name] for name in CONTENT if name in message}


def origin_of(message: Json, *, hidden: bool = False) -> Json:
    """Return the ``forward_origin``: where the words first came from; a shy person shows the name only."""
    if "forward_origin" in message:
        origin: Json = message["forward_origin"]
        return origin
    if "sender_chat" in message:
        return {"type": "chat", "date": message["date"], "sender_chat": message["sender_chat"]}
    sender = message["from"]
    if hidden:
        name = " ".join(filter(None, (sender["first_name"], sender.get("last_name"))))
        return {"type": "hidden_user", "date": message["date"], "sender_user_name": name}
    return {"type": "user", "date": message["date"], "sender_user": sender}
