"""What a downtime does, and where the bot's own machine stands: neither changes what was promised or when."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

from bot.demo.pictures import photo
from tests.scenario.office import Office
from tests.scenario.opening import an_office
from tests.scenario.script import Step, local

FENCE = Path(__file__).parent / "fenced"


def step(clock: str, who: str, act: str, text: str, expect: str, *, task: str = "T", in_group: bool = False) -> Step:
    """Return a step of Thursday."""
    return Step(at=local(26, clock), who=who, in_group=in_group, task=task, act=act, text=text, expect=expect)


async def _assigned(office: Office) -> None:
    await office.reach(local(26, "09:00"))
    await office.do(step("09:00", "李四", "交办", "请张三今天下班前报送简报", "Assigned", in_group=True))
    await office.do(step("09:01", "张三", "按", "签收", "Acknowledged"))
    await office.settle()


def _at(office: Office, kind: str) -> str:
    rows = office.database.rows("SELECT at FROM entries WHERE kind = :kind", kind=kind)
    return str(rows[-1][0])[:16]


async def test_a_claim_sent_before_the_deadline_counts_although_the_bot_was_down(sqlite_databases, tmp_path):
    """Down from 17:55 to 18:10 (B11): the message of 17:59 is on time, and a tap counts when it is received."""
    async with an_office(sqlite_databases.fresh(), tmp_path, only=("李四", "张三")) as office:
        await _assigned(office)
        await office.reach(local(26, "17:55"))
        await office.bot.kill()
        await office.reach(local(26, "17:59"))
        number = office.numbers["T"]
        await office.people["张三"].sends_photo(photo("简报"), caption=f"{number} 申请销号")
        await office.reach(local(26, "18:10"))
        await office.bot.start()
        await office.recorded(step("17:59", "张三", "照片", "", "CompletionClaimed"))

        assert _at(office, "CompletionClaimed") == "2026-11-26 09:59"
        await office.do(step("18:12", "李四", "按", "同意销号", "Closed"))
        assert _at(office, "Closed") >= "2026-11-26 10:10"
        assert "逾期" not in await office.bot.command("ledger", "task", number)


async def test_a_report_missed_in_a_downtime_is_published_once_and_says_so(sqlite_databases, tmp_path):
    """Down from 16:50 to 18:20 (F9): the daily report comes at the start, marked 迟发."""
    async with an_office(sqlite_databases.fresh(), tmp_path, only=("李四", "张三")) as office:
        await _assigned(office)
        await office.reach(local(26, "16:50"))
        await office.bot.kill()
        await office.reach(local(26, "18:20"))
        await office.bot.start()

        report = await office.client.until(office.group, lambda one: one.text.startswith("日报告"), timeout=60)
        assert "迟发" in report.text
        await office.ring()
        await office.bot.kill()
        await office.bot.start()
        await office.ring()
        said = [
            one
            for one in await office.client.messages(office.group)
            if one.text.startswith("日报告") and "photo" not in one.raw
        ]
        assert len(said) == 1


async def test_more_than_a_day_without_the_bot_is_told_with_its_times_and_work_goes_on(sqlite_databases, tmp_path):
    """Killed on Thursday at 9:00, started on Friday at 14:30: the platform has thrown away what was said before."""
    async with an_office(sqlite_databases.fresh(), tmp_path, only=("李四", "张三")) as office:
        await office.reach(local(26, "09:00"))
        await office.ring()
        await office.bot.kill()
        await office.reach(local(27, "14:30"))
        await office.bot.start()
        told = await office.client.until(office.people["李四"], lambda one: "停止运行" in one.text, timeout=60)
        assert told.text.startswith("本助手自 11-26 09:00 至 11-27 14:30 停止运行，超过24小时。")
        order = step("14:31", "李四", "交办", "请张三今天下班前报送简报", "Assigned", in_group=True)
        await office.do(replace(order, at=local(27, "14:31")))


async def test_the_office_is_where_it_is_whatever_the_machine_says(sqlite_databases, tmp_path):
    """A machine in New York without a way out (B1, I6): 下班前 is 18:00 in the office, and nothing is missed."""
    fenced = {"TZ": "America/New_York", "PYTHONPATH": str(FENCE)}
    async with an_office(sqlite_databases.fresh(), tmp_path, only=("李四", "张三"), **fenced) as office:
        await _assigned(office)
        deadline = office.database.rows("SELECT deadline FROM tasks")[0][0]
        assert str(deadline).startswith("2026-11-26 10:00")
        await office.reach(local(26, "17:30"))
        report = await office.client.until(office.group, lambda one: one.text.startswith("日报告"), timeout=60)
        assert "2026-11-26" in report.text


async def test_the_fence_holds():
    """Otherwise the test above would prove nothing."""
    asked = "import socket; socket.getaddrinfo('office.invalid', 80)"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", asked), env={"PYTHONPATH": str(FENCE)}, stderr=asyncio.subprocess.PIPE
    )
    _, trouble = await process.communicate()
    assert b"fenced in" in trouble
