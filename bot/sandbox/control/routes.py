"""Where each control call goes, and how its answer becomes JSON."""

from __future__ import annotations

import binascii
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.control import doing, house, keeping, taking_part, watching
from bot.sandbox.control.asked import Asked
from bot.sandbox.errors import ApiError, WrongUse
from bot.sandbox.polls import close_due
from bot.sandbox.transport import Answer
from bot.sandbox.world import World

Answering = Callable[[Asked], Any]
WRONG = (WrongUse, ApiError, KeyError, TypeError, ValueError, binascii.Error)


async def _answer(request: Request, world: World, act: Answering) -> Response:
    own = f"http://{request.headers.get('host')}"
    if request.headers.get("origin", own) != own:
        return Answer({"error": "another site may not ask this"}, 403)
    try:
        body = await request.body()
        given = json.loads(body) if body else {}
        asked = Asked(world, {**request.query_params, **request.path_params, **given})
        close_due(world)
        result = act(asked)
        if isinstance(result, Awaitable):
            result = await result
    except WRONG as wrong:
        words = wrong.description if isinstance(wrong, ApiError) else str(wrong)
        return Answer({"error": f"{type(wrong).__name__}: {words}"}, 400)
    return result if isinstance(result, Response) else Answer({"ok": True} if result is None else result)


def control_routes(world: World) -> list[Route]:
    """Return the routes of the control API over this world."""

    def route(method: str, path: str, act: Answering) -> Route:
        async def endpoint(request: Request) -> Response:
            return await _answer(request, world, act)

        return Route(path, endpoint, methods=[method])

    posts = {**house.POSTS, **doing.POSTS, **taking_part.POSTS, **keeping.POSTS}
    gets = {**house.GETS, **watching.GETS, **keeping.GETS}
    return [
        route("GET", "/clock", house.clock),
        route("POST", "/clock", house.set_clock),
        route("DELETE", "/sandbox/faults", house.forget_faults),
        *(route("POST", f"/sandbox/{name}", act) for name, act in posts.items()),
        *(route("GET", f"/sandbox/{name}", act) for name, act in gets.items()),
    ]
