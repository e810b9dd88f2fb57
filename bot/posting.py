"""Posting: one JSON body to one address of the settings, over HTTP; nothing is followed and nothing large is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.sessions import session
from config.section import is_loopback_url
from ledger.values import dataclass

if TYPE_CHECKING:
    from aiohttp import ClientSession

POOL_SIZE = 100
LONGEST_ANSWER = 64 * 1024
"""Bytes of an answer that are read; all that it has to say is how it went."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said: the status, and the JSON object of the body if it is one."""

    status: int
    said: dict[str, Any] | None


class Poster:
    """Posts bodies; proxies of the environment are used unless the server is this machine.

    Errors are aiohttp's, whose texts may hold the URL: only their kind belongs into a log.
    """

    def __init__(self, *, seconds: float) -> None:
        self._seconds = seconds
        self._sessions: dict[bool, ClientSession] = {}

    async def close(self) -> None:
        """Close every connection."""
        sessions, self._sessions = self._sessions, {}
        for one in sessions.values():
            await one.close()

    async def post(self, url: str, body: bytes, headers: Mapping[str, str] | None = None) -> Answer:
        """Return what the server answers; a redirect is an answer, for it would lead where nobody has allowed."""
        said = {"Content-Type": "application/json; charset=utf-8", **(headers or {})}
        async with self._session(url).post(url, data=body, headers=said, allow_redirects=False) as answer:
            return Answer(answer.status, _object(await answer.content.read(LONGEST_ANSWER)))

    def _session(self, url: str) -> ClientSession:
        trusted = not is_loopback_url(url)
        if trusted not in self._sessions:
            from aiohttp import ClientTimeout

            timeout = ClientTimeout(total=self._seconds, sock_connect=min(self._seconds, 5.0))
            self._sessions[trusted] = session(proxies=trusted, pool_size=POOL_SIZE, timeout=timeout)
        return self._sessions[trusted]


def as_json(body: Any) -> bytes:
    """Return the body as it goes over the wire."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None
