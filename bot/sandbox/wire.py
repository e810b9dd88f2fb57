"""The Bot API over HTTP: take a call, play faults, answer, write the journal."""

from __future__ import annotations

import asyncio
import inspect
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from bot.sandbox import calls, schema
from bot.sandbox.errors import ApiError, Json, bad_request, not_found
from bot.sandbox.faults import Fault, Play
from bot.sandbox.methods import METHODS, NAMES, Call, Upload
from bot.sandbox.methods.call import Described
from bot.sandbox.polls import close_due
from bot.sandbox.transport import Answer, Truncated, cut, encoded
from bot.sandbox.values import Bot
from bot.sandbox.world import World

# Methods may take apart what the table calls an object only: what is wrong there shows when it is used.
MISSHAPEN = (AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError)
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
BEFORE_EFFECT = ("error", "html", "garbage", "half", "truncated", "drop")


async def answer(request: Request, world: World) -> Response:
    """Answer ``/bot<TOKEN>/<method>``."""
    try:
        bot = world.bot_of(request.path_params["token"])
        name = NAMES.get(request.path_params["method"].lower())
        if name is None:
            raise not_found()
        given, uploads = await calls.read(request)
    except ApiError as refused:
        return Answer(refused.body(), refused.code)
    return await _played(request, Taken(world, bot, name, given, uploads))


async def perform(world: World, bot: Bot, given: Json, uploads: dict[str, Upload]) -> None:
    """Make the call that a webhook's answer holds; its outcome stands in the journal only, as on the platform."""
    name = NAMES.get(str(given.pop("method")).lower())
    if name is not None:
        taken = Taken(world, bot, name, given, uploads)
        status, body = await _effect(taken)
        taken.note(status, body, "in the answer to a webhook")


@dataclass(frozen=True)
class Taken:
    """A call as it came in, before its parameters are checked."""

    world: World
    bot: Bot
    name: str
    given: Json
    uploads: dict[str, Upload]

    @property
    def chat(self) -> Any:
        """The chat id that was named, for faults and limits."""
        return _chat(self.given.get("chat_id"))

    def note(self, status: int, body: Json, fault: str | None) -> None:
        """Write the call into the journal."""
        files = {field: f"{file.name} ({len(file.content)} bytes)" for field, file in self.uploads.items()}
        self.world.journal.note(
            self.world.clock.now(),
            self.bot.id,
            self.name,
            {**self.given, **files},
            status=status,
            answer=body,
            fault=fault,
        )


async def _played(request: Request, taken: Taken) -> Response:
    play = taken.world.faults.play(taken.name, taken.chat, taken.given)
    fault = play.fault
    if play.latency:
        await asyncio.sleep(play.latency)
    if fault and play.comes("before", "hang"):
        await asyncio.sleep(fault.seconds)
    if fault and fault.kind == "unknown" and fault.parameter:
        taken = replace(taken, given={name: value for name, value in taken.given.items() if name != fault.parameter})
        fault = None
    refused = fault is not None and (fault.kind == "unknown" or play.comes("before", *BEFORE_EFFECT))
    status, body = _refusal(fault) if fault and refused else await _effect(taken)
    taken.note(status, body, play.name)
    return await _broken(request, play, status, body) if play.fault else Answer(body, status)


def _refusal(fault: Fault) -> tuple[int, Json]:
    error = fault.error()
    return error.code, error.body()


async def _effect(taken: Taken) -> tuple[int, Json]:
    try:
        params = schema.check(taken.name, taken.given, taken.uploads, strict=taken.world.strict)
        messages = len(params["media"]) if taken.name == "sendMediaGroup" else 1
        taken.world.limits.ask(taken.bot.id, taken.name, taken.chat, messages=messages)
        close_due(taken.world)
        result = METHODS[taken.name](Call(taken.world, taken.bot, params, taken.uploads))
        if inspect.isawaitable(result):
            result = await result
    except ApiError as refused:
        return refused.code, refused.body()
    except MISSHAPEN as wrong:
        return 400, bad_request(f"can't parse the request: {type(wrong).__name__}: {wrong}").body()
    if isinstance(result, Described):
        return 200, {"ok": True, "result": result.result, "description": result.description}
    return 200, {"ok": True, "result": result}


async def _broken(request: Request, play: Play, status: int, body: Json) -> Response:
    fault = play.fault or Fault()
    if play.comes("after", "hang"):
        await asyncio.sleep(fault.seconds)
    if fault.kind == "drop":
        cut(request.scope)
    if fault.kind == "error":
        status, body = _refusal(fault)
    content = encoded(body if fault.when == "after" else {"ok": True, "result": True})
    broken = {
        "html": HTMLResponse(BAD_GATEWAY, 502),
        "garbage": PlainTextResponse("<<<{not json", 200),
        "half": Response(content[: len(content) // 2], 200, media_type="application/json"),
        "truncated": Truncated(content),
    }
    return broken.get(fault.kind) or Answer(body, status)


def _chat(given: Any) -> Any:
    try:
        return int(given)
    except (TypeError, ValueError):
        return given


async def download(request: Request, world: World) -> Response:
    """Answer ``/file/bot<TOKEN>/<path>`` with the bytes."""
    try:
        world.bot_of(request.path_params["token"])
    except ApiError as refused:
        return Answer(refused.body(), refused.code)
    kept = next((file for file in world.files.values() if file.path == request.path_params["path"]), None)
    if kept is None:
        return Answer(not_found().body(), 404)
    return Response(kept.content, media_type="application/octet-stream")
