"""Posting: one JSON body to one address of the settings, over HTTP; nothing is followed and nothing large is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from config.section import is_loopback_url

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
        self._timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=min(seconds, 5.0))
        self._sessions: dict[bool, aiohttp.ClientSession] = {}

    async def close(self) -> None:
        """Close every connection."""
        sessions, self._sessions = self._sessions, {}
        for session in sessions.values():
            await session.close()

    async def post(self, url: str, body: bytes, headers: Mapping[str, str] | None = None) -> Answer:
        """Return what the server answers; a redirect is an answer, for it would lead where nobody has allowed."""
        said = {"Content-Type": "application/json; charset=utf-8", **(headers or {})}
        async with self._session(url).post(url, data=body, headers=said, allow_redirects=False) as answer:
            return Answer(answer.status, _object(await answer.content.read(LONGEST_ANSWER)))

    def _session(self, url: str) -> aiohttp.ClientSession:
        trusted = not is_loopback_url(url)
        if trusted not in self._sessions:
            self._sessions[trusted] = aiohttp.ClientSession(
                timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar(), trust_env=trusted
            )
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
