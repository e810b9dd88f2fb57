"""首办负责: who declines keeps the task until somebody else signs; both are told."""

from __future__ import annotations

import pytest

from tests.support.dialog import COLLEAGUE, COORDINATOR, STAFF, Dialog


async def test_the_first_handler_keeps_it_until_the_new_one_signs(assigned: Dialog) -> None:
    await assigned.says(STAFF, "DB-2026-1 不归我科，应由王五办理")
    said = await assigned.says(COORDINATOR, "/reassign 1 王五")
    assert said[0].startswith("DB-2026-1 拟转王五办理，待签收；签收前仍由首办张三负责")
    assert assigned.last_to(STAFF).text == said[0]
    offer = assigned.last_to(COLLEAGUE).text
    assert offer.startswith("<b>DB-2026-1 交办事项</b>")
    assert offer.endswith("首办张三不予受理，拟转王五办理：签收后由王五负责，签收前仍由首办负责。")
    await assigned.says(COORDINATOR, "/task 1")
    assert "责任：张三\n拟转：王五（签收前由首办负责）" in assigned.last_to(COORDINATOR).text

    said = await assigned.taps(COLLEAGUE, "签收")
    assert assigned.last_to(STAFF).text == said[1] == "DB-2026-1 已由王五签收，您不再承办：报送三季度经济运行分析。"
    assert [branch.doers for branch in (await assigned.task()).branches]


async def test_there_is_no_ping_pong(assigned: Dialog) -> None:
    await assigned.says(STAFF, "DB-2026-1 不归我科，应由王五办理")
    again = "DB-2026-1 此前已提出不予受理，不能重复提出。另行明确前仍须办理，请联系交办人。"
    assert await assigned.says(STAFF, "/decline 1 确实不归我科") == [again]
    await assigned.says(COORDINATOR, "/reassign 1 王五")
    said = await assigned.says(COLLEAGUE, "/decline 1 也不归我")
    assert said[0] == "DB-2026-1 不予受理已登记，待交办人处理。另行明确前，仍由张三负责。"
    await assigned.says(COORDINATOR, "/reassign 1 王五")
    assert await assigned.says(COLLEAGUE, "/decline 1 也不归我") == [again]


@pytest.mark.parametrize(
    "words",
    [
        "DB-2026-1完成20%",
        "DB-2026-1 卡点：财政局数据未反馈",
        "DB-2026-1申请延期到下周三，数据未核实",
        "DB-2026-1申请销号",
    ],
)
async def test_whatever_takes_the_task_over_relieves_the_first_handler(assigned: Dialog, words: str) -> None:
    """Work is a receipt, too: who declined hears of it as of a signature."""
    await assigned.says(STAFF, "DB-2026-1 不归我科，应由王五办理")
    await assigned.says(COORDINATOR, "/reassign 1 王五")

    await assigned.sends_photo(COLLEAGUE, words)

    assert assigned.last_to(STAFF).text == "DB-2026-1 已由王五签收，您不再承办：报送三季度经济运行分析。"
