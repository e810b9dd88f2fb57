"""What the sandbox's tests share: raw Bot API calls, a token, a small picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import aiohttp

TOKEN = "7000000001:secret-of-the-first-bot"
BOT_ID = 7000000001
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@dataclass
class Api:
    """Raw Bot API calls of one bot."""

    url: str
    session: aiohttp.ClientSession
    token: str = TOKEN

    async def __call__(self, method: str, **params: Any) -> dict[str, Any]:
        """Call with a JSON body and return the whole answer."""
        async with self.session.post(f"{self.url}/bot{self.token}/{method}", json=params) as response:
            answer = await response.json()
        assert answer.get("error_code", 200) == response.status
        return answer

    async def result(self, method: str, **params: Any) -> Any:
        """Call and return the result of a call that succeeds."""
        answer = await self(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        """Call and return the words of the refusal."""
        answer = await self(method, **params)
        assert not answer["ok"]
        return str(answer["description"])

    async def kinds(self, **params: Any) -> list[str]:
        """Return the kinds of the updates that wait, and confirm them."""
        updates = await self.result("getUpdates", **params)
        if updates:
            await self.result("getUpdates", offset=updates[-1]["update_id"] + 1)
        return [kind for update in updates for kind in update if kind != "update_id"]

    async def told(self, kind: str, **params: Any) -> list[Any]:
        """Return what the updates of one kind say, and confirm them all."""
        updates = await self.result("getUpdates", **params)
        if updates:
            await self.result("getUpdates", offset=updates[-1]["update_id"] + 1)
        return [value for update in updates for name, value in update.items() if name == kind]

    async def upload(self, method: str, field: str, content: bytes, name: str, **params: Any) -> Any:
        """Call with a file in the body and return the result."""
        form = aiohttp.FormData({key: str(value) for key, value in params.items()}, default_to_multipart=True)
        form.add_field(field, content, filename=name)
        async with self.session.post(f"{self.url}/bot{self.token}/{method}", data=form) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]
