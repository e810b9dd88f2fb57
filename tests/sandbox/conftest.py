"""A world of its own for each test, served over real HTTP inside the test's event loop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import aiohttp
import pytest
from sandbox_api import TOKEN, Api
from sandbox_echo import polling
from sandbox_honesty import dishonest, faults_in

from bot.clock import ScaledClock
from bot.sandbox.client import SandboxClient
from bot.sandbox.errors import Json
from bot.sandbox.server import running
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.world import World


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Hand out a world, and look at the end whether all that it said is what the schema says."""
    made = World(ScaledClock(datetime(2026, 11, 23, 2, 0, tzinfo=UTC), speed=0))
    made.brakes = False
    wrong: list[str] = []
    add = UpdateQueue.add

    def watched(queue: UpdateQueue, kind: str, value: Json) -> None:
        wrong.extend(faults_in({"update_id": 1, kind: value}, "Update"))
        add(queue, kind, value)

    monkeypatch.setattr(UpdateQueue, "add", watched)
    yield made
    assert wrong + dishonest(made) == []


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
