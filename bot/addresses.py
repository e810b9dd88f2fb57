"""Addresses: a server may have several, in two families; the first that answers is taken (RFC 8305).

The event loops' own ``create_connection`` does this differently or, in uvloop, not at all.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable
from itertools import chain, zip_longest
from typing import Any, TypeVar

NEXT = 0.25
"""Seconds after which the next address is tried, too, where one does not answer."""

P = TypeVar("P", bound=asyncio.Protocol)
_Made = tuple[asyncio.Transport, P]
_Tries = list[Coroutine[Any, Any, _Made[P]]]


async def connected(make: Callable[[], P], host: str, port: int, tls: ssl.SSLContext | None) -> P:
    """Return the protocol of a new connection; the ``OSError`` of the last address where none can be reached."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)

    async def to(address: str) -> _Made[P]:
        return await loop.create_connection(make, address, port, ssl=tls, server_hostname=host if tls else None)

    return await first([to(address) for address in in_turn((family, place[0]) for family, _, _, _, place in found)])


def in_turn(found: Iterable[tuple[int, Any]]) -> list[str]:
    """Return the addresses, one of each family after the other."""
    families: defaultdict[int, list[str]] = defaultdict(list)
    for family, address in found:
        families[family].append(str(address))
    return [one for one in chain.from_iterable(zip_longest(*families.values())) if one is not None]


async def first(tries: _Tries[P]) -> P:
    """Return what the first try to succeed gives; each begins when those before have failed, or ``NEXT`` after them."""
    left, running, error = list(tries), set[asyncio.Task[_Made[P]]](), OSError("no address")
    try:
        while left or running:
            if left:
                running.add(asyncio.create_task(left.pop(0)))
            done, running = await asyncio.wait(
                running, timeout=NEXT if left else None, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                reason = task.exception()
                if reason is None:
                    running |= done - {task}
                    return task.result()[1]
                if not isinstance(reason, OSError):
                    raise reason
                error = reason
        raise error
    finally:
        for one in left:
            one.close()
        await asyncio.gather(*map(_dropped, running))


async def _dropped(task: asyncio.Task[_Made[P]]) -> None:
    """Let go of a try that is not wanted any more, and of the connection that it may have made meanwhile."""
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled() and task.exception() is None:
        task.result()[0].abort()
