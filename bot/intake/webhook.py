"""Webhook: the platform calls us; 200 is said only after the update is committed, anything else makes it come again."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any
from urllib.parse import urlsplit

import structlog
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import TelegramError

from bot.calls import parse_quietly
from bot.intake.polling import Keep, Pulse
from bot.intake.salvage import read_one
from bot.serving import application, bound, served
from config.channels import Webhook
from ledger.values import dataclass

log = structlog.get_logger(__name__)

LARGEST = 1_048_576  # The platform's updates are far smaller; whoever sends more is not the platform.
SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 - the header's name


@dataclass(frozen=True)
class Hook:
    """Answers one POST: checked in the order that costs least, never saying why."""

    keep: Keep
    secret: str

    async def receive(self, request: Request) -> Response:
        """Commit the update and only then say 200."""
        given = request.headers.get(SECRET, "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            return Response(status_code=401)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return Response(status_code=415)
        body = await _read(request)
        if body is None:
            return Response(status_code=413)
        return await self._keep(body)

    async def _keep(self, body: bytes) -> Response:
        try:
            update = parse_quietly(body)
        except TelegramError as error:
            if not isinstance(error.__cause__, RecursionError):
                return Response(status_code=400)
            update = read_one(body.decode("utf-8", "replace"))  # Refused, it would come again without end.
        try:
            await self.keep([update])
        except Exception as error:  # A door: not stored means not acknowledged, the platform tries again.
            log.warning("webhook_not_kept", kind=type(error).__name__)
            return Response(status_code=503)
        return Response(status_code=200)


def webhook_app(settings: Webhook, keep: Keep) -> Starlette:
    """Return the web application with its one route, the path of the public URL."""
    hook = Hook(keep=keep, secret=settings.secret.get_secret_value())
    return application([Route(urlsplit(settings.url).path or "/", hook.receive, methods=["POST"])])


def serving(settings: Webhook, keep: Keep, pulse: Pulse) -> Callable[[asyncio.Event], Coroutine[Any, Any, None]]:
    """Return the loop that listens until told to stop; requests that have begun are answered first."""

    async def kept(batch: Sequence[object]) -> None:
        await keep(batch)
        pulse.heard(time.monotonic())

    async def serve(stop: asyncio.Event) -> None:
        listener = bound(settings.listen, "webhook.listen")
        async with served(webhook_app(settings, kept), listener) as serving:
            pulse.heard(time.monotonic())
            pulse.caught_up = True
            stopping = asyncio.create_task(stop.wait())
            await asyncio.wait([serving, stopping], return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()

    return serve


async def _read(request: Request) -> bytes | None:
    """Return the body, or nothing where it is too large; what is too large is not read to its end."""
    with contextlib.suppress(ValueError):
        if int(request.headers.get("content-length", "0")) > LARGEST:
            return None
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                return None
    except ClientDisconnect:
        return None
    return bytes(body)
