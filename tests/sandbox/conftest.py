"""A world of its own for each test, served over real HTTP inside the test's event loop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest
from sandbox_api import TOKEN, Api
from sandbox_echo import polling

from bot.clock import ScaledClock
from bot.sandbox.client import SandboxClient
from bot.sandbox.server import running
from bot.sandbox.world import World


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


@pytest.fixture
async def echo_bot(url: str) -> AsyncIterator[None]:
    async with polling(url):
        yield
