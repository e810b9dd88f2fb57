"""An update under which the whole process dies: it is set aside, whoever restarts the process, and all others go on."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.intake.dealing import DEADLY
from bot.intake.workers import DEATHS as LIMIT
from bot.intake.workers import SUSPECT
from storage.store import Store
from tests.ledger.house import ADMIN, COORDINATOR, STAFF
from tests.runtime.conftest import TOKEN, bind
from tests.support.bot_process import BotProcess

POISON = Path(__file__).parent / "poison"
PATIENCE = 30.0
DEATHS = SUSPECT + LIMIT
"""In the life in which it came and after one start more it is no suspect yet; in the others it was begun alone."""


@pytest.fixture
async def process(store, url, tmp_path) -> AsyncIterator[BotProcess]:
    environment = {"TAIZHANG_TOKEN": TOKEN, "TAIZHANG_API_URL": url, "TAIZHANG_DATABASE_URL": store.url}
    made = BotProcess(environment | {"PYTHONPATH": str(POISON)}, tmp_path / "bot.log", tmp_path)
    yield made
    await made.close()


async def test_an_update_that_kills_the_process_is_set_aside(store, process, office):
    names = {"张三": STAFF, "李四": COORDINATOR, "孙明": ADMIN}
    zhang, li, sun = [await office.user(name) for name in names]
    for person, known in zip((zhang, li, sun), names.values(), strict=True):
        await person.says("/start")
        await bind(store, known.id, person.id)
    await zhang.says("剧毒")
    for person in (zhang, li):
        await person.says("/whoami")

    deaths = await _deaths(process, store)

    assert deaths == [-signal.SIGKILL] * DEATHS
    await office.until(zhang, lambda message: "抱歉" in message.text, timeout=PATIENCE)
    await office.until(zhang, lambda message: "张三" in message.text, timeout=PATIENCE)
    await office.until(li, lambda message: "李四" in message.text, timeout=PATIENCE)
    await office.until(sun, lambda message: "程序处理消息" in message.text, timeout=PATIENCE)
    assert [one.reason for one in await store.inbox.aside()] == [DEADLY]


async def _deaths(process: BotProcess, store: Store) -> list[int]:
    """Start the process again whenever it has died, until nothing waits; return the exit codes."""
    found = list[int]()
    async with asyncio.timeout(4 * PATIENCE):
        while not found or await _waiting(store):
            await process.start()
            ending = asyncio.create_task(process.ended())
            while not ending.done() and (not found or await _waiting(store)):
                await asyncio.wait([ending], timeout=0.05)
            if ending.done():
                found.append(ending.result())
    return found


async def _waiting(store: Store) -> int:
    return (await store.inbox.counts()).get("waiting", 0)
