"""The three reports on request: whose units they cover, and from when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document

from ledger.slots import DueSlot, Slot
from tests.support.dialog import (
    COORDINATOR,
    GROUP,
    HEAD,
    LEADER,
    MONDAY,
    OFFICE_GROUP,
    OUTSIDE_HEAD,
    REVIEWER,
    ROSTER,
    STAFF,
    Dialog,
)
from tests.support.scenes import scene

EVENING = MONDAY + timedelta(hours=7.5)  # 17:30 in the office.
REFUSED = ["您没有“查看报告”的权限。如有需要，请联系督查员。"]


@scene
async def two_offices(assigned: Dialog) -> None:
    """Begin with one task in 综合科 and one in 财政局."""
    await assigned.says(COORDINATOR, "请吴财周五下班前报送预算执行情况")
    await assigned.taps(COORDINATOR, "确认")


async def in_charge_of(dialog: Dialog, *fields: str) -> None:
    """Let the leader have the field (分管) of these units."""
    rows = tuple(replace(row, fields=fields) if row.name == LEADER else row for row in ROSTER)
    async with dialog.store.books(now=dialog.now) as books:
        await books.directory.import_roster(rows, by=None, now=dialog.now, sha256="2" * 64)


@pytest.mark.parametrize("command", ["/dispatch", "/daily", "/weekly"])
async def test_a_leader_reads_the_own_field(two_offices: Dialog, command: str) -> None:
    await in_charge_of(two_offices, "财政局")
    said = "".join(await two_offices.says(LEADER, command))
    assert said.partition("\n")[0].endswith("｜财政局")
    assert "财政局" in said.partition("\n")[2]
    assert "综合科" not in said


async def test_a_field_of_several_units_is_one_report(two_offices: Dialog) -> None:
    await in_charge_of(two_offices, "财政局", "综合科")
    said = "".join(await two_offices.says(LEADER, "/dispatch"))
    assert said.partition("\n")[0].endswith("｜综合科、财政局")
    assert "DB-2026-1" in said
    assert "DB-2026-2" in said


async def test_without_a_field_it_is_the_whole_house(two_offices: Dialog) -> None:
    for who in (LEADER, COORDINATOR):
        assert (await two_offices.says(who, "/dispatch"))[0].partition("\n")[0].endswith("｜全办")


async def test_a_group_reads_what_the_asker_may_see_and_it_is_bound_to(two_offices: Dialog) -> None:
    await in_charge_of(two_offices, "财政局")
    assert (await two_offices.says(LEADER, "/日调度", chat=GROUP))[0].partition("\n")[0].endswith("｜财政局")
    assert await two_offices.says(LEADER, "/dispatch", chat=OFFICE_GROUP) == REFUSED
    assert (await two_offices.says(HEAD, "/weekly", chat=GROUP))[0].partition("\n")[0].endswith("｜综合科")
    assert (
        (await two_offices.says(COORDINATOR, "/weekly", chat=OFFICE_GROUP))[0].partition("\n")[0].endswith("｜综合科")
    )
    assert await two_offices.says(OUTSIDE_HEAD, "/daily", chat=OFFICE_GROUP) == REFUSED


async def test_staff_reads_no_report(two_offices: Dialog) -> None:
    assert await two_offices.says(STAFF, "/daily") == REFUSED
    assert await two_offices.says(STAFF, "/daily", chat=OFFICE_GROUP) == REFUSED


async def test_what_was_published_is_not_told_again_on_request(assigned: Dialog) -> None:
    """Assigned on Monday at 10:00 and told to the group at 17:30; on Tuesday it is no longer new."""
    due = DueSlot(slot=Slot("daily", GROUP, "2026-11-23"), due_at=EVENING)
    async with assigned.store.books(now=EVENING) as books:
        await books.slots.claim(due, cut_off=EVENING, since=MONDAY, body="", head="")
    for hours in (8, 22):  # 18:00 on Monday, and 08:00 on Tuesday: the same hour of the day before would tell it again.
        assigned.now = MONDAY + timedelta(hours=hours)
        assert "零报告" in (await assigned.says(COORDINATOR, "/daily", chat=GROUP))[0]
        assert "零报告" in (await assigned.says(COORDINATOR, "/daily"))[0]  # By the timetable.


async def test_asked_for_after_the_cut_off_todays_reports_still_count(assigned: Dialog) -> None:
    assigned.now = EVENING - timedelta(minutes=30)
    await assigned.says(STAFF, "/ack 1")
    await assigned.says(STAFF, "DB-2026-1 完成80%")
    assigned.now = EVENING + timedelta(hours=1)
    assert "｜已报 1｜" in (await assigned.says(COORDINATOR, "/daily"))[0]


async def test_the_weekly_summary_on_request_compares_with_the_whole_week_before(assigned: Dialog) -> None:
    """Closed in the week before, and not this week: last week's figure still counts it."""
    await assigned.says(STAFF, "/ack 1")
    await assigned.sends_photo(STAFF, "申请销号", reply_to=assigned.last_to(STAFF))
    await assigned.says(REVIEWER, "/close 1")
    assert (await assigned.task()).closed_at
    assigned.passes(days=8)
    await assigned.says(COORDINATOR, "请王五周五下班前汇总会议题")
    await assigned.taps(COORDINATOR, "确认")
    assert "销号 0（上周 1，↓1）" in (await assigned.says(COORDINATOR, "/weekly"))[0]


