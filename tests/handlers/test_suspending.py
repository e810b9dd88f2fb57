"""中止 and 恢复: by words, command and button; the clock stands still and everybody is told."""

from __future__ import annotations

import pytest

from handlers.wording.refusals import NEUTRAL
from tests.support.dialog import COORDINATOR, HEAD, LEADER, STAFF, Dialog

STOPPED = "DB-2026-1 已由李四中止办理，等待省里批复。中止期间不计时限、不催报；恢复后时限按中止的工作日顺延。"


@pytest.mark.parametrize("words", ["DB-2026-1先中止，等省里批复", "/suspend 1 等省里批复", "/中止 1 等省里批复"])
async def test_the_clock_is_stopped_and_started_again(assigned: Dialog, words: str) -> None:
    assert await assigned.says(COORDINATOR, words) == [STOPPED, STOPPED]
    assert assigned.last_to(STAFF).text == STOPPED
    assigned.passes(days=2)
    text = "DB-2026-1 已恢复办理，时限由11月27日（星期五）18:00顺延至12月1日（星期二）18:00（剩4个工作日）。"
    assert await assigned.says(COORDINATOR, "DB-2026-1恢复办理") == [text, text]
    assert await assigned.kinds() == ["Assigned", "Suspended", "Resumed"]


@pytest.mark.parametrize("words", ["1号恢复办理", "省里批了，DB-2026-1恢复办理", "资金到了。2026-1恢复办理"])
async def test_the_number_may_be_short_and_why_may_stand_before_it(assigned: Dialog, words: str) -> None:
    await assigned.says(COORDINATOR, "1号中止，等省里批复")
    assert (await assigned.says(COORDINATOR, words))[0].startswith("DB-2026-1 已恢复办理")
    assert await assigned.kinds() == ["Assigned", "Suspended", "Resumed"]


async def test_the_buttons_stand_under_the_task_of_those_who_may(assigned: Dialog) -> None:
    await assigned.says(LEADER, "/task 1")
    assert await assigned.taps(LEADER, "中止") == ["DB-2026-1 请回复本消息，说明中止原因或等待事项，例如：等省里批复。"]
    await assigned.says(LEADER, "资金未到位", reply_to=assigned.last_to(LEADER))
    await assigned.says(LEADER, "/task 1")
    shown = assigned.last_to(LEADER)
    assert "状态：中止" in shown.text
    assert (
        "时限：11月27日（星期五）18:00（中止，不计时限）\n中止：自11月23日（星期一）10:00起，资金未到位" in shown.text
    )
    assert list(shown.buttons) == ["转办", "撤回", "恢复办理", "经过"]
    assert (await assigned.taps(LEADER, "恢复办理"))[0].startswith("DB-2026-1 已恢复办理，时限不变")


async def test_a_suspended_task_is_listed_as_such_and_is_not_overdue(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "/suspend 1 等省里批复")
    assigned.passes(days=7)
    await assigned.says(STAFF, "/my")
    assert assigned.last_to(STAFF).text.splitlines()[1] == "<b>中止（1）</b>"
    await assigned.says(STAFF, "逾期")
    assert assigned.last_to(STAFF).text == "没有逾期事项。"
    assert await assigned.says(COORDINATOR, "/remind 1") == [
        "DB-2026-1 已中止，恢复办理后方可催办。如需恢复，请交办人回复“恢复办理”。"
    ]


async def test_what_becomes_known_is_noted_and_the_rest_waits(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "/suspend 1 等省里批复")
    assert (await assigned.says(STAFF, "DB-2026-1进展：省里已受理"))[0].startswith("DB-2026-1 进展已登记")
    assert await assigned.says(STAFF, "DB-2026-1申请延期到下周三，数据未核实") == [
        "DB-2026-1 已中止，恢复办理后方可申请延期。如需恢复，请交办人回复“恢复办理”。"
    ]


@pytest.mark.parametrize("who", [STAFF, HEAD])
async def test_nobody_else_stops_the_clock(assigned: Dialog, who: str) -> None:
    for number in (1, 99):
        assert await assigned.says(who, f"/suspend {number} 等省里批复") == [NEUTRAL]
    assert await assigned.says(who, "DB-2026-1先中止，等省里批复") == [NEUTRAL]
