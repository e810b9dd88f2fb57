"""The work calendar by words: a pasted notice and own days, a card first; nobody but administrators."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.dialog import ADMIN, COORDINATOR, GROUP, STAFF, Dialog
from tests.support.notices import MADE_2027


async def is_workday(dialog: Dialog, day: date) -> bool:
    async with dialog.store.reading(now=dialog.now) as books:
        return books.house.calendar.is_workday(day)


async def test_a_pasted_notice_is_shown_and_counts_once_confirmed(dialog: Dialog) -> None:
    (card,) = await dialog.says(ADMIN, MADE_2027)
    assert card.startswith(
        "<b>请核对放假安排</b>\n通知：国务院办公厅关于2027年部分节假日安排的通知\n元旦：1月1日至3日放假3天\n"
    )
    assert "春节：2月5日至11日放假7天；2月14日、2月20日上班\n" in card
    assert "合计：放假27天，调休上班6天；" in card
    assert not await is_workday(dialog, date(2027, 2, 20))
    said = await dialog.taps(ADMIN, "确认")
    assert (
        said[0]
        == "2027年放假安排已登记，即时生效，暂定时限随之重算。如本单位另有安排，可写“11月28日上班”或“12月3日放假”。"
    )
    assert await is_workday(dialog, date(2027, 2, 20)) and not await is_workday(dialog, date(2027, 2, 11))
    assert (await dialog.says(ADMIN, MADE_2027))[0].startswith("2027年放假安排此前已登记，内容一致")


async def test_a_notice_that_does_not_add_up_is_not_kept(dialog: Dialog) -> None:
    (said,) = await dialog.says(ADMIN, MADE_2027.replace("2月20日（周六）", "2月20日（周日）"))
    assert said == "放假通知有未能核对的内容：2月20日(周日)。尚未登记，请核对原文后完整粘贴。"


async def test_own_days_hold_once_confirmed_and_are_taken_back(dialog: Dialog) -> None:
    (card,) = await dialog.says(ADMIN, "11月28日（周六）加班")
    assert card.startswith("<b>请核对本单位工作日安排</b>\n11月28日（星期六）：本单位上班\n")
    said = await dialog.taps(ADMIN, "确认")
    assert said[0] == "工作日历已调整：11月28日（星期六）本单位上班。"
    assert dialog.last_to(COORDINATOR).text == "孙管理已调整工作日历：11月28日（星期六）本单位上班。"
    assert await is_workday(dialog, date(2026, 11, 28))
    assert "11月28日（星期六）：本单位上班" in (await dialog.says(ADMIN, "/calendar"))[0]
    await dialog.says(ADMIN, "/calendar 取消11月28日加班")
    await dialog.taps(ADMIN, "确认")
    assert not await is_workday(dialog, date(2026, 11, 28))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("11月28日（周五）上班", "日期“11月28日(周五)”与日历不符，未作调整。请核对日期和星期后重新发送。"),
        ("11月28日放假", "11月28日（星期六）现已按放假计算，无需调整。发送 /calendar 查看工作日历。"),
        ("11月20日放假", "11月20日（星期五）已过，未作调整。请核对日期后重新发送。"),
    ],
)
async def test_what_cannot_be_set_is_refused_with_advice(dialog: Dialog, words: str, said: str) -> None:
    assert await dialog.says(ADMIN, words) == [said]


async def test_a_card_is_dropped_and_others_are_refused(dialog: Dialog) -> None:
    await dialog.says(ADMIN, "12月3日放假")
    assert await dialog.taps(ADMIN, "撤销") == ["已撤销，未作登记。"]
    for who in (STAFF, COORDINATOR):
        for words in ("/calendar 12月3日放假", MADE_2027):
            assert await dialog.says(who, words) == ["您没有“调整工作日历”的权限。如有需要，请联系系统管理员。"]
    assert await dialog.says(ADMIN, "12月3日放假", chat=GROUP) == []
    assert await is_workday(dialog, date(2026, 12, 3))