@pytest.mark.parametrize(
    ("words", "name", "begins"),
    [
        ("把日报导出成Word", "日报告_20261123_1000.docx", b"PK"),
        ("周总结PDF", "周总结_20261123_1000.pdf", b"%PDF"),
        ("出一份本周周总结，按GB/T 9704排好版发我", "周总结_20261123_1000.docx", b"PK"),
        ("日调度图片", "日调度_20261123_1000.png", b"\x89PNG"),
        ("周总结表格版", "周总结_20261123_1000.xlsx", b"PK"),
    ],
)
async def test_a_report_comes_as_a_file_in_private(assigned: Dialog, words: str, name: str, begins: bytes) -> None:
    await assigned.says(COORDINATOR, words)
    sent = assigned.calls[-1]
    place = "photo" if name.endswith("png") else "document"
    assert sent.method == ("sendPhoto" if place == "photo" else "sendDocument")
    kept = await assigned.store.papers.get(sent.payload[place]["paper"])
    assert kept is not None and kept[0] == name and kept[1].startswith(begins)
    assert sent.payload["caption"].startswith(f"<b>{name.split('_', maxsplit=1)[0]}</b>｜2026-11-23 周一｜全办\n")


@pytest.mark.parametrize("label", ["Word 版", "PDF 版", "图片"])
async def test_a_button_under_the_report_brings_the_file(assigned: Dialog, label: str) -> None:
    await assigned.says(LEADER, "/daily")
    await assigned.taps(LEADER, label)
    assert [call.method for call in assigned.calls if call.method in {"sendDocument", "sendPhoto"}]


async def test_the_file_holds_what_the_asker_may_see(two_offices: Dialog) -> None:
    await two_offices.says(HEAD, "日报Word")
    kept = await two_offices.store.papers.get(two_offices.calls[-1].payload["document"]["paper"])
    words = "\n".join(one.text for one in Document(BytesIO(kept[1])).paragraphs)
    assert "综合科" in words.split("\n")[0]
    assert "DB-2026-1" in words
    assert "DB-2026-2" not in words


async def test_staff_get_no_report_as_a_file_either(assigned: Dialog) -> None:
    assert await assigned.says(STAFF, "周总结PDF") == REFUSED


async def test_no_file_is_sent_to_a_group(assigned: Dialog) -> None:
    said = await assigned.says(LEADER, "把周总结导出成PDF发我", chat=GROUP)
    assert said == ["报告文件只在私聊发送，请私聊本助手，例：周总结PDF。"]


@pytest.mark.parametrize("words", ["减负情况", "本月减负情况", "减负数字"])
async def test_how_many_prompts_people_get_is_told_to_who_may_know(dialog: Dialog, words: str) -> None:
    for who in (COORDINATOR, LEADER):
        (text,) = await dialog.says(who, words)
        assert text.startswith("<b>减负情况</b>｜2026年11月\n每人每周收到的提示（上限30条）：") and "平均" in text
    assert "减负情况</b>" not in "".join(await dialog.says(STAFF, words))
