"""The Bot API over HTTP: read a call in any of its forms, play faults, answer, write the journal."""

from __future__ import annotations

import asyncio
import inspect
import json
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from bot.sandbox import schema
from bot.sandbox.errors import ApiError, Json, bad_request, not_found
from bot.sandbox.faults import Fault
from bot.sandbox.files import UPLOAD_LIMIT
from bot.sandbox.methods import METHODS, NAMES, Call, Upload
from bot.sandbox.transport import Answer, cut
from bot.sandbox.values import Bot
from bot.sandbox.world import World

# The table says nothing of what lies inside objects and arrays: what is wrong there shows when it is used.
MISSHAPEN = (AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError)
ROOM_FOR_FIELDS = 1024 * 1024
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


async def answer(request: Request, world: World) -> Response:
    """Answer ``/bot<TOKEN>/<method>``."""
    try:
        bot = world.bot_of(request.path_params["token"])
        name = NAMES.get(request.path_params["method"].lower())
        if name is None:
            raise not_found()
        given, uploads = await _read(request)
        _refuse_broken_text(given)
    except ApiError as refused:
        return Answer(refused.body(), refused.code)
    return await _played(request, Taken(world, bot, name, given, uploads))


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

    def note(self, status: int, body: Json, fault: Fault | None) -> None:
        """Write the call into the journal."""
        files = {field: f"{file.name} ({len(file.content)} bytes)" for field, file in self.uploads.items()}
        played = f"{fault.kind} {fault.when}" if fault else None
        self.world.journal.note(
            self.world.clock.now(),
            self.bot.id,
            self.name,
            {**self.given, **files},
            status=status,
            answer=body,
            fault=played,
        )


async def _played(request: Request, taken: Taken) -> Response:
    fault = taken.world.faults.play(taken.name, taken.chat)
    if fault and fault.kind == "hang" and fault.when == "before":
        await asyncio.sleep(fault.seconds)
    refused = fault is not None and fault.when == "before" and fault.kind != "hang"
    status, body = _refusal(fault) if fault and refused else await _effect(taken)
    taken.note(status, body, fault)
    return await _broken(request, fault, status, body) if fault else Answer(body, status)


def _refusal(fault: Fault) -> tuple[int, Json]:
    error = fault.error()
    return error.code, error.body()


async def _effect(taken: Taken) -> tuple[int, Json]:
    try:
        taken.world.limits.ask(taken.bot.id, taken.name, taken.chat)
        params = schema.check(taken.name, taken.given, taken.uploads, strict=taken.world.strict)
        result = METHODS[taken.name](Call(taken.world, taken.bot, params, taken.uploads))
        if inspect.isawaitable(result):
            result = await result
    except ApiError as refused:
        return refused.code, refused.body()
    except MISSHAPEN as wrong:
        return 400, bad_request(f"can't parse the request: {type(wrong).__name__}: {wrong}").body()
    return 200, {"ok": True, "result": result}


async def _broken(request: Request, fault: Fault, status: int, body: Json) -> Response:
    if fault.kind == "hang":
        if fault.when == "after":
            await asyncio.sleep(fault.seconds)
        return Answer(body, status)
    if fault.kind == "error":
        error = fault.error()
        return Answer(error.body(), error.code)
    if fault.kind == "html":
        return HTMLResponse(BAD_GATEWAY, 502)
    if fault.kind == "drop":
        cut(request.scope)
    return PlainTextResponse("<<<{not json", 200)


async def _read(request: Request) -> tuple[Json, dict[str, Upload]]:
    given: Json = dict(request.query_params)
    if int(request.headers.get("content-length") or 0) > UPLOAD_LIMIT + ROOM_FOR_FIELDS:
        raise ApiError(413, "Request Entity Too Large")
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/json":
        return {**given, **_json(await request.body())}, {}
    if kind not in ("multipart/form-data", "application/x-www-form-urlencoded"):
        return given, {}
    uploads: dict[str, Upload] = {}
    async with request.form(max_part_size=ROOM_FOR_FIELDS) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads[name] = Upload(value.filename or name, await value.read(), value.content_type)
            else:
                given[name] = value
    return given, uploads


def _refuse_broken_text(given: Json) -> None:
    try:
        json.dumps(given, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _json(body: bytes) -> Json:
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise bad_request("can't parse request JSON object")
    return given


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
