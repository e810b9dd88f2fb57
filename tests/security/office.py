"""A handful of people, a group and the bot as a process: what it leaves on the disk is in one folder."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import ScaledClock
from bot.sandbox.client import SandboxClient
from bot.sandbox.server import running
from bot.sandbox.world import World
from storage.store import Store
from tests.ledger.house import COORDINATOR, STAFF
from tests.rights.office import TOKEN, Rights
from tests.runtime.conftest import HOUSE, bind, bind_group, fill
from tests.support.bot_process import BotProcess, at_the_sandbox
from tests.support.databases import SqliteDatabases
from tests.support.looking import Database

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)  # Thursday, 10:00 in the office.
WHO = {"own": STAFF, "gave": COORDINATOR}


@asynccontextmanager
async def an_office(databases: SqliteDatabases, folder: Path) -> AsyncIterator[Rights]:
    """Open the sandbox and a small office whose database lies in the folder, and start the bot."""
    copied = (await asyncio.to_thread(databases.copy_of, "runtime", fill)).removeprefix("sqlite:///")
    url = f"sqlite:///{shutil.move(copied, folder / 'taizhang.db')}"
    clock, world = ScaledClock(NOW, speed=0), World()
    world.brakes = False
    async with running(world, clock=clock) as base, SandboxClient(base) as client:
        await client.bot(TOKEN, username="taizhang_bot", first_name="台账助手")
        store = await Store.open(url, house=HOUSE)
        bot = BotProcess(at_the_sandbox(base, token=TOKEN, database_url=url, folder=folder), folder / "bot.log", folder)
        office = Rights(client, clock, store, bot, Database(url))
        try:
            await _move_in(office)
            await bot.start()
            await office.settle(len(WHO) + 2)  # Who opened the bot, and what its coming into the group says.
            yield office
        finally:
            await bot.kill()
            office.database.close()
            await store.close()


async def _move_in(office: Rights) -> None:
    for who, person in WHO.items():
        office.people[who] = user = await office.client.user(person.name)
        office.ids[who] = person.id
        await bind(office.store, person.id, user.id)
        await user.opens()
    office.people["stranger"] = await office.client.user("路人")
    group = await office.client.group("综合科", list(office.people.values()))
    await office.client.add_bot(group, TOKEN, admin=True, by=office.people["gave"])
    await bind_group(office.store, group.id, reports=())
    office.groups["综合科"] = group
