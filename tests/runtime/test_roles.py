"""Roles: what a process does is a setting on PostgreSQL; on SQLite one process does it all."""

from __future__ import annotations

import asyncio

import pytest

from bot.roles import Roles
from bot.turns import ByTurns
from bot.wiring import run
from config.channels import Processes, Work
from config.mistakes import WrongSetting
from config.settings import Settings
from storage.turns import Key, Turn
from tests.runtime.conftest import TOKEN


async def _loop(stop: asyncio.Event) -> None:
    await stop.wait()


async def test_the_work_on_one_file_cannot_be_divided(database_file, tmp_path):
    settings = Settings(token=TOKEN, database_url=database_file, processes=Processes(roles=(Work.WORKER, Work.SENDER)))
    with pytest.raises(WrongSetting, match="SQLite 只能由一个进程承担全部工作"):
        await run(settings, stop=asyncio.Event())


def test_somebody_has_to_do_something():
    with pytest.raises(ValueError, match="至少写一项"):
        Processes(roles=())


async def test_a_process_runs_what_is_its_own(stores):
    roles = Roles([Work.WORKER, Work.TICKER], stores[0].database)
    assert roles.mine({Work.POLLER: _loop, Work.WORKER: _loop}) == [_loop]
    assert not roles.holds(Work.POLLER)()


@pytest.mark.postgres
async def test_one_at_a_time_has_a_turn_and_turns_are_apart(stores):
    first, second = stores
    if first.dialect == "sqlite":
        return
    async with asyncio.timeout(20):
        stop, began = asyncio.Event(), asyncio.Event()

        async def work(over: asyncio.Event) -> None:
            began.set()
            await over.wait()

        running = asyncio.create_task(ByTurns("sending", work, Turn(first.database, Key.SENDER)).run(stop))
        await began.wait()
        sender, ticker = Turn(second.database, Key.SENDER), Turn(second.database, Key.TICKER)
        assert [await sender.take(), await ticker.take()] == [False, True]
        stop.set()
        await running
        assert await sender.take()
        await sender.release()
        await ticker.release()


@pytest.mark.postgres
async def test_who_stops_last_sends_what_is_left(stores):
    """Two that stop together: what the second has left after the first looked for the last time is not forgotten."""
    first, second = stores
    if first.dialect == "sqlite":
        return
    held, did = Turn(first.database, Key.SENDER), list[bool]()

    async def work(over: asyncio.Event) -> None:
        did.append(over.is_set())

    assert await held.take()
    stop = asyncio.Event()
    running = asyncio.create_task(ByTurns("sending", work, Turn(second.database, Key.SENDER), clears_up=True).run(stop))
    stop.set()
    await held.release()
    await running
    assert did == [True]
