"""118号上周五的情况, 上周五的台账: as it stood then, for those who may see it now."""

from __future__ import annotations

import pytest

from handlers.wording.refusals import NEUTRAL
from tests.support.dialog import COLLEAGUE, COORDINATOR, GROUP, OUTSIDER, STAFF, Dialog
from tests.support.scenes import scene


@scene
async def later(assigned: Dialog) -> None:
    """Let a week go by: signed on Tuesday, at 60 % on Wednesday, overdue since Friday, extended on Monday."""
    assigned.passes(days=1)
    await assigned.says(STAFF, "收到")
    assigned.passes(days=1)
    await assigned.says(STAFF, "DB-2026-1完成60%，初稿已成")
    assigned.passes(days=5)
    await assigned.says(COORDINATOR, "/amend 1 12月4日前")


async def test_one_task_as_it_stood(later: Dialog) -> None:
    text = (await later.says(COORDINATOR, "DB-2026-1 11月23日下午的情况"))[0]
    assert text.startswith(
        "🟢 <b>截至11月23日（星期一）18:00的情况（按入账时间）</b>\n<b>DB-2026-1 报送三季度经济运行分析</b>"
    )
    assert "状态：待签收" in text
    assert "时限：11月27日（星期五）18:00（剩4个工作日）" in text
    assert ("张三 签收" in text, "60%" in text) == (False, False)


async def test_with_the_light_that_it_showed(later: Dialog) -> None:
    text = (await later.says(COORDINATOR, "/asof 1 上周六"))[0]
    assert "🔴" in text
    assert "已逾期" in text
    assert "张三 反馈进度60%" in text
    assert "🟡" in (await later.says(COORDINATOR, "/asof 1 11月25日"))[0]


async def test_before_its_time_there_was_no_task(later: Dialog) -> None:
    assert await later.says(COORDINATOR, "DB-2026-1 11月20日下午的情况") == [
        "DB-2026-1 截至11月20日（星期五）18:00尚未登记。请改问较晚的时间，或发送 /timeline DB-2026-1 查看经过。"
    ]


async def test_the_ledger_as_it_stood_with_counts_by_unit(later: Dialog) -> None:
    await later.says(COORDINATOR, "请吴财周五前报送预算")
    await later.taps(COORDINATOR, "确认")
    text = (await later.says(COORDINATOR, "上周六的台账"))[0]
    assert text.split("\n")[:3] == [
        "<b>截至11月28日（星期六）23:59的台账（按入账时间）</b>",
        "在办1项（🔴1 🟡0 🟢0），逾期1项，待审核0项，已销号0项，已撤回0项。",
        "综合科：1项（🔴1 🟡0 🟢0）",
    ]
    assert text.split("\n")[3].startswith("🔴 DB-2026-1 报送三季度经济运行分析｜")
    assert len(text.split("\n")) == 4


async def test_of_one_unit(later: Dialog) -> None:
    assert "在办1项" in (await later.says(COORDINATOR, "综合科上周六的台账"))[0]
    assert "财政局 截至11月28日（星期六）23:59的台账" in (await later.says(COORDINATOR, "财政局上周六的台账"))[0]
    assert "在办0项" in (await later.says(COORDINATOR, "财政局上周六的台账"))[0]


async def test_pages_keep_the_moment(dialog: Dialog) -> None:
    for n in range(14):
        await dialog.says(COORDINATOR, f"请张三周五下班前报送第{n + 1}期简报")
        await dialog.taps(COORDINATOR, "确认")
    dialog.passes(days=1)
    first = (await dialog.says(COORDINATOR, "昨天的台账"))[0]
    assert ("第1/2页" in first, "第12期" in first, "第13期" in first) == (True, True, False)
    second = (await dialog.taps(COORDINATOR, "下一页"))[0]
    assert ("第2/2页" in second, "第13期" in second, "综合科：" in second) == (True, True, False)


async def test_whoever_may_not_see_it_now_does_not_see_what_it_was(later: Dialog) -> None:
    assert await later.says(OUTSIDER, "DB-2026-1 上周六的情况") == [NEUTRAL]
    assert "在办0项" in (await later.says(COLLEAGUE, "上周六的台账"))[0]
    await later.says(COORDINATOR, "DB-2026-1转给王五办理")
    assert "状态：办理中" in (await later.says(COLLEAGUE, "DB-2026-1 上周六的情况"))[0]


async def test_whoever_handed_it_over_unsigned_sees_no_past_of_it(assigned: Dialog) -> None:
    assigned.passes(days=1)
    await assigned.says(COORDINATOR, "DB-2026-1转给王五办理")
    assert await assigned.says(STAFF, "DB-2026-1 昨天下午的情况") == [NEUTRAL]


async def test_in_a_group_chatter_is_left_alone_and_lists_come_in_private(later: Dialog) -> None:
    assert await later.says(COORDINATOR, "上周六的情况", chat=GROUP) == []
    assert "截至11月28日" in (await later.says(COORDINATOR, "DB-2026-1 上周六的情况", chat=GROUP))[0]


@pytest.mark.parametrize("words", ["/asof", "/asof 1", "/asof 1 明天", "/asof 1 上周六 报送"])
async def test_without_a_past_moment_it_is_asked(later: Dialog, words: str) -> None:
    assert (await later.says(COORDINATOR, words))[0].startswith("请写明已过去的时间，例如：")
