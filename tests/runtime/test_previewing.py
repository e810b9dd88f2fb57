"""Previewing: what coordinators read at 16:50 is what the groups get at 17:30, and one tap reminds who is missing."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.previewing import Previewing
from bot.publishing import Publishing
from ledger.acts.attending import report_day, take_leave
from ledger.acts.requests import ReportDay, TakeLeave
from ledger.office_entries import SettingChanged
from tests.ledger.house import COORDINATOR, FINANCE, GENERAL, MONDAY, STAFF
from tests.runtime.conftest import bind, bind_group

GROUP, OTHER, THIRD = -1001, -1002, -1003
BEFORE = datetime(2026, 11, 23, 8, 50, tzinfo=UTC)  # 16:50 in the office.
HOUR = BEFORE + timedelta(minutes=40)
BOSS = 14


def previewing(store, clock, real) -> Previewing:
    return Previewing(store, clock, real.now)


async def sent(store, chat: int) -> list[str]:
    found = [await store.outbox.get(number) for number in range(1, 40)]
    return [row.payload["text"] for row in found if row is not None and row.chat == chat]


async def bound(store, chat: int, unit, *, title: str, reports=("daily",)) -> None:
    async with store.books(now=MONDAY) as books:
        await books.directory.note_chat(chat, title=title, kind="supergroup", now=MONDAY)
        await books.directory.bind_chat(chat, unit=unit, reports=reports, by=None, now=MONDAY)


async def test_the_text_of_the_preview_is_the_text_of_the_group(store, clock, real):
    await bind(store, COORDINATOR.id, BOSS)
    await bind_group(store, GROUP, reports=("daily", "dispatch"))
    clock.jump_to(BEFORE)
    await previewing(store, clock, real).ring()
    await previewing(store, clock, real).ring()
    heading, text = await sent(store, BOSS)
    assert heading.splitlines() == [
        "<b>发布预览</b>｜11月23日（星期一）",
        "17:30 日报告：市府办工作群",
        "未报 7 人。届时自动发布，无需确认；发布前的新情况仍会计入。报告现文如下：",
    ]
    clock.jump_to(HOUR)
    await Publishing(store, clock, real.now).ring()
    assert await sent(store, GROUP) == [text]


async def test_groups_that_read_the_same_are_shown_once_and_many_texts_by_a_button(store, clock, real):
    await bind(store, COORDINATOR.id, BOSS)
    for number, unit in enumerate((None, None, GENERAL.id, FINANCE.id, 3, 5)):
        await bound(store, GROUP - 10 + number, unit, title=f"群{number}")
    clock.jump_to(BEFORE)
    await previewing(store, clock, real).ring()
    heading, *texts = await sent(store, BOSS)
    assert "17:30 日报告：群0、群1\n17:30 日报告：群2\n" in heading
    assert [text.splitlines()[0].rpartition("｜")[2] for text in texts] == ["全办", "综合科", "财政局"]
    row = await store.outbox.get(1)
    labels = [button["text"] for line in row.payload["reply_markup"]["inline_keyboard"] for button in line]
    assert labels == ["提醒未报", "日报告｜群4", "日报告｜群5"]


@pytest.mark.parametrize("why", ["nothing subscribed", "published before", "rest day", "switched off", "on leave"])
async def test_nobody_is_disturbed_where_there_is_nothing_to_preview(store, clock, real, why):
    await bind(store, COORDINATOR.id, BOSS)
    if why != "nothing subscribed":
        await bind_group(store, GROUP, reports=("daily",))
    changes = {
        "published before": ("timetable.daily.time", "16:40"),
        "switched off": ("timetable.preview.enabled", "false"),
    }
    async with store.books(now=MONDAY) as books:
        if why in changes:
            name, value = changes[why]
            await books.record(SettingChanged(by=COORDINATOR.id, at=MONDAY, name=name, value=value))
        if why == "on leave":
            day = BEFORE.date()
            leave = TakeLeave(person=4, sent_at=MONDAY, whose=COORDINATOR.id, first=day, last=day)
            await take_leave(books, leave)
    clock.jump_to(BEFORE + timedelta(days=5) if why == "rest day" else BEFORE)
    await previewing(store, clock, real).ring()
    assert await sent(store, BOSS) == []


async def test_two_programs_preview_once(stores, clock, real):
    await bind(stores[0], COORDINATOR.id, BOSS)
    await bind_group(stores[0], GROUP, reports=("daily",))
    clock.jump_to(BEFORE)
    for _ in range(2):
        await asyncio.gather(*(previewing(store, clock, real).ring() for store in stores))
    assert len(await sent(stores[0], BOSS)) == 2


async def test_who_reported_is_not_counted_as_missing(store, clock, real):
    await bind(store, COORDINATOR.id, BOSS)
    await bind_group(store, GROUP, reports=("daily",))
    async with store.books(now=MONDAY) as books:
        await report_day(books, ReportDay(person=STAFF.id, sent_at=MONDAY, day=MONDAY.date(), done="校对"))
    clock.jump_to(BEFORE)
    await previewing(store, clock, real).ring()
    heading, text = await sent(store, BOSS)
    assert "未报 6 人" in heading and "未报 6" in text
