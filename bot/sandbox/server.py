"""The sandbox as an HTTP server: the Bot API, the control API (``bot.sandbox.control``) and the chat page."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.clock import Clock, ScaledClock
from bot.sandbox import wire
from bot.sandbox.control import control_routes
from bot.sandbox.errors import WrongUse, not_found
from bot.sandbox.membership import set_status
from bot.sandbox.page import FOLDER
from bot.sandbox.saving import load_from, save_to
from bot.sandbox.transport import Answer, listening
from bot.sandbox.webhooks import WebhookPump
from bot.sandbox.world import World

TOKEN = "7000000001:sandbox-token-that-opens-nothing"  # noqa: S105 - of a bot that lives in this process only
PORT = 8081
SAVE_EVERY = 2.0
OWN_ONLY = {"Content-Security-Policy": "default-src 'self'; img-src 'self' blob: data:", "Cache-Control": "no-cache"}


def create_app(world: World, clock: Clock | None = None, *, pump: WebhookPump | None = None) -> Starlette:
    """Return the application over a world; ``clock`` becomes the world's."""
    if clock is not None:
        world.clock = clock
    posting = pump or WebhookPump(world)
    world.watch = posting.watch

    async def api(request: Request) -> Response:
        response = await wire.answer(request, world)
        for bot in world.bots.values():
            world.watch(bot)
        return response

    async def download(request: Request) -> Response:
        return await wire.download(request, world)

    async def page(_: Request) -> Response:
        return FileResponse(FOLDER / "index.html", headers=OWN_ONLY)

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", api, methods=["GET", "POST"]),  # The first is found soonest.
            Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
            Route("/", page),
            Mount("/page", StaticFiles(directory=FOLDER)),
            *control_routes(world),
        ],
        exception_handlers={404: _unknown, HTTPException: _refused},
    )


async def _refused(_request: Request, problem: Exception) -> Response:
    status, words = (problem.status_code, problem.detail) if isinstance(problem, HTTPException) else (500, "")
    return Answer({"ok": False, "error_code": status, "description": words}, status)


async def _unknown(_request: Request, _problem: Exception) -> Response:
    return Answer(not_found().body(), 404)


@asynccontextmanager
async def running(
    world: World, *, port: int = 0, clock: Clock | None = None, webhook_wait: float = 1.0, patience: float = 60.0
) -> AsyncIterator[str]:
    """Serve a world inside the running event loop; hands out the base URL, without a ``/bot`` suffix.

    ``webhook_wait``: how long a second lasts between two posts to a webhook; ``patience``: for its answer.
    """
    pump = WebhookPump(world, second=webhook_wait, patience=patience)
    async with listening(create_app(world, clock, pump=pump), port) as url:
        world.closed = False
        for bot in world.bots.values():
            world.watch(bot)
        try:
            yield url
        finally:
            await pump.close()
            world.close()


def serve(
    port: int = PORT,
    *,
    clock: Clock | None = None,
    token: str = TOKEN,
    strict: bool = False,
    state: Path | None = None,
) -> None:
    """Serve a world with a few people until interrupted; prints where it is and a token that works.

    Unknown parameters are ignored, as the platform does, unless ``strict``. With a ``state`` the world comes out of
    that file if it is there, and is kept in it: every few seconds in which something happened, and at the end.
    """
    with asyncio.Runner() as runner:
        try:
            world = World(clock or ScaledClock(datetime.now(UTC)))
            if state is not None and state.exists():
                runner.run(_loaded(world, state))
            else:
                furnished(world, token)
            world.strict = strict
            runner.run(_serve(world, port, token, state))
        except KeyboardInterrupt:
            sys.stdout.write("\n")
        except OSError as problem:
            raise SystemExit(f"cannot listen on 127.0.0.1:{port}: {problem.strerror}") from problem


async def _loaded(world: World, state: Path) -> None:
    try:
        load_from(world, state)
    except WrongUse as problem:
        raise SystemExit(str(problem)) from problem


async def _serve(world: World, port: int, token: str, state: Path | None) -> None:
    bot = next(iter(world.bots.values()), None) or world.bot_of(token)
    token = f"{bot.id}:{bot.secret}"
    async with running(world, port=port) as url:
        sys.stdout.write(f"Bot API    {url}\nToken      {token}\nChat page  {url}/\n")
        sys.stdout.flush()
        stop = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
        await (stop.wait() if state is None else _kept(world, state, stop))


async def _kept(world: World, state: Path, stop: asyncio.Event) -> None:
    """Save the world to its file whenever something has happened, and once more at the end."""
    kept = None
    try:
        while not stop.is_set():
            seen = world.feed.seq, world.journal.seq
            if seen != kept:
                await save_to(world, state)
                kept = seen
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), SAVE_EVERY)
    finally:
        await save_to(world, state)


def furnished(world: World, token: str = TOKEN) -> World:
    """Put a bot, three people and their group into an empty world, so that the page has somebody to be."""
    bot = world.bot_of(token)
    people = [world.create_user(name) for name in ("张三", "李四", "王五")]
    set_status(world, world.create_group("工作群", people), bot.user, "member")
    return world
