"""Control calls that look back and keep: transcripts, and the whole world saved and loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import PlainTextResponse, Response

from bot.sandbox import saving, transcripts
from bot.sandbox.control.asked import Asked
from bot.sandbox.errors import Json


def transcript(asked: Asked) -> Response | Json:
    """Return what was said in one chat or in all, as text to read or as JSON."""
    world = asked.world
    rooms = [asked.room()] if asked.get("chat") else list(world.rooms.values())
    if asked.get("format") == "text":
        return PlainTextResponse("\n".join(transcripts.as_text(room) for room in rooms))
    return {"chats": [{"key": room.key, "chat": room.chat, "lines": transcripts.lines(room)} for room in rooms]}


def save(asked: Asked) -> Json:
    """Return the whole world; it goes to no file of this machine, so that nobody can overwrite one from outside."""
    return saving.saved(asked.world)


def load(asked: Asked) -> None:
    """Put a saved world in the place of this one."""
    saving.load(asked.world, asked.given)


POSTS: dict[str, Callable[[Asked], Any]] = {"save": save, "load": load}
GETS: dict[str, Callable[[Asked], Any]] = {"transcript": transcript}
