"""制度 in the chat: kept in the register, searched, given out as tasks, revised when those are closed, and read."""

from __future__ import annotations

import pytest

from ledger.acts.regulations import all_regulations
from ledger.regulation_entries import RegulationStatus
from ledger.regulations import Regulation
from storage.verify import verify
from tests.support.dialog import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    GROUP,
    HEAD,
    LEADER,
    REVIEWER,
    STAFF,
    Dialog,
)
from tests.support.scenes import scene

SAID = "登记制度《公文处理办法》，N类，综合科负责，现行有效，自2026年1月1日起施行"


async def regulation(dialog: Dialog, number: str = "ZD-N-1") -> Regulation:
    """Return the regulation as it stands."""
    async with dialog.store.reading(now=dialog.now) as books:
        return (await all_regulations(books))[number]


@scene
async def kept(dialog: Dialog) -> None:
    """Begin with one regulation in force."""
    await dialog.says(COORDINATOR, SAID)
    await dialog.taps(COORDINATOR, "确认登记")


@scene
async def owed(kept: Dialog) -> None:
    """Begin with one that is to be revised by 综合科 until the 20th of December."""
    await kept.says(COORDINATOR, "ZD-N-1 待修订，12月18日前")
    await kept.taps(COORDINATOR, "确认登记")


async def test_a_sentence_becomes_a_card_and_then_a_row_of_the_register(dialog: Dialog) -> None:
    (card,) = await dialog.says(COORDINATOR, SAID)
    assert card == (
        "<b>请核对制度登记</b>\n名称：《公文处理办法》\n类别：“N”类｜状态：现行有效\n责任科室：综合科\n"
        "版本：第1版，1月1日（星期四）起施行\n确认后登记；10分钟内未确认自动失效。有出入请取消后重新写明。"
    )
    (done,) = await dialog.taps(COORDINATOR, "确认登记")
    assert done == ("ZD-N-1 已登记：《公文处理办法》，现行有效，责任科室综合科。如有文本，请回复本消息发送文件。")
    assert (await regulation(dialog)).edition == 1
    (again,) = await dialog.says(COORDINATOR, SAID)
    assert again.startswith("《公文处理办法》已登记为 ZD-N-1，未重复登记。")
    assert (await verify(dialog.store)).is_whole


@pytest.mark.parametrize("who", [STAFF, HEAD, REVIEWER, LEADER, ADMIN])
async def test_only_coordinators_keep_the_register(kept: Dialog, who: str) -> None:
    before = len(await kept.entries("ZD-N-1"))
    assert "确认登记" not in "".join(await kept.says(who, SAID.replace("公文", "信息")))
    await kept.says(who, "ZD-N-1 废止")
    await kept.says(who, "ZD-N-1 组织阅知")
    assert len(await kept.entries("ZD-N-1")) == before
    assert (await regulation(kept)).status is RegulationStatus.IN_FORCE


async def test_everybody_searches_and_reads_the_card(kept: Dialog) -> None:
    (card,) = await kept.says(STAFF, "查制度 公文")
    assert card.startswith("<b>ZD-N-1</b> 《公文处理办法》\n类别：“N”类｜状态：现行有效\n版本：第1版，1月1日")
    assert await kept.says(STAFF, "公文有什么规定") == [card]
    (none,) = await kept.says(STAFF, "考勤有什么规定？")
    assert none == "没有找到与“考勤”有关的制度。请换一个词，或发送“制度清单”查看全部。"
    (listed,) = await kept.says(STAFF, "制度清单")
    assert "ZD-N-1 《公文处理办法》｜现行有效｜综合科" in listed and "“N”类1项，应有51项" in listed


async def test_talk_about_rules_in_a_group_is_left_alone(kept: Dialog) -> None:
    for words in ("考勤有什么规定", "制度清单", "这个制度要抓紧修订", "查制度 公文"):
        assert await kept.says(COLLEAGUE, words, chat=GROUP) == []


async def test_what_is_owed_becomes_a_task_whose_file_is_the_next_version(owed: Dialog) -> None:
    (listed,) = await owed.says(COORDINATOR, "制度修订任务")
    assert "ZD-N-1 《公文处理办法》｜待修订｜综合科｜限12-18前" in listed
    answers = await owed.taps(COORDINATOR, "确认交办")
    assert answers[0] == "已交办1项制度修订任务：\nDB-2026-1 修订《公文处理办法》｜12月18日（星期五）18:00前"
    assert len(answers) > 1  # The office hears of it as of any task.
    (again,) = await owed.says(COORDINATOR, "ZD-N-1 交办修订")
    assert again.startswith("ZD-N-1 已交办修订（DB-2026-1），无需重复交办。")
    await owed.says(HEAD, "DB-2026-1 收到")
    await owed.sends_table(HEAD, "公文处理办法.pdf", b"%PDF", "DB-2026-1 申请销号")
    answers = await owed.says(REVIEWER, "同意销号 DB-2026-1")
    assert "ZD-N-1 《公文处理办法》已更新为第2版，现行有效。" in answers[0]
    after = await regulation(owed)
    assert (after.edition, after.status, after.due) == (2, RegulationStatus.IN_FORCE, None)
    assert [one.name for one in after.files] == ["公文处理办法.pdf"]
    (refused,) = await owed.says(REVIEWER, "/undo")
    assert refused == "制度更新已生效，不能撤销。如有出入，请将该事项重新办理，或重新登记该制度。"
    assert (await verify(owed.store)).is_whole


