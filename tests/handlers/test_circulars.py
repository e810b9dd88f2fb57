"""起草通报 in the chat: a draft of the week's facts, changed in words, and read by nobody whom it does not concern."""

from __future__ import annotations

import pytest

from ledger.circulars import Stage
from tests.support.circulars import CARD, approved, circulars, drafted, presses, stage
from tests.support.dialog import ADMIN, COLLEAGUE, COORDINATOR, GROUP, HEAD, LEADER, REVIEWER, STAFF, Dialog


@pytest.mark.parametrize("words", ["拟一份本周督办通报", "起草通报", "/circular 本周", "/通报 本周"])
async def test_a_draft_is_made_of_the_weeks_facts(week: Dialog, words: str) -> None:
    assert await week.says(COORDINATOR, words) == [CARD]
    (one,) = await circulars(week)
    assert (one.tasks, one.stage, one.chats) == (("DB-2026-1", "DB-2026-2", "DB-2026-3"), Stage.DRAFT, (GROUP,))
    assert list(week.last_to(COORDINATOR).buttons) == ["报批", "事项清单", "Word 版", "印发范围", "撤稿"]


@pytest.mark.parametrize(
    ("words", "tasks"),
    [
        ("起草本周表扬通报", ("DB-2026-1",)),
        ("通报表扬本周提前办结的单位", ("DB-2026-1",)),
        ("拟一份11月份通报，点名后1名", ("DB-2026-2",)),
        ("起草本周考评通报，表扬前1名，点名后1家", ("DB-2026-1", "DB-2026-2")),
    ],
)
async def test_what_is_wanted_is_in_it_and_nothing_else(week: Dialog, words: str, tasks: tuple[str, ...]) -> None:
    await week.says(COORDINATOR, words)
    assert (await circulars(week))[0].tasks == tasks


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("起草上周督办通报", "2026年11月16日至22日没有可通报的事项"),
        ("起草2026年12月份督办通报", "所写时段自2026年12月1日起，尚未开始。"),
    ],
)
async def test_without_facts_there_is_no_draft(week: Dialog, words: str, answer: str) -> None:
    (said,) = await week.says(COORDINATOR, words)
    assert said.startswith(answer)
    assert await circulars(week) == []


async def test_the_tasks_behind_it_are_a_tap_away(week: Dialog) -> None:
    await drafted(week)
    (listed,) = await week.taps(COORDINATOR, "事项清单")
    lines = listed.splitlines()
    assert lines[:2] == ["<b>通报稿所涉事项 3件</b>", "<b>表扬（1）</b>"]
    assert "<b>批评（2）</b>" in lines
    assert {"DB-2026-1", "DB-2026-2", "DB-2026-3"} <= set(week.last_to(COORDINATOR).buttons)


async def test_it_is_changed_in_words_a_version_each(week: Dialog) -> None:
    await drafted(week)
    for words in (
        "删去第3条",
        "第2条改为：王五承办的供热情况两次催办仍未报送",
        "增加一条 DB-2026-3",
        "标题改为关于本周重点督查事项的通报",
    ):
        (said,) = await week.says(COORDINATOR, words, reply_to=week.last_to(COORDINATOR))
    assert said.splitlines()[:4] == [
        "<b>通报稿（第5版，待报批）</b>",
        "已修改，现为第5版。",
        "标题：关于本周重点督查事项的通报",
        "印发范围：全办工作群",
    ]
    assert "2. 王五承办的供热情况两次催办仍未报送（DB-2026-2）。" in said
    assert "3. 财政局（负责人：周局长）承办的“报送预算执行情况”销号申请被退回1次（DB-2026-3）。" in said


