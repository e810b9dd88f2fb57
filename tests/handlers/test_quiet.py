"""Quiet time: what others would read about tasks is held until the office opens; 特急 breaks through."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.clock import ScaledClock
from bot.pressing import Pressing
from tests.support.dialog import COORDINATOR, STAFF, Dialog

NIGHT = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)  # 21:30 in the office.
SATURDAY = datetime(2026, 11, 28, 2, 0, tzinfo=UTC)


def at(dialog: Dialog, moment: datetime) -> None:
    """Let time go on to the moment."""
    dialog.passes(seconds=(moment - dialog.now).total_seconds())


async def rung(dialog: Dialog) -> list[str]:
    """Ring the bell and return what is sent then."""
    clock = ScaledClock(dialog.now, speed=0)
    await Pressing(dialog.store, clock, dialog.desk).ring()
    return await dialog.delivered()


@pytest.mark.parametrize(
    ("moment", "morning"),
    [
        (NIGHT, datetime(2026, 11, 24, 0, 30, tzinfo=UTC)),
        (SATURDAY, datetime(2026, 11, 30, 0, 30, tzinfo=UTC)),
    ],
    ids=["night", "rest day"],
)
async def test_an_urging_in_quiet_time_waits_for_half_past_eight(
    assigned: Dialog, moment: datetime, morning: datetime
) -> None:
    await assigned.says(STAFF, "收到 DB-2026-1")
    at(assigned, moment)
    assert await assigned.says(COORDINATOR, "催办 DB-2026-1") == [
        "DB-2026-1 已催办张三。\n现为休息时间，发给他人的消息将于下一工作日上班时送达。"
    ]
    at(assigned, morning.replace(minute=29))
    assert not any("李四催办" in text for text in await rung(assigned))
    at(assigned, morning)
    assert [text.splitlines()[0] for text in await rung(assigned) if "李四催办" in text] == [
        f"DB-2026-1 李四催办：报送三季度经济运行分析｜{_due(morning)}｜办理中{_late(morning)}"
    ]
    assert await rung(assigned) == []


def _due(morning: datetime) -> str:
    return "11月27日（星期五）18:00（" + ("剩4个工作日）" if morning.day == 24 else "已逾期）")


def _late(morning: datetime) -> str:
    return "" if morning.day == 24 else " · 逾期"


async def test_what_is_critical_breaks_through(dialog: Dialog) -> None:
    at(dialog, NIGHT)
    await dialog.says(COORDINATOR, "特急：请张三明天上午前报送值班安排")
    said = await dialog.taps(COORDINATOR, "确认")
    assert any("交办事项" in text for text in said)
    assert len(await dialog.says(COORDINATOR, "催办 DB-2026-1")) == 2


async def test_what_is_assigned_at_night_is_told_in_the_morning(dialog: Dialog) -> None:
    at(dialog, NIGHT)
    await dialog.says(COORDINATOR, "请张三周五下班前报送值班安排")
    (said,) = await dialog.taps(COORDINATOR, "确认")
    assert said.endswith("\n现为休息时间，发给他人的消息将于下一工作日上班时送达。")
    at(dialog, datetime(2026, 11, 24, 0, 30, tzinfo=UTC))
    assert [text.splitlines()[0] for text in await rung(dialog)] == ["<b>DB-2026-1 交办事项</b>"]


async def test_whoever_asks_at_night_is_answered_at_once(assigned: Dialog) -> None:
    at(assigned, NIGHT)
    assert (await assigned.says(STAFF, "收到 DB-2026-1"))[0].startswith("DB-2026-1 已签收")
    assert (await assigned.says(STAFF, "/why 2026-1"))[0].startswith("<b>DB-2026-1")
