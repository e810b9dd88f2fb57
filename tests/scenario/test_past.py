"""A limit from the receipt, the course of its task and how it stood before, over real HTTP in two time zones."""

from __future__ import annotations

import pytest

from bot.sandbox.people import Chat, Message, Person
from tests.scenario.office import PATIENCE, Office
from tests.scenario.opening import an_office
from tests.scenario.script import local

GIVER, DOER = "李四", "张三"


async def _hears(office: Office, place: Person | Chat, words: str, after: Message | int) -> str:
    """Return the message with the words that arrives after another."""
    return (await office.client.until(place, lambda one: words in one.text, after=after, timeout=PATIENCE)).text


@pytest.mark.parametrize("timezone", ["UTC", "America/New_York"])
async def test_signed_a_day_later_and_looked_at_as_it_was(sqlite_databases, tmp_path, timezone):
    async with an_office(sqlite_databases.fresh(), tmp_path, only=(GIVER, DOER), TZ=timezone) as office:
        giver, doer = office.people[GIVER], office.people[DOER]
        await office.reach(local(26, "10:00"))
        said = await giver.says(f"请{DOER}收到后2个工作日内报送三季度经济运行分析", chat=office.group)
        assert "时限：签收后2个工作日（最迟11月30日（星期一）18:00）" in await _hears(
            office, office.group, "请核对交办内容", said
        )
        await office.press(giver, "确认", said, chat=office.group)
        await office.until(lambda: _is_assigned(office))  # A tap counts from when it is fetched.
        await office.settle()

        await office.reach(local(27, "23:30"))
        await office.ring()  # What is recorded is dated by the bot's own clock.
        signed = await doer.says("收到")
        assert "请于12月1日（星期二）18:00前办结" in await _hears(office, doer, "已签收", signed)

        asked = await giver.says("DB-2026-1经过")
        course = await _hears(office, giver, "办理经过", asked)
        assert "11-26 10:00 " in course
        assert "11-27 23:30 " in course
        asked = await giver.says("DB-2026-1 昨天下午的情况")
        assert "状态：待签收" in await _hears(office, giver, "截至11月26日（星期四）18:00", asked)


async def _is_assigned(office: Office) -> bool:
    return any(entry.kind == "Assigned" for entry in office.database.entries())
