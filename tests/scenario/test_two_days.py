"""Two office days of 23 people and 42 tasks over real HTTP: every entry, every answer, every scheduled message."""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from datetime import datetime

import pytest

from tests.scenario import oracle
from tests.scenario.killing import Killer
from tests.scenario.office import Office
from tests.scenario.opening import an_office
from tests.scenario.script import local, pushes, steps
from tests.support.looking import Kept

KILLS = 20
EVERYBODY = 21  # All but the leader and the administrator owe a daily report.
SEED = 20261126


async def live_through(office: Office, killer: Killer | None = None) -> None:
    """Do every step at its moment, and let every scheduled moment come."""
    waiting = list(pushes())
    for step in steps():
        while waiting and waiting[0][0] < step.at:
            await _let_it_ring(office, *waiting.pop(0))
        await office.reach(step.at)
        if killer is None:
            await office.do(step)
        else:
            await killer.during(office.do(step))
    for push in waiting:
        await _let_it_ring(office, *push)


async def _let_it_ring(office: Office, moment: datetime, reports: tuple[str, ...]) -> None:
    await office.settle()
    await office.reach(moment)
    day, week = moment.date().isoformat(), moment.strftime("%G-W%V")
    wanted = {(report, office.group.id, week if report == "weekly" else day) for report in reports}

    async def published() -> bool:
        return wanted <= set(office.database.slots())

    await office.until(published)
    await office.ring()
    await office.settle()


@pytest.mark.postgres
async def test_two_days_as_the_table_says(postgres_databases, tmp_path):
    """Nothing is missing and nothing is there twice: entries, answers, reports and private lists."""
    async with an_office(postgres_databases.fresh(), tmp_path) as office:
        start = office.seq
        await live_through(office)

        assert len(office.numbers) == 42
        assert sorted(office.numbers.values()) == sorted(f"DB-2026-{n}" for n in range(1, 43))
        assert len(office.database.acts(after=start)) == sum(bool(step.kinds) for step in steps())
        _check_clock(office, start)
        await _check_pushes(office)
        await _check_daily(office)
        assert await office.bot.stop() == 0
        await oracle.check(office)


def _check_clock(office: Office, start: int) -> None:
    """Hold that the clock pressed, and for nothing twice: each receipt a rung at a time, each notice its number."""
    clocks = Counter(entry.kind for entry in office.database.entries(after=start) if entry.by is None)
    assert set(clocks) == {"ReceiptChased", "Escalated"}
    chased = office.database.rows("SELECT task, data FROM entries WHERE kind = 'ReceiptChased'")
    assert len({(row.task, str(row.data)) for row in chased}) == len(chased)


async def _check_pushes(office: Office) -> None:
    """Each report reached the group once a period, and nobody got a private list twice."""
    slots = office.database.slots()
    assert set(slots.values()) == {1}
    group = Counter((report, period) for report, chat, period in slots if chat == office.group.id)
    assert set(group) == {
        ("dispatch", "2026-11-26"),
        ("daily", "2026-11-26"),
        ("dispatch", "2026-11-27"),
        ("daily", "2026-11-27"),
        ("weekly", "2026-W48"),
    }
    said = [one for one in await office.client.messages(office.group) if one.by_bot]
    heads = Counter(one.text[:3] for one in said if "photo" not in one.raw)
    assert (heads["日调度"], heads["日报告"], heads["周总结"]) == (2, 2, 1)
    drawn = Counter(one.text[:3] for one in said if "photo" in one.raw)
    assert (drawn["日调度"], drawn["日报告"], drawn["周总结"]) == (1, 2, 1)  # A nil return needs no picture.


def _count(day: int, kind: str) -> int:
    end = local(day, "17:30")
    start = local(day - 1, "17:30")
    return sum(kind in step.kinds and start < step.at <= end for step in steps())


async def _check_daily(office: Office) -> None:
    """Hold that the daily report's figures are those of the table, and its lists are as long as the figures."""
    for day in (26, 27):
        printed = await office.bot.command(
            "report", "daily", "--on", f"2026-11-{day}", "--chat", str(office.group.id), "--format", "json"
        )
        data = json.loads(printed)
        lists = data["sections"]
        assert lists["closed"]["count"] == len(lists["closed"]["tasks"]) == _count(day, "Closed")
        assert lists["new"]["count"] == len(lists["new"]["tasks"]) == _count(day, "Assigned") - _count(day, "Withdrawn")
        people = data["attendance"]
        found = [len(people[where]) for where in ("reported", "missing", "on_leave")]
        assert sum(found) == people["owed"] == EVERYBODY
        assert found[2] == (1 if day == 27 else 0)


@pytest.mark.skipif("TAIZHANG_LONG" not in os.environ, reason="long: TAIZHANG_LONG=1; tests/chaos has kills of its own")
@pytest.mark.parametrize("seed", [SEED])
async def test_two_days_under_kill_9(database_url, tmp_path, seed):
    """Twenty kills at random moments: the ledger ends as if nothing had happened, and the books balance."""
    async with an_office(database_url, tmp_path) as office:
        start = office.seq
        killer = Killer(office.bot, random.Random(seed), kills=KILLS, over=len(steps()))
        await live_through(office, killer)
        await office.settle()

        assert office.bot.kills == KILLS, f"seed {seed}"
        found: list[Kept] = office.database.acts(after=start)
        assert len(found) == sum(bool(step.kinds) for step in steps()), f"seed {seed}"
        await _check_pushes(office)
        assert await office.bot.stop() == 0
        await oracle.check(office)
