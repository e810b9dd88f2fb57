"""The morning's list (待办): one message, under it a receipt for each task and a button for each list."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.clock import ScaledClock
from bot.reminding import Reminding
from tests.support.dialog import COORDINATOR, OUTSIDER, REVIEWER, STAFF, Dialog
from tests.support.scenes import scene
from tests.support.shown import Shown


async def rings(dialog: Dialog, who: str) -> Shown:
    """Let the clock ring at 08:30 of Friday, and return what somebody reads."""
    now = datetime(2026, 11, 27, 0, 31, tzinfo=UTC)
    dialog.passes(seconds=(now - dialog.now).total_seconds())
    await Reminding(dialog.store, ScaledClock(now, speed=0), lambda: dialog.real).ring()
    await dialog.delivered()
    sent = [one for one in dialog.shown if one.chat == dialog.user(who) and "待办" in one.text.splitlines()[0]]
    assert len(sent) == 1
    return sent[0]


@scene
async def owing(dialog: Dialog) -> None:
    """Begin with three tasks of 张三: one signed and claimed late, two of which he has not signed."""
    for words in ("周四前报送分析", "周五前报送简报", "周五前报送台账"):
        await dialog.says(COORDINATOR, f"请张三{words}")
        await dialog.taps(COORDINATOR, "确认")
    await dialog.says(STAFF, "DB-2026-1 收到")


async def test_a_tap_signs_for_each_task_and_the_list_stays(owing: Dialog) -> None:
    todo = await rings(owing, STAFF)
    assert list(todo.buttons) == ["签收 DB-2026-2", "签收 DB-2026-3", "逾期 1", "今日到期 2", "待签收 2"]

    for number in ("DB-2026-3", "DB-2026-2"):
        said = await owing.press(STAFF, todo.buttons[f"签收 {number}"], todo)
        assert said[0].startswith(f"{number} 已签收")
    for number in ("DB-2026-2", "DB-2026-3"):
        assert await owing.kinds(number) == ["Assigned", "Acknowledged"]
    await owing.press(STAFF, todo.buttons["签收 DB-2026-2"], todo)
    assert owing.toasts[-1] == "该操作已办理，无需重复点击。"
    assert owing.last_to(STAFF).text != todo.text


async def test_a_tap_opens_a_list_and_another_its_task(owing: Dialog) -> None:
    todo = await rings(owing, STAFF)
    said = await owing.press(STAFF, todo.buttons["待签收 2"], todo)
    assert said[0].splitlines()[0] == "<b>待签收（2）</b>"
    assert list(owing.last_to(STAFF).buttons) == ["DB-2026-2", "DB-2026-3"]
    assert (await owing.taps(STAFF, "DB-2026-3"))[0].startswith("<b>DB-2026-3 报送台账</b>")

    await owing.says(COORDINATOR, "撤回DB-2026-1，重复交办")
    assert await owing.press(STAFF, todo.buttons["逾期 1"], todo) == ["“逾期”所列事项均已办理。"]


async def test_the_stand_in_signs_from_the_own_list(owing: Dialog) -> None:
    await owing.says(STAFF, "11月27日请假，由吴财代办")
    todo = await rings(owing, OUTSIDER)
    said = await owing.press(OUTSIDER, todo.buttons["签收 DB-2026-2"], todo)
    assert said[0].startswith("DB-2026-2 已签收")


async def test_nobody_else_presses_and_who_lost_the_right_reads_nothing(owing: Dialog) -> None:
    todo = await rings(owing, STAFF)
    await owing.press(OUTSIDER, todo.buttons["签收 DB-2026-2"], todo)
    assert owing.toasts[-1] == "您无权使用该按钮。"
    await owing.says(COORDINATOR, "/reassign 2 吴财")
    said = await owing.press(STAFF, todo.buttons["待签收 2"], todo)
    assert said[0].startswith("<b>待签收（1）</b>\nDB-2026-3 ")


async def test_the_reviewer_opens_what_waits(owing: Dialog) -> None:
    await owing.sends_photo(STAFF, "DB-2026-1 申请销号")
    todo = await rings(owing, REVIEWER)
    assert list(todo.buttons) == ["待审核 1"]
    await owing.press(REVIEWER, todo.buttons["待审核 1"], todo)
    assert list(owing.last_to(REVIEWER).buttons) == ["DB-2026-1"]
    await owing.taps(REVIEWER, "DB-2026-1")
    assert "同意销号" in owing.last_to(REVIEWER).buttons
