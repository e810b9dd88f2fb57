"""One browser for all tests of the page, a fresh window and a fresh world for each.

A browser lives in one event loop, so everything here runs in the session's loop.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from handling import ready
from playwright.async_api import Browser, Page
from sandbox_api import TOKEN, Api
from sandbox_echo import polling

from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Person
from bot.sandbox.server import running
from bot.sandbox.world import World
from tests.support.browsing import chromium, running_browser
from tests.support.require import missing

PATIENCE = 10_000  # Milliseconds.
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run every test of this folder in the session's loop."""
    for item in items:
        if item.path.parent.samefile(__file__.rpartition("/")[0]):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            item.add_marker(pytest.mark.browser)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_browser() -> AsyncIterator[Browser]:
    path = chromium()
    if path is None:
        missing("browser", "no chromium is on the path")
    async with running_browser(path) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def url(world: World) -> AsyncIterator[str]:
    async with running(world, webhook_wait=0.01) as base:
        yield base


@pytest_asyncio.fixture(loop_scope="session")
async def office(url: str) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(url) as client:
        yield client


@pytest_asyncio.fixture(loop_scope="session")
async def api(url: str, office: SandboxClient) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        yield Api(url, session)


@pytest_asyncio.fixture(loop_scope="session")
async def echo_bot(url: str) -> AsyncIterator[None]:
    async with polling(url):
        yield


@pytest_asyncio.fixture(loop_scope="session")
async def zhang(office: SandboxClient) -> Person:
    return await office.user("张三")


@pytest_asyncio.fixture(loop_scope="session")
async def li(office: SandboxClient, zhang: Person) -> Person:
    return await office.user("李四")


@pytest_asyncio.fixture(loop_scope="session")
async def group(office: SandboxClient, zhang: Person, li: Person) -> Chat:
    """Hand out the group of both; the bot leads it."""
    await office.bot(TOKEN, first_name="台账助手", username="taizhang_bot")
    made = await office.group("工作群", [zhang, li])
    await office.add_bot(made, TOKEN, admin=True)
    return made


@asynccontextmanager
async def window(browser: Browser, **look: Any) -> AsyncIterator[Page]:
    """Open a window; errors of scripts and failed requests fail the test."""
    context = await browser.new_context(**{"viewport": DESKTOP, "locale": "zh-CN", **look})
    opened = await context.new_page()
    opened.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    # A reload gives up what is under way; that is nobody's failure.
    opened.on("requestfailed", lambda one: None if one.failure == "net::ERR_ABORTED" else wrong.append(one.url))
    yield opened
    await context.close()
    assert wrong == []


@pytest_asyncio.fixture(loop_scope="session")
async def page(shared_browser: Browser, url: str, group: Chat) -> AsyncIterator[Page]:
    """Hand out the page on a desk, played by the first person."""
    async with window(shared_browser) as opened:
        await opened.goto(url)
        await ready(opened)
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def phone(shared_browser: Browser, url: str, group: Chat) -> AsyncIterator[Page]:
    """Hand out the page on a phone."""
    async with window(shared_browser, viewport=PHONE, has_touch=True, is_mobile=True) as opened:
        await opened.goto(url)
        await ready(opened)
        yield opened
