"""The HTTP server's edge: uvicorn inside a running event loop, and connections that can be cut."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from typing import Any, cast

import uvicorn
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.serving import Listener, listening_at

_OPEN: dict[tuple[str, int], asyncio.Transport] = {}  # By the client's address, for faults that cut.


def encoded(content: Any) -> bytes:
    """Return JSON in ASCII with escapes, as the platform writes it: lone surrogates of a broken text pass too."""
    return json.dumps(content, separators=(",", ":")).encode()


class Answer(JSONResponse):
    """A JSON answer in the platform's form."""

    def render(self, content: Any) -> bytes:
        """Return the bytes."""
        return encoded(content)


class Truncated(Response):
    """An answer that promises all of its bytes and ends, with the connection, after half of them."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the half, hang up, and stay until the server has noticed."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        half = self.body[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        if transport := _OPEN.get(scope["client"]):
            transport.close()
        while (await receive())["type"] != "http.disconnect":
            pass


class Gathering:
    """A connection that writes what one step of the event loop gives it at a stroke: the head with its body.

    The kernel's part of a write is the dearest of an answer.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._waiting: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        """Everything else is the connection's own."""
        return getattr(self._transport, name)

    def write(self, content: bytes) -> None:
        """Write with whatever else comes before the next step."""
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._flush)
        self._waiting.append(content)

    def close(self) -> None:
        """Close after what was written."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        content = b"".join(self._waiting)
        self._waiting.clear()
        if content and not self._transport.is_closing():
            self._transport.write(content)


class CuttableProtocol(H11Protocol):
    """HTTP/1.1 whose connections can be cut from inside a request."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Remember the connection by the client's address."""
        transport = cast(asyncio.Transport, Gathering(transport))
        super().connection_made(transport)
        if self.client:
            _OPEN[self.client] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        if self.client:
            _OPEN.pop(self.client, None)
        super().connection_lost(exc)


def cut(scope: MutableMapping[str, Any]) -> None:
    """Reset the connection of a request; nothing of an answer arrives."""
    if transport := _OPEN.get(scope["client"]):
        transport.abort()


@asynccontextmanager
async def listening(app: ASGIApp, port: int) -> AsyncIterator[str]:
    """Serve ``app`` on 127.0.0.1 and hand out the base URL; port 0 picks a free one."""
    with listening_at("127.0.0.1", port) as listener:
        config = uvicorn.Config(
            app, http=CuttableProtocol, ws="none", lifespan="off", log_config=None, access_log=False,
            timeout_graceful_shutdown=1,
            timeout_keep_alive=75,  # Longer than clients keep idle connections: a cut one makes a send ambiguous.
        )  # fmt: skip
        server = Listener(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.ending.set()
            await task
