"""Read a Bot API call in any of its forms: query, urlencoded, multipart, JSON; also out of a webhook's answer."""

from __future__ import annotations

import json
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.sandbox.errors import ApiError, Json, bad_request
from bot.sandbox.files import UPLOAD_LIMIT
from bot.sandbox.methods import Upload

ROOM_FOR_FIELDS = 1024 * 1024
NOT_IN_ANSWERS = ("deletewebhook", "setwebhook", "close", "logout")


async def read(request: Request) -> tuple[Json, dict[str, Upload]]:
    """Return what a request gives by name, and the files that came with it."""
    given, uploads = await _read(request)
    _refuse_broken_text(given)
    return given, uploads


async def out_of_answer(kind: str, content: bytes) -> tuple[Json, dict[str, Upload]] | None:
    """Return the call that a webhook's answer holds, if one may be made so: none that reads or sets up."""

    async def receive() -> Json:
        return {"type": "http.request", "body": content, "more_body": False}

    headers = [(b"content-type", kind.encode("latin-1", "replace")), (b"content-length", b"%d" % len(content))]
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers}
    try:
        given, uploads = await read(Request(scope, receive))
    except (ApiError, HTTPException):
        return None
    method = str(given.get("method", "")).lower()
    return (given, uploads) if method and not method.startswith("get") and method not in NOT_IN_ANSWERS else None


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
        given: Any = json.loads(body or b"{}")
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise bad_request("can't parse request JSON object")
    return given
