"""A world of its own for each test, served over real HTTP inside the test's event loop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from bot.clock import ScaledClock
from bot.sandbox.client import SandboxClient
from bot.sandbox.server import running
from bot.sandbox.world import World

TOKEN = "7000000001:secret-of-the-first-bot"
BOT_ID = 7000000001


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


@pytest.fixture
def world() -> World:
    made = World(ScaledClock(datetime(2026, 11, 23, 2, 0, tzinfo=UTC), speed=0))
    made.brakes = False
    return made


@pytest.fixture
async def url(world: World) -> AsyncIterator[str]:
    async with running(world, webhook_wait=0.01) as base:
        yield base


@pytest.fixture
async def office(url: str) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(url) as client:
        yield client


@pytest.fixture
async def api(url: str, office: SandboxClient) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        call = Api(url, session)
        await office.bot(TOKEN)
        yield call
