"""转办, 撤回, changes of the deadline, 催办."""

from __future__ import annotations

import pytest

from handlers.wording.refusals import NEUTRAL
from tests.support.dialog import COLLEAGUE, COORDINATOR, HEAD, OUTSIDER, STAFF, Dialog


async def test_a_coordinator_reassigns_by_command(assigned: Dialog) -> None:
    said = await assigned.says(COORDINATOR, "/reassign 1 王五")
    assert said[0].startswith("DB-2026-1 已由张三转王五办理")
    assert assigned.last_to(COLLEAGUE).text.startswith("<b>DB-2026-1 交办事项</b>")
    assert assigned.last_to(STAFF).text.startswith("DB-2026-1 已由张三转王五办理")


async def test_a_reassignment_by_button_asks_to_whom(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "/task 1")
    assert await assigned.taps(COORDINATOR, "转办") == ["DB-2026-1 请回复本消息，写明转给谁，例如：转王五。"]
    said = await assigned.says(COORDINATOR, "转王五", reply_to=assigned.last_to(COORDINATOR))
    assert said[0].startswith("DB-2026-1 已由张三转王五办理")


async def test_a_name_nobody_knows_is_asked_back(assigned: Dialog) -> None:
    said = await assigned.says(COORDINATOR, "/reassign 1 欧阳不详")
    assert said == ["名册中未找到“欧阳不详”，未作登记。请核对姓名或单位名称。"]


@pytest.mark.parametrize("words", ["DB-2026-1转办", "1号转办", "1号转派给欧阳不详", "DB-2026-1转给钱十三"])
async def test_a_reassignment_in_words_to_nobody_known_asks_to_whom(assigned: Dialog, words: str) -> None:
    (asked,) = await assigned.says(COORDINATOR, words)
    assert "写明转给谁" in asked or asked.startswith("名册中未找到“")
    assert await assigned.kinds() == ["Assigned"]


async def test_staff_who_wish_to_hand_over_ask_their_head(assigned: Dialog) -> None:
    said = await assigned.says(STAFF, "/reassign 1 王五")
    assert said[0] == "DB-2026-1 转王五办理的申请已报负责人。同意前仍由您负责。"
    assert await assigned.kinds() == ["Assigned"]

    said = await assigned.taps(HEAD, "同意")
    assert said[0].startswith("DB-2026-1 已由张三转王五办理")
    assert await assigned.kinds() == ["Assigned", "Reassigned"]


async def test_a_head_may_refuse_to_hand_over(assigned: Dialog) -> None:
    await assigned.says(STAFF, "/reassign 1 王五")
    said = await assigned.taps(HEAD, "不同意")
    assert said == ["DB-2026-1 转办申请未获同意，请继续办理。"] * 2
    assert await assigned.kinds() == ["Assigned"]


async def test_a_stranger_to_the_task_cannot_wish_it_away(assigned: Dialog) -> None:
    assert await assigned.says(OUTSIDER, "/reassign 1 王五") == await assigned.says(OUTSIDER, "/reassign 9 王五")


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("提前一天交", "11月26日（星期四）18:00"),
        ("提前两个工作日交", "11月25日（星期三）18:00"),
        ("提前五天交", "已过"),  # Sunday, 22 November: the workday before it is over.
    ],
)
async def test_a_limit_comes_nearer_by_so_much(assigned: Dialog, words: str, limit: str) -> None:
    """A rest day goes to the workday before: never later than what was said."""
    said = await assigned.says(COORDINATOR, f"DB-2026-1{words}")
    assert limit in said[0]


async def test_a_withdrawal_needs_its_reason(assigned: Dialog) -> None:
    assert await assigned.says(COORDINATOR, "/withdraw 1") == ["DB-2026-1 请回复本消息，说明撤回原因。"]
    assert await assigned.says(COORDINATOR, "撤回DB-2026-1") == ["DB-2026-1 请回复本消息，说明撤回原因。"]
    said = await assigned.says(COORDINATOR, "重复交办", reply_to=assigned.last_to(COORDINATOR))
    assert said == ["DB-2026-1 已撤回：报送三季度经济运行分析。原因：重复交办。台账保留记录。"] * 2
    said = await assigned.says(STAFF, "/ack 1")
    assert said == ["DB-2026-1 已撤回，不能签收。仍需办理的，请交办人重新交办。"]
    assert (await assigned.taps(STAFF, "DB-2026-1"))[0].startswith("<b>DB-2026-1 ")


async def test_a_deadline_is_changed_with_before_and_after(assigned: Dialog) -> None:
    text = "DB-2026-1 已调整：时限由11月27日（星期五）18:00改为12月2日（星期三）18:00（剩7个工作日）。"
    assert await assigned.says(COORDINATOR, "/amend 1 下周三") == [text, text]
    assert await assigned.says(COORDINATOR, "/amend 1 尽快吧") == [
        "DB-2026-1 请回复本消息，写明新的时限，例如：改到下周三。"
    ]


@pytest.mark.parametrize("words", ["DB-2026-1改到11月16日", "/amend 1 11月16日"])
async def test_a_day_that_is_over_does_not_become_next_year_s(assigned: Dialog, words: str) -> None:
    assert await assigned.says(COORDINATOR, words) == ["时限11月16日（星期一）18:00已过，未作登记。请给出新的时限。"]


async def test_words_in_reply_to_a_task_that_is_over_are_no_dead_end(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "/withdraw 1 重复交办")
    said = await assigned.says(COORDINATOR, "已合并办理", reply_to=assigned.last_to(COORDINATOR))
    assert said == ["DB-2026-1 未作登记：该事项目前没有可由您登记的操作。请点下方按钮查看。"]
    assert list(assigned.last_to(COORDINATOR).buttons) == ["DB-2026-1"]


async def test_urging_reaches_the_assignee_and_a_second_press_shows_the_last(assigned: Dialog) -> None:
    said = await assigned.says(COORDINATOR, "/remind 1")
    assert said[0] == "DB-2026-1 已催办张三。"
    assert said[1].startswith("DB-2026-1 李四催办：报送三季度经济运行分析")

    said = await assigned.says(COORDINATOR, "/催办 1")
    assert said == [
        "DB-2026-1 已于11月23日（星期一）10:00催办，11月23日（星期一）16:30后可再次催办。",
    ]
    assert await assigned.kinds() == ["Assigned", "Reminded"]


@pytest.mark.parametrize("command", ["withdraw", "amend", "return", "reassign", "decline", "blocker", "correct"])
async def test_without_the_right_no_words_are_asked_for(assigned: Dialog, command: str) -> None:
    """The same refusal whether or not the task exists, and before the prompt for words."""
    for number in (1, 99):
        assert await assigned.says(OUTSIDER, f"/{command} {number}") == [NEUTRAL]
    assert await assigned.says(COORDINATOR, f"/{command} 99") == [NEUTRAL]
