"""Control calls that look on: messages, happenings, the journal, files."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from itertools import takewhile
from typing import Any

from starlette.responses import Response, StreamingResponse

from bot.sandbox.control.asked import Asked
from bot.sandbox.errors import Json
from bot.sandbox.methods.commands import menu
from bot.sandbox.world import World

HEARTBEAT = 15.0


async def messages(asked: Asked) -> Json:
    """Return the messages of a chat after one, waiting for the first; with ``limit`` the newest, ``before`` one."""
    room, after = asked.room(), asked.number("after", 0)
    await asked.world.feed.signal.until(lambda: next(reversed(room.messages), 0) > after, asked.seconds())
    before, limit = asked.number("before", 0), asked.number("limit", 0)
    newer = list(takewhile(lambda number: number > after, reversed(room.messages)))
    found = [number for number in newer if not before or number < before]
    chosen = found[:limit] if limit else found
    return {"messages": [room.shown(number) for number in reversed(chosen)], "more": len(found) > len(chosen)}


async def happenings(asked: Asked) -> Json:
    """Return what happened after ``seq``, waiting for the first."""
    feed, after = asked.world.feed, asked.number("after", 0)
    await feed.signal.until(lambda: feed.seq > after, asked.seconds())
    return {"happenings": feed.since(after), "seq": feed.seq}


def events(asked: Asked) -> Response:
    """Stream what happens from now on, or from ``after`` on."""
    after = asked.number("after", asked.world.feed.seq)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(asked.world, after), media_type="text/event-stream", headers=headers)


async def _stream(world: World, seq: int) -> AsyncIterator[str]:
    yield ": here\n\n"
    while not world.closed:
        feed = world.feed  # Another one once a world is loaded.
        for fact in feed.since(seq):
            seq = fact["seq"]
            yield f"id: {seq}\ndata: {json.dumps(fact)}\n\n"
        if not await feed.signal.until(_newer(world, seq), HEARTBEAT):
            yield ": still here\n\n"


def _newer(world: World, seq: int) -> Callable[[], bool]:
    return lambda: world.feed.seq > seq or world.closed


def commands(asked: Asked) -> Json:
    """Return the command menu that a person sees in a chat."""
    room, user = asked.room(), asked.user()
    bots = [room.bot] if room.bot else [bot for bot in asked.world.bots.values() if room.member(bot.id)]
    return {"commands": [{**command, "bot": bot.username} for bot in bots for command in menu(bot, room, user)]}


def file(asked: Asked) -> Response:
    """Return the bytes of a file; only pictures may open inside a page."""
    kept = asked.world.files[asked["file_id"]]
    safe = kept.mime in ("image/png", "image/jpeg", "image/gif", "image/webp")
    headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": "inline" if safe else "attachment"}
    return Response(kept.content, media_type=kept.mime if safe else "application/octet-stream", headers=headers)


def journal(asked: Asked) -> Json:
    """Return the calls that bots made, or the newest ``limit`` of them."""
    book = asked.world.journal
    calls = book.since(asked.number("after", 0), asked.get("method"), asked.get("chat"), asked.get("text"))
    return {"calls": calls[-asked.number("limit", 0) :], "seq": book.seq}


GETS: dict[str, Callable[[Asked], Any]] = {
    "messages": messages,
    "happenings": happenings,
    "events": events,
    "menu": commands,
    "files/{file_id}": file,
    "journal": journal,
}
