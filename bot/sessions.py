"""Sessions of aiohttp, which is loaded with the first of them: calls go over ``bot.wire``, and most bots post nowhere.

An error of a library that is not loaded cannot have been raised, so that nothing has to load it to name its errors.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiohttp import ClientSession, ClientTimeout

Kinds = tuple[type[BaseException], ...]


def session(
    *, proxies: bool, pool_size: int, headers: Mapping[str, str] | None = None, timeout: ClientTimeout | None = None
) -> ClientSession:
    """Return a session that keeps no cookies; ``proxies``: those that the environment names are used."""
    import aiohttp

    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=pool_size),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers=headers,
        timeout=timeout or aiohttp.ClientTimeout(total=300.0),
        trust_env=proxies,
    )


def failures() -> Kinds:
    """Return what a call can fail with, to be caught; the texts of aiohttp's errors may hold the URL."""
    return (*_errors("ClientError"), OSError, TimeoutError)


def unsent() -> Kinds:
    """Return aiohttp's errors that say that no connection was made."""
    return (*unconnected(), *_errors("ConnectionTimeoutError", "ClientHttpProxyError", "InvalidURL"))


def unconnected() -> Kinds:
    """Return the error of the connector, whose text is made of more than its arguments."""
    return _errors("ClientConnectorError")


def _errors(*names: str) -> Kinds:
    library = sys.modules.get("aiohttp")
    return () if library is None else tuple(getattr(library, name) for name in names)
