"""How a control call answers with a message."""

from __future__ import annotations

from bot.sandbox.errors import Json
from bot.sandbox.values import Room


def said(room: Room, message: Json) -> Json:
    """Return a message as people see it, and where it lies."""
    return {"room": room.key, "message": room.shown(message["message_id"])}
