"""The timetable by words and command: shown, confirmed, an entry; who has no right to it changes nothing."""

from __future__ import annotations

import pytest

from config.timetable import ReportKind
from ledger.timetables import in_force
from tests.support.dialog import ADMIN, COORDINATOR, GROUP, HEAD, STAFF, Dialog


async def hours(dialog: Dialog) -> dict[ReportKind, str]:
    async with dialog.store.reading(now=dialog.now) as books:
        return {rule.report: f"{rule.time:%H:%M}" for rule in await in_force(books)}


@pytest.mark.parametrize("words", ["日报推送改到每天18:00", "/timetable 日报推送改到18:00"])
@pytest.mark.parametrize("who", [ADMIN, COORDINATOR])
async def test_a_report_is_moved_once_confirmed(dialog: Dialog, who: str, words: str) -> None:
    assert await dialog.says(who, words) == [
        "<b>请核对推送时间</b>\n日报告：每个工作日17:30改为每个工作日18:00。\n确认后自下一次推送起生效；10分钟内未确认自动失效。"
    ]
    assert (await hours(dialog))[ReportKind.DAILY] == "17:30"
    said = await dialog.taps(who, "确认")
    assert said[0] == "推送时间已调整：日报告由每个工作日17:30改为每个工作日18:00，自下一次起生效。"
    assert len(said) == 2 and said[1].startswith(f"{who}已调整推送时间：")
    assert (await hours(dialog))[ReportKind.DAILY] == "18:00"
    assert "日报告：每个工作日18:00" in (await dialog.says(who, "/timetable"))[0]


async def test_a_report_is_stopped_and_rings_again(dialog: Dialog) -> None:
    await dialog.says(ADMIN, "停发周总结推送")
    await dialog.taps(ADMIN, "确认")
    assert ReportKind.WEEKLY not in await hours(dialog)
    assert await dialog.says(ADMIN, "停发周总结推送") == ["周总结目前已停发。如需恢复，请写“恢复周总结”。"]
    await dialog.says(ADMIN, "恢复周总结推送")
    await dialog.taps(ADMIN, "确认")
    assert (await hours(dialog))[ReportKind.WEEKLY] == "17:30"


async def test_what_cannot_be_is_refused_and_a_card_can_be_dropped(dialog: Dialog) -> None:
    assert (await dialog.says(ADMIN, "日报推送改到21:00"))[0].startswith("21:00属免打扰时段")
    assert (await dialog.says(ADMIN, "日报推送改到17:30"))[0].startswith("日报告现为17:30推送，无需调整。")
    await dialog.says(ADMIN, "日报推送改到18:00")
    assert await dialog.taps(ADMIN, "撤销") == ["已撤销，未作登记。"]
    assert (await hours(dialog))[ReportKind.DAILY] == "17:30"


@pytest.mark.parametrize("who", [STAFF, HEAD])
async def test_nobody_else_changes_it(dialog: Dialog, who: str) -> None:
    assert await dialog.says(who, "/timetable 日报推送改到18:00") == [
        "您没有“调整推送时间”的权限。如有需要，请联系系统管理员。"
    ]
    assert await dialog.says(who, "日报推送改到18:00", chat=GROUP) == []
