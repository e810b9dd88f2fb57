"""断链: what has nobody to do it, or no words, is put before coordinators the next morning, and mended in words."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import update

from bot.clock import ScaledClock
from bot.reminding import Reminding
from storage.chain import next_count
from storage.erasing import erase
from storage.roster_rows import SERIES
from storage.roster_tables import people
from tests.support.dialog import COORDINATOR, STAFF, Dialog


async def morning(dialog: Dialog, day: int) -> str:
    """Let the clock ring at 08:30 of that day of November, and return what the coordinator reads."""
    now = datetime(2026, 11, day, 0, 31, tzinfo=UTC)
    dialog.passes(seconds=(now - dialog.now).total_seconds())
    await Reminding(dialog.store, ScaledClock(now, speed=0), lambda: dialog.real).ring()
    await dialog.delivered()
    return dialog.last_to(COORDINATOR).text


async def gone(dialog: Dialog, *names: str) -> None:
    """Let these people have left with nobody to hand over to, as a database mended by hand would have it."""
    async with dialog.store.books(now=dialog.now) as books:
        where = people.c.name.in_(names)
        await books.connection.execute(update(people).where(where).values(left_at=dialog.now))
        await next_count(books.connection, SERIES)


async def test_a_task_whose_assignee_is_gone_is_mended_by_another(assigned: Dialog) -> None:
    await gone(assigned, STAFF)
    text = await morning(assigned, 24)
    assert "断链" in text and "责任人已离任" in text and "编号 转 某某" in text
    await assigned.says(COORDINATOR, "DB-2026-1 转王五")
    assert "断链" not in await morning(assigned, 25)


async def test_a_task_whose_words_are_gone_is_named_anew(assigned: Dialog) -> None:
    async with assigned.store.books(now=assigned.now) as books:
        await erase(books, [record.seq for record in await books.entries_of("DB-2026-1")])
    assert "无目标" in await morning(assigned, 24)
    said = await assigned.says(COORDINATOR, "DB-2026-1 事项改为报送三季度经济运行分析")
    assert said[0] == "DB-2026-1 已调整：事项改为“报送三季度经济运行分析”。"
    assert (await assigned.task()).title == "报送三季度经济运行分析"
    assert "断链" not in await morning(assigned, 25)


async def test_a_part_of_the_words_is_changed_and_who_works_on_it_is_told(assigned: Dialog) -> None:
    text = "DB-2026-1 已调整：事项由“报送三季度经济运行分析”改为“报送四季度经济运行分析”。"
    assert await assigned.says(COORDINATOR, "DB-2026-1把“三季度”改成“四季度”") == [text, text]
    assert assigned.last_to(STAFF).text == text