@pytest.mark.parametrize("words", ["删去第1条", "把通报第1条删掉", "删除通报第一条"])
async def test_words_that_answer_no_card_mean_the_only_draft(week: Dialog, words: str) -> None:
    await drafted(week)
    await week.says(COORDINATOR, words)
    assert [point.task for point in (await circulars(week))[0].points] == ["DB-2026-2", "DB-2026-3"]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("删去第9条", "该通报稿共3条，没有第9条。请核对条目序号。"),
        ("增加一条", "请写明如何处理该通报稿"),
        ("增加一条某科室工作不力", "每条须对应一件事项，请写明编号"),
        ("增加一条 DB-2026-99 拖延", "未找到可办理的事项。"),
        ("今天天气不错", "请写明如何处理该通报稿"),
        ("删去第1、2、3条", "2026年11月23日至27日没有可通报的事项，或所有条目均被删去。"),
    ],
)
async def test_what_cannot_be_changed_says_why(week: Dialog, words: str, answer: str) -> None:
    await drafted(week)
    (said,) = await week.says(COORDINATOR, words, reply_to=week.last_to(COORDINATOR))
    assert said.startswith(answer)
    assert (await circulars(week))[0].version == 1


async def test_a_sentence_without_facts_needs_words(week: Dialog) -> None:
    await week.says(COORDINATOR, "请张三12月9日前报送防汛材料")
    await week.taps(COORDINATOR, "确认")
    await drafted(week)
    card = week.last_to(COORDINATOR)
    (said,) = await week.says(COORDINATOR, "增加一条 DB-2026-4", reply_to=card)
    assert said.startswith("DB-2026-4 在该时段没有可表扬或批评的记录。")
    (said,) = await week.says(COORDINATOR, "增加一条表扬 DB-2026-4 张三提前谋划防汛工作", reply_to=card)
    assert "2. 张三提前谋划防汛工作（DB-2026-4）。" in said


@pytest.mark.parametrize("who", [STAFF, COLLEAGUE, HEAD, REVIEWER, LEADER, ADMIN])
async def test_nobody_else_drafts(week: Dialog, who: str) -> None:
    (said,) = await week.says(who, "/circular 本周")
    assert said == "您没有“起草通报”的权限。如有需要，请联系督查员。"
    assert await circulars(week) == []


async def test_a_coordinator_does_not_approve(week: Dialog) -> None:
    await drafted(week)
    await week.taps(COORDINATOR, "报批")
    (said,) = await week.says(COORDINATOR, "同意印发通报")
    assert said == "您没有“批准通报”的权限。如有需要，请联系分管领导。"
    assert await stage(week) is Stage.SUBMITTED


async def test_asked_for_in_a_group_it_comes_in_private(week: Dialog) -> None:
    said = await week.says(COORDINATOR, "起草本周督办通报", chat=GROUP)
    assert said == [CARD, "已私信。"]
    assert week.last_to(COORDINATOR).text == CARD
    assert await week.says(HEAD, "起草本周督办通报", chat=GROUP) == []


async def test_the_list_opens_each(week: Dialog) -> None:
    assert (await week.says(COORDINATOR, "/circular"))[0].startswith("目前没有通报稿。")
    await approved(week)
    await presses(week, COORDINATOR, "印发")
    await drafted(week)
    (said,) = await week.says(COORDINATOR, "/circular")
    title = "关于2026年11月23日至27日督查事项办理情况的通报"
    assert said.splitlines()[1:3] == [f"1. {title}｜第1版｜待报批", f"2. {title}｜督查通报〔2026〕1号｜已印发"]
    assert await week.taps(COORDINATOR, "1") == [CARD]


async def test_several_drafts_are_told_apart_by_reply(week: Dialog) -> None:
    await drafted(week)
    await drafted(week)
    (said,) = await week.says(COORDINATOR, "删去第1条")
    assert said == "有几份通报稿，请直接回复所指的那一份，或发送 /circular 查看。"


async def test_the_paper_can_be_read_before(week: Dialog) -> None:
    await drafted(week)
    await week.taps(COORDINATOR, "Word 版")
    sent = week.calls[-2]
    assert (sent.method, sent.payload["caption"]) == ("sendDocument", "通报稿（第1版，待报批），未编文号")
