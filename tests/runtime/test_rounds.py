"""The planner outlives errors, blocked loops and renamed code (cases 31 to 35): the rows decide, not the process."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.bell import Bell
from bot.publishing import Publishing
from bot.rounds import Rounds
from bot.waiting import Waker
from config.timetable import ReportKind
from ledger.office_entries import CalendarDaySet
from ledger.slots import Slot
from reports import composing
from reports.composing import blocks_of
from storage.mail_tables import outbox, slots
from storage.store import Store
from tests.ledger.house import MONDAY
from tests.runtime.conftest import bind_group

GROUP = -1001
EVENING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # 17:30 in the office.
DAY = timedelta(days=1)


def planner(store: Store, clock, real) -> Rounds:
    """Return rounds whose one duty publishes."""

    async def ready() -> bool:
        return True

    return Rounds([Publishing(store, clock, real.now).ring], [], ready, Waker().ring)


async def rows(store: Store) -> list[tuple[str, str, str]]:
    """Return report, period and state of each slot."""
    async with store.database.reading() as connection:
        query = select(slots.c.report, slots.c.period, slots.c.state).order_by(slots.c.id)
        return [tuple(row) for row in (await connection.execute(query)).all()]


@pytest.mark.parametrize("where", ["reading", "writing"])
async def test_an_error_of_the_database_in_one_ring_is_made_good_by_the_next(store, clock, real, monkeypatch, where):
    await bind_group(store, GROUP, reports=("daily",))
    clock.jump_to(EVENING)
    rounds = planner(store, clock, real)
    with monkeypatch.context() as patch:

        def broken() -> None:
            raise OperationalError("SELECT", {}, sqlite3.OperationalError("database is locked"))

        patch.setattr(store.database, where, broken)
        await rounds.ring()
    assert await rows(store) == []
    await rounds.ring()
    assert await rows(store) == [("daily", "2026-11-23", "published")]


async def test_the_bell_rings_on_after_a_ring_that_broke():
    rung, both = [], asyncio.Event()

    async def ring() -> None:
        rung.append(len(rung))
        if len(rung) == 1:
            raise OSError
        both.set()

    bell = Bell(ring, every=0.01)
    bell.start()
    await asyncio.wait_for(both.wait(), 5)
    bell._going = None  # Its error is the ring's, which Rounds never lets out.
    await bell.stop()


@pytest.mark.parametrize(("grace", "rings"), [(None, True), (1, False)], ids=["ours", "the scheduler's own"])
async def test_a_loop_that_was_blocked_at_the_hour_rings_late(grace, rings):
    """Five seconds late; with the scheduler's own patience the ring would be dropped."""
    rung = asyncio.Event()

    async def ring() -> None:
        rung.set()

    bell = Bell(ring, every=20)
    bell._scheduler.modify_job("bell", misfire_grace_time=grace)
    bell.start()
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=25), tick=True):
        bell._scheduler.wakeup()
        for _ in range(20):
            await asyncio.sleep(0)
        assert rung.is_set() is rings
    await bell.stop()


async def test_what_is_stored_names_no_code_and_renamed_code_publishes_nothing_again(store, clock, real, monkeypatch):
    """The kinds are names that the database holds: to change one needs a migration."""
    assert [kind.value for kind in ReportKind] == [
        "dispatch", "daily", "weekly", "monthly", "quarterly", "todo", "prompt", "preview", "lastcall", "digest",
    ]  # fmt: skip
    await bind_group(store, GROUP, reports=("daily",))
    clock.jump_to(EVENING)
    await planner(store, clock, real).ring()
    async with store.database.reading() as connection:
        stored = [str(row) for table in (slots, outbox) for row in (await connection.execute(table.select())).all()]
    assert stored and not [row for row in stored if re.search(r"Publishing|\bbot\.|\breports\.|\bring\b", row)]
    renamed = type("Verkündung", (Publishing,), {"läute": Publishing.ring, "__module__": "neu.haus"})
    monkeypatch.setattr(composing, "blocks_of", _retitled)
    await renamed(store, clock, real.now).läute()
    assert await rows(store) == [("daily", "2026-11-23", "published")]
    clock.jump_to(EVENING + DAY)
    await renamed(store, clock, real.now).läute()
    assert [row[1] for row in await rows(store)] == ["2026-11-23", "2026-11-24"]
    async with store.reading(now=clock.now()) as books:
        bodies = [await books.slots.body(Slot("daily", GROUP, f"2026-11-{day}")) or "" for day in (23, 24)]
    assert [body.partition("｜")[0] for body in bodies] == ["<b>日报告</b>", "<b>每日情况</b>"]


def _retitled(*given: Any, **more: Any) -> list[str]:
    return [block.replace("日报告", "每日情况") for block in blocks_of(*given, **more)]


async def test_a_day_without_tasks_has_exactly_one_row(store, clock, real):
    await bind_group(store, GROUP, reports=("daily",))
    for minutes in (0, 1, 60, 179):
        clock.jump_to(EVENING + timedelta(minutes=minutes))
        await planner(store, clock, real).ring()
    assert await rows(store) == [("daily", "2026-11-23", "published")]


async def test_a_later_correction_of_the_calendar_sends_nothing_of_old_days(store, clock, real):
    """A Sunday that turns out to have been a workday, and a Monday that turns out to have been free."""
    friday = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    await bind_group(store, GROUP, reports=("daily",), now=friday - timedelta(hours=1))
    for moment in (friday, friday + 2 * DAY, EVENING):
        clock.jump_to(moment)
        await planner(store, clock, real).ring()
    found = [("daily", f"2026-11-{day}", "skipped" if day in (21, 22) else "published") for day in range(20, 24)]
    assert sorted(await rows(store)) == found
    corrected = EVENING + timedelta(hours=16)
    async with store.books(now=corrected) as books:
        for day, works in ((friday + 2 * DAY, True), (EVENING, False)):
            await books.record(CalendarDaySet(by=None, at=corrected, day=day.date(), works=works))
    clock.jump_to(corrected)
    sent = await store.outbox.counts()
    await planner(store, clock, real).ring()
    assert sorted(await rows(store)) == found
    assert await store.outbox.counts() == sent
    assert corrected > MONDAY
