"""By unit (分单位): its name in front of a report or of its documents; never more than the asker may see."""

from __future__ import annotations

from tests.support.dialog import COORDINATOR, GROUP, HEAD, LEADER, OFFICE_GROUP, OUTSIDE_HEAD, Dialog

NOT_ALLOWED = "您没有“查看报告”的权限。如有需要，请联系督查员。"


async def test_a_report_is_told_of_the_unit_whose_name_stands_in_front(week: Dialog) -> None:
    (text,) = await week.says(COORDINATOR, "财政局本周周总结")
    assert text.startswith("<b>周总结</b>｜2026-11-27 周五｜财政局\n") and "DB-2026-1 " not in text
    (text,) = await week.says(LEADER, "看看综合科的日调度")
    assert text.startswith("<b>日调度</b>｜2026-11-27 周五｜综合科\n")


async def test_a_unit_is_told_of_as_far_as_the_asker_sees(week: Dialog) -> None:
    (text,) = await week.says(HEAD, "市政府办公室周总结")
    assert "｜综合科\n" in text.split("\n\n")[0] + "\n"
    assert await week.says(OUTSIDE_HEAD, "综合科周总结") == [NOT_ALLOWED]


async def test_documents_are_listed_by_unit(dialog: Dialog) -> None:
    for office, n in (("综合科", 35), ("督查室", 36)):
        await dialog.says(COORDINATOR, f"收文内政办发〔2026〕{n}号，{office}首办，2个工作日内办理完毕")
        await dialog.taps(COORDINATOR, "确认登记")
    (text,) = await dialog.says(COORDINATOR, "督查室在办文件")
    assert "SW-2026-2" in text and "SW-2026-1" not in text
    (text,) = await dialog.says(COORDINATOR, "市政府办公室未批文件大起底")
    assert "SW-2026-2" in text and "SW-2026-1" in text
    assert "目前没有您可查看的在办文件" in (await dialog.says(COORDINATOR, "财政局在办文件"))[0]


async def test_the_name_of_a_unit_in_a_group_is_chatter_and_the_group_keeps_its_bounds(week: Dialog) -> None:
    assert await week.says(COORDINATOR, "财政局周总结", chat=GROUP) == []
    (text,) = await week.says(COORDINATOR, "@taizhang_bot 督查室周总结", chat=OFFICE_GROUP, more=week_mention())
    assert text == NOT_ALLOWED


def week_mention() -> dict[str, list[dict[str, object]]]:
    """Return the entity by which the bot is addressed."""
    return {"entities": [{"type": "mention", "offset": 0, "length": len("@taizhang_bot")}]}
