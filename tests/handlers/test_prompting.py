"""日报提醒: what the day's entries say is sent by one tap or one word; a line in reply is asked about."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.clock import ScaledClock
from bot.reminding import Reminding
from ledger.entries import DailyReported
from storage.entry_rows import recorded
from tests.support.dialog import COORDINATOR, GROUP, HEAD, Dialog, Shown
from tests.support.scenes import scene

DRAFT = "交办：报送三季度经济运行分析（DB-2026-1）"
REPORTED = f"11月23日（星期一）日报已登记。当日再次报送的，以最后一次为准。\n\n{DRAFT}"


async def ring(dialog: Dialog, hour: int, minute: int) -> None:
    """Let the clock ring at that hour of the office on Monday."""
    now = datetime(2026, 11, 23, hour - 8, minute, tzinfo=UTC)
    dialog.passes(seconds=(now - dialog.now).total_seconds())
    clock = ScaledClock(dialog.now, speed=0)
    await Reminding(dialog.store, clock, lambda: dialog.real).ring()
    await dialog.delivered()


@scene
async def prompted(assigned: Dialog) -> None:
    """Begin after the prompt of 16:30; 李四 has assigned one task that day."""
    await ring(assigned, 16, 31)


async def reports(dialog: Dialog) -> list[tuple[int | None, str]]:
    async with dialog.store.reading(now=dialog.now) as books:
        found = [one.entry for one in await recorded(books.connection)]
    return [(one.day.day, one.done) for one in found if isinstance(one, DailyReported)]


def prompt_of(dialog: Dialog, who: str) -> Shown:
    shown = dialog.last_to(who)
    assert "日报提醒" in shown.text
    return shown


async def test_the_prompt_proposes_what_the_entries_say(prompted: Dialog) -> None:
    assert list(prompt_of(prompted, COORDINATOR).buttons) == ["对，照此报送"]
    assert list(prompt_of(prompted, HEAD).buttons) == ["今日无事项"]


async def test_one_tap_is_the_report(prompted: Dialog) -> None:
    assert await prompted.taps(COORDINATOR, "照此报送") == [REPORTED]
    await prompted.taps(HEAD, "今日无事项")
    assert await reports(prompted) == [(23, DRAFT), (23, "今日无事项")]


@pytest.mark.parametrize("word", ["对", "对的", "是的", "没错", "照此报送", "好，就这样报"])
@pytest.mark.parametrize("replying", [True, False])
async def test_one_word_is_the_report(prompted: Dialog, word: str, replying: bool) -> None:
    how = {"reply_to": prompt_of(prompted, COORDINATOR)} if replying else {}
    assert await prompted.says(COORDINATOR, word, **how) == [REPORTED]
    assert await reports(prompted) == [(23, DRAFT)]


async def test_a_second_word_reports_nothing_new(prompted: Dialog) -> None:
    await prompted.says(COORDINATOR, "对")
    assert await prompted.says(COORDINATOR, "对") == ["该操作已办理，无需重复点击。"]
    assert await reports(prompted) == [(23, DRAFT)]


async def test_whoever_has_sent_it_is_not_called_again(prompted: Dialog) -> None:
    await prompted.says(COORDINATOR, "对")
    before = prompted.last_to(COORDINATOR)
    await ring(prompted, 17, 16)
    assert prompted.last_to(COORDINATOR) is before
    assert "日报提醒" in prompted.last_to(HEAD).text


async def test_a_line_in_reply_is_asked_about_and_one_tap_makes_it_the_report(prompted: Dialog) -> None:
    line = "参加了全市经济形势分析会，整理了会议记录"
    asked = await prompted.says(COORDINATOR, line, reply_to=prompt_of(prompted, COORDINATOR))
    assert asked == [f"是否登记为今日日报？\n\n{line}"]
    assert await reports(prompted) == []
    await prompted.taps(COORDINATOR, "登记为今日日报")
    assert await reports(prompted) == [(23, line)]


async def test_the_form_in_reply_needs_no_question(prompted: Dialog) -> None:
    words = "今日：完成分析初稿；明日：送审；困难：无"
    await prompted.says(COORDINATOR, words, reply_to=prompt_of(prompted, COORDINATOR))
    assert len(await reports(prompted)) == 1


async def test_yes_where_nothing_was_proposed_reports_nothing(prompted: Dialog) -> None:
    await prompted.says(HEAD, "好的", reply_to=prompt_of(prompted, HEAD))
    assert await reports(prompted) == []


async def test_yes_in_a_group_or_without_a_prompt_means_nothing(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "对")
    await ring(assigned, 16, 31)
    assert await assigned.says(COORDINATOR, "对", chat=GROUP) == []
    assert await reports(assigned) == []


async def test_a_tap_the_next_morning_is_a_late_return_for_that_day(prompted: Dialog) -> None:
    shown = prompt_of(prompted, COORDINATOR)
    prompted.passes(hours=17)
    (said,) = await prompted.press(COORDINATOR, shown.buttons["对，照此报送"], shown)
    assert said.startswith("11月23日（星期一）日报已登记（补报）。")
    assert await reports(prompted) == [(23, DRAFT)]
