"""为什么红灯 is answered by the rule, the deadline and the entries with their dates, and changes with them."""

from __future__ import annotations

import pytest

from tests.support.dialog import COORDINATOR, OUTSIDER, REVIEWER, STAFF, Dialog

RULE = "规则：超过时限为红灯；距时限3个工作日以内，或卡点满3个工作日，为黄灯；其余为绿灯。"
GIVEN = "11-23 10:00 李四 交办张三，时限11月27日（星期五）18:00（私信）"


@pytest.mark.parametrize(
    "words", ["为什么红灯", "DB-2026-1为什么是红灯", "1号为什么红灯", "/why 2026-1", "/亮灯依据 1"]
)
async def test_a_red_light_names_rule_deadline_and_entries(assigned: Dialog, words: str) -> None:
    await assigned.says(STAFF, "DB-2026-1 完成40%，等数据")
    assigned.passes(days=8)
    assert (await assigned.says(STAFF, words))[0].splitlines() == [
        "<b>DB-2026-1 🔴红灯</b>",
        "报送三季度经济运行分析",
        "原因：超过时限，11月27日（星期五）18:00（已逾期2个工作日）",
        RULE,
        "",
        "<b>依据</b>",
        GIVEN,
        "最近记录：11-23 10:00 张三 反馈进度40%：完成40%，等数据（私信）",
    ]


async def test_the_answer_changes_when_the_deadline_does(assigned: Dialog) -> None:
    assigned.passes(days=8)
    assert "🔴红灯" in (await assigned.says(STAFF, "为什么红灯"))[0]
    await assigned.says(COORDINATOR, "DB-2026-1改到12月3日")
    said = (await assigned.says(STAFF, "DB-2026-1为什么红灯"))[0].splitlines()
    assert said[0] == "<b>DB-2026-1 🟡黄灯</b>"
    assert said[2] == "原因：临近时限，12月3日（星期四）18:00（剩2个工作日）"
    assert said[6:9] == [
        GIVEN,
        "12-01 10:00 李四 调整交办内容：时限改为12月3日（星期四）18:00（私信）",
        "责任单位尚无反馈。",
    ]


async def test_a_blocker_told_of_once_more_is_no_younger(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "/amend 1 12月18日")
    await assigned.says(STAFF, "DB-2026-1 卡点：财政局数据未反馈")
    assigned.passes(days=2)
    await assigned.says(STAFF, "DB-2026-1 卡点：财政局数据仍未反馈")
    assigned.passes(days=1)
    said = (await assigned.says(STAFF, "DB-2026-1为什么是黄灯"))[0]
    assert "原因：卡点已3个工作日未解除" in said
    assert "11-23 10:00 张三 报告卡点：财政局数据未反馈（私信）" in said


async def test_of_a_suspended_task_is_said_that_it_shows_none(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "/suspend 1 等省里批复")
    assert await assigned.says(STAFF, "/why 1") == ["DB-2026-1 已中止，中止期间不计时限、不亮灯。"]


async def test_a_blocker_is_named_with_its_age_and_its_entry(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "DB-2026-1改到12月31日")
    await assigned.says(STAFF, "DB-2026-1 卡点：财政局数据未反馈")
    assigned.passes(days=3)
    said = (await assigned.says(STAFF, "DB-2026-1为什么是黄灯"))[0]
    assert "原因：卡点已3个工作日未解除" in said
    assert "11-23 10:00 张三 报告卡点：财政局数据未反馈（私信）" in said


async def test_the_button_under_a_task_asks_too_and_strangers_learn_nothing(assigned: Dialog) -> None:
    assigned.passes(days=8)
    await assigned.says(STAFF, "DB-2026-1")
    assert (await assigned.taps(STAFF, "亮灯依据"))[0].startswith("<b>DB-2026-1 🔴红灯</b>")
    said = await assigned.says(OUTSIDER, "/why 2026-1")
    assert said == await assigned.says(OUTSIDER, "/why 2026-9")


async def test_a_closed_task_shows_no_light(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "撤回DB-2026-1，重复交办")
    assert await assigned.says(STAFF, "/why 2026-1") == ["DB-2026-1 已撤回，不再亮灯。"]


async def test_a_return_is_named_with_the_limit_to_mend_by(assigned: Dialog) -> None:
    await assigned.sends_photo(STAFF, "DB-2026-1申请销号")
    await assigned.says(REVIEWER, "DB-2026-1 退回，缺盖章版，11月26日17:00前补正")
    said = (await assigned.says(STAFF, "DB-2026-1为什么是黄灯"))[0].splitlines()
    assert said[2].endswith("；申请销号已退回，限11月26日（星期四）17:00前补正")
    assert said[7].startswith("11-23 10:00 钱审核 退回：")
    assigned.passes(days=8)
    assert (await assigned.says(STAFF, "为什么红灯"))[0].splitlines()[2].endswith("17:00前补正，已超过")
    await assigned.sends_photo(STAFF, "DB-2026-1申请销号")
    assert "已退回" not in (await assigned.says(STAFF, "DB-2026-1为什么红灯"))[0]


async def test_a_reopening_is_named(assigned: Dialog) -> None:
    await assigned.sends_photo(STAFF, "DB-2026-1申请销号")
    await assigned.says(REVIEWER, "DB-2026-1 同意销号")
    await assigned.says(COORDINATOR, "/reopen 2026-1 数据不实，11月26日前")
    said = (await assigned.says(STAFF, "DB-2026-1为什么是黄灯"))[0].splitlines()
    assert said[2].endswith("；销号后经复核重新办理")
    assert said[7].startswith("11-23 10:00 李四 重新办理，时限11月26日（星期四）")


async def test_a_question_why_it_turned_red_records_nothing(assigned: Dialog) -> None:
    before = await assigned.kinds()
    for words in ("2026-1怎么红了", "DB-2026-1怎么又红了？", "2026-1咋变黄了"):
        (said,) = await assigned.says(STAFF, words)
        assert "🟢" in said or "绿灯" in said, words
    assert await assigned.kinds() == before
