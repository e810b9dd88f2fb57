"""Serving HTTP inside the running bot: webhook, health page and sandbox stand on the same server."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Generator

import uvicorn
from starlette.types import ASGIApp

from config.mistakes import WrongSetting
from config.section import Address


class Listener(uvicorn.Server):
    """A server that leaves the process's signals to the run loop, and ends as soon as it is told to."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ending = asyncio.Event()

    async def main_loop(self) -> None:
        """Run until ``ending``; the tick keeps the ``Date`` of the answers."""
        while not self.ending.is_set():
            await self.on_tick(0)
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


@contextlib.asynccontextmanager
async def served(
    app: ASGIApp, listener: socket.socket, *, grace: int | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    """Serve ``app`` on the socket meanwhile; requests that have begun are answered first, within ``grace`` seconds.

    The access log is off, for URLs and headers can hold secrets.
    """
    config = uvicorn.Config(
        app, access_log=False, log_config=None, lifespan="off", ws="none", timeout_graceful_shutdown=grace
    )
    with listener:
        server = Listener(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield task
        finally:
            server.ending.set()
            await task
