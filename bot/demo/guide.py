"""What the chat page tells a newcomer: whom to play, and one sentence that each of them may say first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.demo.plan import numbered, script
from bot.demo.preparing import Stage
from bot.sandbox.server import create_app
from bot.sandbox.transport import listening
from bot.sandbox.webhooks import WebhookPump

ADDRESS = "/page/guide.json"
"""The page comes with an empty one; here the demo's stands in its place."""


def guide(stage: Stage) -> dict[str, Any]:
    """Return the suggested people: the account, what the person is, and what to say where (``""``: in private)."""
    return {"people": [_suggestion(stage, name, what) for name, what in script().play.items()]}


def _suggestion(stage: Stage, name: str, what: str) -> dict[str, Any]:
    first = script().tries[name]
    chat = str(stage.cast.chats[first.chat]) if first.chat else ""
    words = {"what": what, "say": numbered(first.text, stage.numbers)}
    return {"user": stage.cast.users[name], "name": name, **words, "chat": chat, "where": first.chat}


@asynccontextmanager
async def serving(stage: Stage, *, port: int) -> AsyncIterator[str]:
    """Serve the stage's world with its guide; hands out the base URL."""

    async def told(_: Request) -> Response:
        return JSONResponse(guide(stage))

    pump = WebhookPump(stage.world)
    app = create_app(stage.world, pump=pump)
    app.router.routes.insert(0, Route(ADDRESS, told))
    async with listening(app, port) as url:
        stage.world.closed = False
        try:
            yield url
        finally:
            await pump.close()
            stage.world.close()
