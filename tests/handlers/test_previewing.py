"""发布预览: the coordinator reminds who has not reported, once a day, by the button or in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.clock import ScaledClock
from bot.previewing import Previewing
from tests.support.dialog import COORDINATOR, GROUP, HEAD, STAFF, Dialog

DONE = "今日：校对简报；明日：报送；困难：无"


async def ring(dialog: Dialog, hour: int, minute: int) -> None:
    now = datetime(2026, 11, 23, hour - 8, minute, tzinfo=UTC)
    dialog.passes(seconds=(now - dialog.now).total_seconds())
    clock = ScaledClock(dialog.now, speed=0)
    await Previewing(dialog.store, clock, lambda: dialog.real).ring()
    await dialog.delivered()


def heard(dialog: Dialog, who: str) -> int:
    """Count what somebody was told in private."""
    return sum(shown.chat == dialog.user(who) for shown in dialog.shown)


@pytest.fixture
async def previewed(dialog: Dialog) -> Dialog:
    """Return the chats after the preview of 16:50; 张三 has reported."""
    await dialog.says(STAFF, f"日报 {DONE}")
    await ring(dialog, 16, 51)
    return dialog


async def test_one_tap_reminds_who_has_not_reported(previewed: Dialog) -> None:
    before = {STAFF: heard(previewed, STAFF)}
    said = await previewed.taps(COORDINATOR, "提醒未报")
    assert said[0].startswith("已提醒 ") and "未报人员" in said[0]
    assert heard(previewed, STAFF) == before[STAFF]
    assert "日报提醒" in previewed.last_to(HEAD).text
    assert await previewed.taps(HEAD, "今日无事项")


async def test_the_second_time_it_says_when_they_were_reminded(previewed: Dialog) -> None:
    await previewed.taps(COORDINATOR, "提醒未报")
    before = heard(previewed, HEAD)
    for words in ("提醒未报", "请提醒一下今天没报的同志", "催一下没报日报的"):
        (said,) = await previewed.says(COORDINATOR, words)
        assert said.startswith("16:51 已提醒过未报人员")
    assert heard(previewed, HEAD) == before


async def test_staff_may_not_and_in_a_group_nobody_is_named(previewed: Dialog) -> None:
    (said,) = await previewed.says(STAFF, "提醒未报")
    assert said == "您没有“催办”的权限。如有需要，请联系督查员。"
    assert await previewed.says(COORDINATOR, "提醒未报", chat=GROUP) == []


async def test_in_quiet_time_nobody_is_disturbed(previewed: Dialog) -> None:
    await ring(previewed, 20, 30)
    before = heard(previewed, HEAD)
    (said,) = await previewed.says(COORDINATOR, "提醒未报")
    assert said == "现为免打扰时段，未发提醒。请在工作日08:00至20:00再试。"
    assert heard(previewed, HEAD) == before