async def test_a_task_without_a_text_leaves_the_regulation_as_it_was(owed: Dialog) -> None:
    await owed.says(COORDINATOR, "ZD-N-1 交办修订")
    await owed.taps(COORDINATOR, "确认交办")
    await owed.says(HEAD, "DB-2026-1 收到")
    await owed.sends_photo(HEAD, "DB-2026-1 申请销号")
    answers = await owed.says(REVIEWER, "同意销号 DB-2026-1")
    assert "ZD-N-1 《公文处理办法》未更新：该事项未附文件。" in answers[0]
    assert (await regulation(owed)).edition == 1


async def test_people_are_asked_once_and_say_once_that_they_have_read(kept: Dialog) -> None:
    (card,) = await kept.says(COORDINATOR, "ZD-N-1 请综合科阅知")
    what = "ZD-N-1 《公文处理办法》第1版"
    assert card == f"将请综合科共3人阅知 {what}，每人一条消息。另有1人尚未绑定，本次不发。确认后发出。"
    done, *asked = await kept.taps(COORDINATOR, "确认发出")
    assert done.startswith("已请3人阅知 ZD-N-1") and len(asked) == 3
    assert await kept.taps(STAFF, "阅知") == ["已记录阅知：ZD-N-1 《公文处理办法》第1版。"]
    (again,) = await kept.says(STAFF, "ZD-N-1 已阅")
    assert again == "您已于10:00阅知 ZD-N-1，无需重复。"
    (nobody,) = await kept.says(COORDINATOR, "ZD-N-1 请综合科阅知")
    assert "不再重复发送" in nobody
    for who in (COORDINATOR, HEAD, LEADER):
        (told,) = await kept.says(who, "ZD-N-1 阅知情况")
        assert "应阅3人，已阅1人，未阅2人" in told and "综合科：王五、赵科长" in told
    (refused,) = await kept.says(STAFF, "ZD-N-1 阅知情况")
    assert "王五" not in refused
    assert (await verify(kept.store)).is_whole


async def test_a_file_of_the_coordinators_is_the_text_and_comes_again(kept: Dialog) -> None:
    (card,) = await kept.sends_table(COORDINATOR, "办法.pdf", b"%PDF", "ZD-N-1 正式文本")
    assert card.startswith("ZD-N-1 的文本已登记，共1份。") and "文件：办法.pdf（SHA-256 " in card
    await kept.says(STAFF, "ZD-N-1")
    await kept.taps(STAFF, "原件")
    assert kept.calls[-1].method == "copyMessage" or any(one.method == "copyMessage" for one in kept.calls)


async def test_read_without_a_number_is_of_what_waits_to_be_read_and_of_no_task(kept: Dialog) -> None:
    await kept.says(COORDINATOR, "请张三12月15日前报送三季度经济运行分析")
    await kept.taps(COORDINATOR, "确认")
    await kept.says(COORDINATOR, "ZD-N-1 请综合科阅知")
    await kept.taps(COORDINATOR, "确认发出")
    assert await kept.says(STAFF, "阅知") == ["已记录阅知：ZD-N-1 《公文处理办法》第1版。"]
    (receipt,) = await kept.says(STAFF, "阅知")  # Nothing is left to read: the word receives the task, as ever.
    assert "已签收" in receipt
    await kept.says(COORDINATOR, SAID.replace("公文处理", "值班值守"))
    await kept.taps(COORDINATOR, "确认登记")
    await kept.says(COORDINATOR, "ZD-N-2 请综合科阅知")
    await kept.taps(COORDINATOR, "确认发出")
    (which,) = await kept.says(COLLEAGUE, "已阅")
    assert which == "有多项等您答复，请选择，或写明编号：\nZD-N-1 公文处理办法\nZD-N-2 值班值守办法"
    assert await kept.taps(COLLEAGUE, "ZD-N-2") == ["已记录阅知：ZD-N-2 《值班值守办法》第1版。"]
    assert await kept.says(COLLEAGUE, "已阅", chat=GROUP) == []
