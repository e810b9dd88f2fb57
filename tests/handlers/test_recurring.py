"""周期事项: set by words on a card, listed, and stopped by words, command and button."""

from __future__ import annotations

import pytest

from ledger.origin_entries import RecurrenceSet, RecurrenceStopped
from tests.support.dialog import COORDINATOR, GROUP, HEAD, STAFF, Dialog
from tests.support.scenes import scene

WORDS = "请张三每周五下班前报送项目进展"


@scene
async def weekly(dialog: Dialog) -> None:
    """Set a duty of every Friday."""
    await dialog.says(COORDINATOR, WORDS)
    await dialog.taps(COORDINATOR, "确认")


async def kinds(dialog: Dialog) -> list[str]:
    async with dialog.store.reading(now=dialog.now) as books:
        return [type(one.entry).__name__ for one in await books.records_of(RecurrenceSet, RecurrenceStopped)]


async def test_the_card_shows_the_next_three_dates_and_counts_once_confirmed(dialog: Dialog) -> None:
    card = (await dialog.says(COORDINATOR, WORDS, chat=GROUP))[0]
    assert "周期：每周五18:00\n" in card
    assert "近期到期：11月27日（星期五）18:00；12月4日（星期五）18:00；12月11日（星期五）18:00\n" in card
    assert await kinds(dialog) == []
    said = await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    assert said[0] == (
        "周期1 已登记：每周五18:00，张三报送项目进展。首次到期11月27日（星期五）18:00，届时自动交办。"
        "如需停止，请写“停止周期1”。"
    )
    assert dialog.last_to(STAFF).text.startswith("<b>周期1 李四设定周期事项</b>")
    assert await kinds(dialog) == ["RecurrenceSet"]


async def test_a_card_is_dropped_or_confirmed_once(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, WORDS)
    card = dialog.last_to(COORDINATOR)
    assert await dialog.taps(COORDINATOR, "撤销") == ["已撤销，未作登记。"]
    await dialog.press(COORDINATOR, card.buttons["确认"], card)
    assert dialog.toasts[-1] == "该操作已办理，无需重复点击。"
    assert await kinds(dialog) == []


@pytest.mark.parametrize("words", ["停止周期1", "/recurring 停止 1", "/recurring"])
async def test_it_is_listed_and_stopped(weekly: Dialog, words: str) -> None:
    assert (await weekly.says(COORDINATOR, "周期事项"))[0] == (
        "<b>周期事项（1）</b>\n周期1 报送项目进展｜张三｜每周五18:00｜下次11月27日（星期五）18:00"
    )
    said = await weekly.says(COORDINATOR, words)
    if words == "/recurring":
        said = await weekly.taps(COORDINATOR, "停止周期1")
    assert said == ["周期1 已停止：每周五18:00，张三报送项目进展。此前已交办的事项仍须办结。"] * 2
    assert await kinds(weekly) == ["RecurrenceSet", "RecurrenceStopped"]
    assert (await weekly.says(COORDINATOR, words))[0] in {
        "没有可停止的周期1。发送 /recurring 查看周期事项。",
        "目前没有周期事项。设定请写明周期，例如：请张三每周五下班前报送项目进展。",
    }


async def test_what_cannot_recur_is_asked_or_refused(weekly: Dialog) -> None:
    assert (await weekly.says(STAFF, "请王五每周五下班前报送项目进展"))[0].startswith("该交办超出您的权限范围")
    assert (await weekly.says(HEAD, "请财政局每周五下班前报送项目进展"))[0].startswith("该交办超出您的权限范围")
    assert (await weekly.says(STAFF, "停止周期1"))[0].startswith("该交办超出您的权限范围")
    assert await kinds(weekly) == ["RecurrenceSet"]
