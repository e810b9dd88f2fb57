"""Serving HTTP inside the running bot: webhook, health page and sandbox stand on the same server."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Collection, Generator, Iterator, Sequence
from dataclasses import field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from config.mistakes import WrongSetting
from config.section import Address
from ledger.values import dataclass

PATIENCE = 10.0
"""Seconds within which a connection has to say all of a request; the server would wait for ever (slow loris)."""
MOST = 256
"""Connections that may be there without a whole request: of more, those that were first go."""
_QUIET: dict[str, Any] = {"access_log": False, "log_config": None, "log_level": "error"}
HEAD = 128 * 1024
"""Bytes of a request that are not its body: line, headers, frames of its chunks. The parser itself knows no limit."""


@dataclass
class Dawdling:
    """Which connections have no whole request on its way, and since when."""

    since: dict[Any, float] = field(default_factory=dict)

    def over(self, connections: Collection[Any], *, now: float) -> Iterator[Any]:
        """Yield those to be closed at ``now``, in seconds of a clock that only runs forward."""
        self.since = {one: self.since.get(one, now) for one in connections if _dawdles(one)}
        oldest = sorted(self.since, key=self.since.__getitem__)
        for place, one in enumerate(oldest):
            if now - self.since[one] >= PATIENCE or place < len(oldest) - MOST:
                yield one


def _dawdles(connection: Any) -> bool:
    cycle = connection.cycle
    return cycle is None or cycle.response_complete or cycle.more_body


class Bounded(HttpToolsProtocol):
    """A connection that ends where the head of its request does not: each piece would be copied with all before it."""

    _beside = 0

    def data_received(self, data: bytes) -> None:
        """Read on, as long as what is no body is of a size that a request can have."""
        self._beside += len(data)
        super().data_received(data)
        if self._beside > HEAD:
            self.transport.abort()

    def on_message_begin(self) -> None:
        """Count anew for each request."""
        self._beside = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Count anew: what came in the same piece may be the body's."""
        self._beside = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take the body out of the count."""
        self._beside = max(0, self._beside - len(body))
        super().on_body(body)


class Listener(uvicorn.Server):
    """A server that leaves the process's signals to the run loop, and ends as soon as it is told to."""

    def __init__(self, config: uvicorn.Config, dawdling: Dawdling | None = None) -> None:
        super().__init__(config)
        self.ending = asyncio.Event()
        self._dawdling = dawdling

    async def main_loop(self) -> None:
        """Run until ``ending``; the tick keeps the ``Date`` of the answers."""
        while not self.ending.is_set():
            await self.on_tick(0)
            if self._dawdling is not None:
                for one in self._dawdling.over(self.server_state.connections, now=time.monotonic()):
                    one.transport.abort()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.ending.wait(), 1.0)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave the signals alone."""
        yield


def listening_at(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; ``OSError`` where that cannot be."""
    family, kind, protocol, _, place = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
    )[0]
    # asyncio turns Nagle's algorithm off only where the protocol is named; with it every answer takes 40 ms.
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(1024)
    except OSError:
        listener.close()
        raise
    return listener


def bound(address: Address, setting: str) -> socket.socket:
    """Return a socket that listens there; ``WrongSetting`` that names the setting where that cannot be."""
    try:
        return listening_at(address.host, address.port)
    except OSError as error:
        from handlers.wording.running import cannot_listen  # The sandbox, which never gets here, does without.

        raise WrongSetting(setting, cannot_listen(address.port)) from error


def application(routes: Sequence[Route], **more: Any) -> Starlette:
    """Return a web application that answers its routes and leads nowhere else: a redirect would tell a path apart."""
    app = Starlette(routes=routes, **more)
    app.router.redirect_slashes = False
    return app


@contextlib.asynccontextmanager
async def served(
    app: ASGIApp, listener: socket.socket, *, grace: int | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    """Serve ``app`` on the socket meanwhile; requests that have begun are answered first, within ``grace`` seconds.

    The access log is off, for URLs and headers can hold secrets; so are warnings, or strangers could fill the disk.
    """
    config = uvicorn.Config(app, http=Bounded, ws="none", lifespan="off", timeout_graceful_shutdown=grace, **_QUIET)
    with listener:
        server = Listener(config, Dawdling())
        task = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield task
        finally:
            server.ending.set()
            await task
