"""政务信息 in the chat: submitted by an office, adopted as a coordinator of another says, counted by office."""

from __future__ import annotations

from ledger.acts.information import all_information
from ledger.information import Information
from storage.verify import verify
from tests.support.dialog import COORDINATOR, GROUP, HEAD, LEADER, OUTSIDE_HEAD, STAFF, Dialog
from tests.support.scenes import scene

NEUTRAL = "未找到可办理的事项。请核对编号，或发送 /my 查看本人待办。"


async def information(dialog: Dialog) -> list[Information]:
    async with dialog.store.reading(now=dialog.now) as books:
        return list((await all_information(books)).values())


@scene
async def told(dialog: Dialog) -> None:
    """Begin with two pieces of 综合科 and one of 财政局, one of them adopted twice."""
    await dialog.says(STAFF, "报送信息《我市供热保障的做法》")
    await dialog.says(HEAD, "报送省政府办公厅信息《招商引资的三点启示》")
    await dialog.says(OUTSIDE_HEAD, "报送信息《预算绩效管理的探索》")
    await dialog.says(COORDINATOR, "《我市供热保障的做法》被省政府办公厅、国务院办公厅采用")


async def test_an_office_submits_and_a_coordinator_records_the_adoption(dialog: Dialog) -> None:
    (text,) = await dialog.says(STAFF, "报送信息《我市供热保障的做法》")
    assert text.startswith("XX-2026-1 已登记：综合科报送信息《我市供热保障的做法》。")
    assert "已登记为 XX-2026-1" in (await dialog.says(HEAD, "综合科报送信息《我市供热保障的做法》"))[0]
    answer, notice = await dialog.says(COORDINATOR, "XX-2026-1 被省政府办公厅采用")
    assert answer == notice == "XX-2026-1 综合科《我市供热保障的做法》被省政府办公厅采用，已登记（累计1次）。"
    assert "已登记过" in (await dialog.says(COORDINATOR, "《我市供热保障的做法》被省政府办公厅采用"))[0]
    (one,) = await information(dialog)
    assert [each.adopter for each in one.adoptions] == ["省政府办公厅"]
    assert (await verify(dialog.store)).is_whole


async def test_to_whom_it_was_sent_is_kept(told: Dialog) -> None:
    assert [one.to for one in await information(told)] == ["", "省政府办公厅", ""]
    (text,) = await told.says(HEAD, "XX-2026-2")
    assert "报：省政府办公厅" in text


async def test_who_gains_by_an_adoption_does_not_record_it(told: Dialog) -> None:
    for who in (STAFF, HEAD, LEADER):
        await told.says(who, "XX-2026-2 被省政府办公厅采用")
    await told.says(COORDINATOR, "督查室报送信息《督查的一点体会》")
    assert "须由其他科室的督查员登记" in (await told.says(COORDINATOR, "XX-2026-4 被省政府办公厅采用"))[0]
    assert [len(one.adoptions) for one in await information(told)] == [2, 0, 0, 0]


async def test_nobody_submits_for_another_office_but_a_coordinator(dialog: Dialog) -> None:
    assert (await dialog.says(STAFF, "财政局报送信息《预算绩效管理的探索》"))[0].startswith("您没有")
    assert (await dialog.says(LEADER, "报送信息《调研报告》"))[0].startswith("您没有")
    assert "财政局报送信息" in (await dialog.says(COORDINATOR, "财政局报送信息《预算绩效管理的探索》"))[0]


async def test_an_order_to_submit_is_an_order(dialog: Dialog) -> None:
    (text,) = await dialog.says(COORDINATOR, "请综合科周五前报送信息《我市供热保障的做法》")
    assert "请核对" in text and await information(dialog) == []


async def test_counts_by_office_of_the_period_as_far_as_the_asker_sees(told: Dialog) -> None:
    (text,) = await told.says(COORDINATOR, "政务信息统计")
    assert text == (
        "<b>政务信息</b>｜全部单位｜11月1日至11月23日\n报送3，采用2\n\n综合科：报送2，采用2\n财政局：报送1，采用0"
    )
    assert "报送2，采用2" in (await told.says(HEAD, "本季度信息报送情况"))[0]
    assert "报送1，采用0" in (await told.says(COORDINATOR, "财政局本月信息采用情况"))[0]
    assert "没有报送和采用的信息" in (await told.says(COORDINATOR, "上月政务信息统计"))[0]
    (text,) = await told.says(COORDINATOR, "/information")
    assert "报送3，采用2" in text
    (listed,) = await told.taps(COORDINATOR, "清单 3")
    assert "XX-2026-1 《我市供热保障的做法》｜综合科｜" in listed and "省政府办公厅、国务院办公厅采用" in listed
    assert "<b>XX-2026-3</b>" in (await told.taps(COORDINATOR, "XX-2026-3"))[0]


async def test_what_is_void_counts_no_more(told: Dialog) -> None:
    assert await told.says(OUTSIDE_HEAD, "XX-2026-1 作废，重复") == [NEUTRAL]
    (question,) = await told.says(STAFF, "XX-2026-1 作废")
    assert "写明作废 XX-2026-1 的原因" in question
    (text,) = await told.says(STAFF, "重复登记", reply_to=told.last_to(STAFF))
    assert text == "XX-2026-1 《我市供热保障的做法》已作废，不再计数，编号不再使用。"
    assert "报送2，采用0" in (await told.says(COORDINATOR, "政务信息统计"))[0]
    assert "已作废" in (await told.says(COORDINATOR, "XX-2026-1 被省委办公厅采用"))[0]


async def test_in_a_group_nobody_is_answered_who_does_not_speak_to_the_bot(told: Dialog) -> None:
    for words in ("报送信息《另一篇》", "《我市供热保障的做法》被省政府办公厅采用", "政务信息统计"):
        assert await told.says(COORDINATOR, words, chat=GROUP) == []
    assert len(await information(told)) == 3
