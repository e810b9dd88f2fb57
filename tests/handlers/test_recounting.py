"""暂定: limits in a year without a notice are counted anew once it is kept; who is concerned is told, once."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from unicodedata import normalize

import pytest

from bot.recounting import Recounting
from handlers.reading.holidays import holiday_notice
from ledger.office_entries import CalendarYearSet
from ledger.time_entries import Recounted
from storage.erasing import erase
from tests.handlers.test_departing import Standing
from tests.support.dialog import ADMIN, COLLEAGUE, COORDINATOR, HEAD, LEADER, STAFF, Dialog
from tests.support.notices import MADE_2027

BEFORE_SPRING = datetime(2027, 1, 27, 2, 0, tzinfo=UTC)
"""A Wednesday, 10:00; by the statute alone 2027-02-05 (除夕) to 02-08 are off, by the notice 02-05 to 02-11."""


@pytest.fixture
async def january(dialog: Dialog) -> Dialog:
    """Return the chats in a January for which no notice is known."""
    dialog.passes(seconds=(BEFORE_SPRING - dialog.now).total_seconds())
    return dialog


async def given(dialog: Dialog, words: str, *, who: str = COORDINATOR) -> None:
    await dialog.says(who, words)
    await dialog.taps(who, "确认")


async def kept(dialog: Dialog) -> list[str]:
    """Keep the notice in the chat, ring the bell, and return what was said."""
    await dialog.says(ADMIN, MADE_2027)
    await dialog.taps(ADMIN, "确认")
    return await rung(dialog)


async def rung(dialog: Dialog) -> list[str]:
    await Recounting(dialog.store, Standing(dialog.now), dialog.desk).ring()
    return await dialog.delivered()


async def due(dialog: Dialog, number: str = "DB-2027-1") -> str:
    task = await dialog.task(number)
    assert task.deadline is not None
    hours = dialog_hours(dialog)
    return f"{hours.local(task.deadline):%m-%d %H:%M}{'暂定' if task.provisional else ''}"


def dialog_hours(dialog: Dialog):
    return dialog.store.house.hours


async def test_a_span_of_workdays_moves_by_an_entry_of_its_own_and_all_are_told_once(january: Dialog) -> None:
    await given(january, "请张三10个工作日内报送春节值班安排")
    await given(january, "请张三11个工作日内报送节后复工情况")
    await given(january, "请王五2027年2月26日前报送统计年报")
    before = [await due(january, f"DB-2027-{n}") for n in (1, 2, 3)]
    assert before == ["02-12 18:00暂定", "02-15 18:00暂定", "02-26 18:00暂定"]
    said = await kept(january)
    after = [await due(january, f"DB-2027-{n}") for n in (1, 2, 3)]
    assert after == ["02-16 18:00", "02-17 18:00", "02-26 18:00"]
    mine = january.last_to(STAFF).text
    assert mine.startswith("2027年放假安排已登记，下列暂定时限按此重算：\nDB-2027-1 ") and "DB-2027-2 " in mine
    assert "2月12日" in mine and "2月16日" in mine and "请以新时限为准" in mine
    listed = january.last_to(COORDINATOR).text
    assert "时限有变化的2项" in listed and "其余1项时限不变，不再标注暂定。" in listed
    assert len(said) == 2, said
    assert "放假安排已登记，下列" not in january.last_to(COLLEAGUE).text
    assert [await january.kinds(f"DB-2027-{n}") for n in (1, 3)] == [["Assigned", "Recounted"]] * 2
    (stays,) = [one for one in await january.entries("DB-2027-3") if isinstance(one, Recounted)]
    assert stays.deadline is None and stays.by is None
    assert "按放假安排重算，时限改为2月16日" in "".join(await january.says(COORDINATOR, "DB-2027-1经过"))


async def test_it_is_done_once_by_whoever_rings_and_again_for_nobody(january: Dialog) -> None:
    await given(january, "请张三10个工作日内报送春节值班安排")
    await january.says(ADMIN, MADE_2027)
    await january.taps(ADMIN, "确认")
    twins = [Recounting(january.store, Standing(january.now), january.desk) for _ in range(3)]
    await asyncio.gather(*(one.ring() for one in twins))
    assert len(await january.delivered()) == 2
    assert await rung(january) == []
    await keep_again(january)
    assert await rung(january) == []
    assert await january.kinds("DB-2027-1") == ["Assigned", "Recounted"]


async def keep_again(dialog: Dialog) -> None:
    """Keep the same notice as the command line does, without a word in any chat."""
    notice = holiday_notice(normalize("NFKC", MADE_2027))
    assert notice is not None
    entry = CalendarYearSet(by=None, at=dialog.now, year=notice.year, paper=notice.paper, days=notice.days)
    async with dialog.store.books(now=dialog.now) as books:
        await books.record(entry)


async def test_a_notice_from_the_command_line_does_the_same(january: Dialog) -> None:
    await given(january, "请张三10个工作日内报送春节值班安排")
    await keep_again(january)
    assert await due(january) == "02-12 18:00暂定"
    assert len(await rung(january)) == 2
    assert await due(january) == "02-16 18:00"


async def test_a_limit_from_the_receipt_starts_from_the_receipt(january: Dialog) -> None:
    await given(january, "请张三签收后10个工作日内报送春节值班安排")
    january.passes(hours=1)
    await january.says(STAFF, "DB-2027-1 签收")
    assert await due(january) == "02-12 18:00暂定"
    await kept(january)
    assert await due(january) == "02-16 18:00"
    (branch,) = (await january.task("DB-2027-1")).branches
    assert branch.due == (await january.task("DB-2027-1")).deadline


async def test_a_change_of_the_limit_is_read_again_and_an_extension_is_kept(january: Dialog) -> None:
    await given(january, "请张三2月2日前报送春节值班安排")
    await january.says(COORDINATOR, "DB-2027-1 时限改为10个工作日内")
    await given(january, "请王五10个工作日内报送统计年报")
    await january.says(COLLEAGUE, "DB-2027-2 申请延期至2月18日，数据未核实")
    await january.taps(LEADER, "同意")
    assert [await due(january, f"DB-2027-{n}") for n in (1, 2)] == ["02-12 18:00暂定", "02-18 18:00"]
    await kept(january)
    assert [await due(january, f"DB-2027-{n}") for n in (1, 2)] == ["02-16 18:00", "02-18 18:00"]


async def test_suspended_workdays_are_counted_by_the_notice(january: Dialog) -> None:
    await given(january, "请张三5个工作日内报送春节值班安排")
    await january.says(COORDINATOR, "DB-2027-1先中止，等省里批复")
    january.passes(days=5)
    await january.says(COORDINATOR, "DB-2027-1恢复办理")
    before = await due(january)
    await kept(january)
    assert (before, await due(january)) == ("02-10 18:00暂定", "02-14 18:00")


async def test_parts_move_with_the_whole_and_never_outlive_it(january: Dialog) -> None:
    await given(january, "请综合科10个工作日内报送春节值班安排")
    await given(january, "DB-2027-1 分解：张三汇总值班表；王五2月10日前核对电话", who=HEAD)
    assert await due(january, "DB-2027-2") == "02-12 18:00暂定"
    await kept(january)
    dues = [await due(january, f"DB-2027-{n}") for n in (1, 2, 3)]
    assert dues == ["02-16 18:00", "02-16 18:00", "02-10 18:00"]


@pytest.mark.parametrize(("days", "until"), [(4, "02-15 18:00"), (5, "02-16 18:00")])
async def test_nobody_is_made_late_by_a_notice(january: Dialog, days: int, until: str) -> None:
    """The notice lets the office work on Sunday 02-14: brought forward is only what then still lies ahead."""
    january.passes(days=15)
    await given(january, "请张三3个工作日内报送复工情况")
    assert await due(january) == "02-16 18:00暂定"
    january.passes(days=days)
    await kept(january)
    assert await due(january) == until


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
async def test_the_day_is_the_same_wherever_the_machine_stands(
    january: Dialog, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        january.passes(hours=13)  # 23:00 in the office: yesterday's morning in New York.
        await given(january, "请张三10个工作日内报送春节值班安排")
        await kept(january)
        assert await due(january) == "02-16 18:00"
    finally:
        monkeypatch.undo()
        time.tzset()


async def test_words_that_cannot_be_read_again_are_put_before_the_coordinator(january: Dialog) -> None:
    await given(january, "请张三10个工作日内报送春节值班安排")
    async with january.store.books(now=january.now) as books:
        await erase(books, [record.seq for record in await books.entries_of("DB-2027-1")])
    await kept(january)
    assert await due(january) == "02-12 18:00"
    assert "未能按原话重算的1项" in january.last_to(COORDINATOR).text
