"""How the client asks: control calls over HTTP, and what comes back when they make no sense."""

from __future__ import annotations

import base64
from typing import Any, Self

import aiohttp


class SandboxRefused(Exception):  # noqa: N818 - named by what it says
    """The sandbox did not understand a control call; the text says why."""


class Asking:
    """Speaks to a sandbox in this process or in another one; use it as a context manager."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=90))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def ask(self, verb: str, path: str, /, **fields: Any) -> Any:
        """Make one control call; fields that are None are left out, bytes travel as base64."""
        given = {name: _plain(value) for name, value in fields.items() if value is not None}
        more: dict[str, Any] = {"params": given} if verb == "GET" else {"json": given}
        async with self._session.request(verb, f"{self.url}{path}", **more) as response:
            answer = await response.json()
        if response.status != 200:
            raise SandboxRefused(answer["error"])
        return answer

    async def read(self, path: str, **fields: Any) -> str:
        """Return the text of an answer; fields that are None are left out."""
        given = {name: value for name, value in fields.items() if value is not None}
        async with self._session.get(f"{self.url}{path}", params=given) as response:
            words = await response.text()
        if response.status != 200:
            raise SandboxRefused(words)
        return words

    async def file(self, file_id: str) -> bytes:
        """Return the bytes of a file that somebody sent."""
        async with self._session.get(f"{self.url}/sandbox/files/{file_id}") as response:
            return await response.read()


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
