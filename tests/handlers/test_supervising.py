"""蹲点督办: ordered by a card, recorded by words or command with photos, its findings become tasks."""

from __future__ import annotations

import pytest

from ledger.origin_entries import SiteVisit
from tests.support.dialog import COORDINATOR, HEAD, OUTSIDE_HEAD, STAFF, Dialog

WORDS = "地点：乌达区换热站；时间：今天9:30；人员：李四；发现：3栋未通暖；财政局管网漏水；整改：周五前"


async def visits(dialog: Dialog) -> list[SiteVisit]:
    async with dialog.store.reading(now=dialog.now) as books:
        return [one.entry for one in await books.records_of(SiteVisit) if isinstance(one.entry, SiteVisit)]


async def test_an_order_to_go_there_is_a_card(dialog: Dialog) -> None:
    said = await dialog.says(COORDINATOR, "请督查室今天下午到乌达区换热站蹲点督办，明早9点前报情况")
    assert "事项：到乌达区换热站蹲点督办\n责任：督查室\n时限：11月24日（星期二）09:00" in said[0]


@pytest.mark.parametrize("words", [f"/visit 1 {WORDS}", f"DB-2026-1蹲点督办，{WORDS}"])
async def test_a_visit_with_photos_is_recorded_and_its_findings_become_tasks(assigned: Dialog, words: str) -> None:
    said = await assigned.sends_photo(COORDINATOR, words)
    assert said[0].startswith("DB-2026-1 蹲点督办已登记：乌达区换热站，11月23日（星期一）09:30。")
    assert "现场照片：1份" in said[0]
    assert assigned.last_to(STAFF).text.startswith("<b>DB-2026-1 李四蹲点督办</b>")
    (visit,) = await visits(assigned)
    assert (visit.about, visit.findings, len(visit.files)) == ("DB-2026-1", "3栋未通暖\n财政局管网漏水", 1)

    await assigned.taps(COORDINATOR, "确认")
    first, second = await assigned.task("DB-2026-2"), await assigned.task("DB-2026-3")
    assert (first.title, second.title) == ("整改：3栋未通暖", "整改：财政局管网漏水")
    assert first.cause == second.cause is not None
    assert assigned.last_to(OUTSIDE_HEAD).text.endswith("请先签收；办结后附佐证材料申请销号。")
    for number in (1, 2):
        assert (
            "蹲点督办乌达区换热站：3栋未通暖；财政局管网漏水（照片1份）"
            in (await assigned.says(COORDINATOR, f"/task {number}"))[0]
        )


@pytest.mark.parametrize("mend", ["整改：财政局，周五前", "整改：财政局周五前完成"])
async def test_whoever_is_named_with_the_limit_mends_what_names_nobody(dialog: Dialog, mend: str) -> None:
    said = await dialog.says(COORDINATOR, f"/visit 地点：乌达区换热站；发现：3栋未通暖；{mend}")
    assert "责任：财政局\n时限：11月27日（星期五）18:00" in said[-1]


async def test_by_button_with_a_photo_in_reply(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "/task 1")
    assert (await assigned.taps(COORDINATOR, "蹲点督办"))[0].startswith("DB-2026-1 请回复本消息，附现场照片")
    await assigned.sends_photo(COORDINATOR, WORDS, reply_to=assigned.last_to(COORDINATOR))
    assert [(one.about, len(one.files)) for one in await visits(assigned)] == [("DB-2026-1", 1)]


async def test_without_a_task_and_without_anybody_to_mend_it(dialog: Dialog) -> None:
    said = await dialog.says(COORDINATOR, "蹲点督办乌达区换热站，发现管网漏水，周五前整改")
    assert said[0].endswith("以下问题未写明责任单位或整改时限，请另行交办：管网漏水。")
    assert [one.about for one in await visits(dialog)] == [None]


async def test_who_may_not_records_no_visit(assigned: Dialog) -> None:
    for who in (STAFF, OUTSIDE_HEAD):
        await assigned.says(who, f"/visit 1 {WORDS}")
    assert await visits(assigned) == []
    await assigned.says(HEAD, f"/visit 1 {WORDS}")
    assert len(await visits(assigned)) == 1


async def test_a_visit_ahead_is_refused(assigned: Dialog) -> None:
    said = await assigned.says(COORDINATOR, "/visit 1 地点：换热站；时间：今天下午3点；发现：漏水")
    assert said == ["蹲点时间11月23日（星期一）15:00尚未到，未作登记。请在蹲点后登记，或写明实际时间。"]


async def test_words_in_reply_to_what_a_visit_lacks_record_it(dialog: Dialog) -> None:
    (asked,) = await dialog.says(COORDINATOR, "/visit")
    assert asked.startswith("请回复本消息，写明地点和发现的问题")
    said = await dialog.sends_photo(COORDINATOR, "地点：锅炉房；发现：无人值班", reply_to=dialog.last_to(COORDINATOR))
    assert said[0].startswith("蹲点督办已登记：锅炉房")
    assert [(one.about, len(one.files)) for one in await visits(dialog)] == [(None, 1)]


async def test_who_puts_it_right_is_no_finding(dialog: Dialog) -> None:
    """责任：财政局 names the assignee of all findings, and no third task comes of it."""
    words = "蹲点督办，地点：换热站；发现：3栋未通暖；无人值班；责任：财政局；整改：周五前"
    said = await dialog.says(COORDINATOR, words)
    assert said[1].count("责任：财政局") == said[1].count("事项：整改：") == 2
