"""The HTTP server's edge: uvicorn inside a running event loop, and connections that can be cut."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Generator, MutableMapping
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, cast

import uvicorn
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

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


class EmbeddedServer(uvicorn.Server):
    """A server that leaves the process's signals to whoever runs the event loop, and ends as soon as it is told to."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ending = asyncio.Event()

    async def main_loop(self) -> None:
        """Run until ``ending``; the tick keeps the ``Date`` of the answers."""
        while not self.ending.is_set():
            await self.on_tick(0)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.ending.wait(), 1.0)

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Capture nothing."""
        yield


def _listener(port: int) -> socket.socket:
    # asyncio turns Nagle's algorithm off only where the protocol is named; with it every answer takes 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(1024)
    except OSError:
        listener.close()
        raise
    return listener


@asynccontextmanager
async def listening(app: ASGIApp, port: int) -> AsyncIterator[str]:
    """Serve ``app`` on 127.0.0.1 and hand out the base URL; port 0 picks a free one."""
    with _listener(port) as listener:
        config = uvicorn.Config(
            app, http=CuttableProtocol, ws="none", lifespan="off", log_config=None, access_log=False,
            timeout_graceful_shutdown=1,
            timeout_keep_alive=75,  # Longer than clients keep idle connections: a cut one makes a send ambiguous.
        )  # fmt: skip
        server = EmbeddedServer(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.ending.set()
            await task
