"""What is said of the burden (减负): the month's figures to coordinators and leaders, the alarm to administrators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.wording.spoken import spoken
from ledger.burden import WeekOfPrompts

ONLY_IN_PRIVATE = "减负情况只在私聊查看，请私聊本助手：减负情况。"


@spoken
def month(first: date, weeks: Sequence[WeekOfPrompts], cap: int) -> str:
    """Return the figures of the month's weeks, a line each; numbers of people, never names."""
    lines = [f"<b>减负情况</b>｜{first.year}年{first.month}月", f"每人每周收到的提示（上限{cap}条）："]
    lines += [_week(one, cap) for one in weeks]
    return "\n".join([*lines, "提示指未经本人询问而发给本人的私信。"])


@spoken
def above(week: WeekOfPrompts, cap: int) -> str:
    """Alarm the administrators that the week had too many prompts for somebody."""
    return (
        f"本周有{len(week.above(cap))}人收到的提示超过上限{cap}条，最多{week.most}条。"
        "请与督查员核对催办和交办是否过密；确有需要的，请调整设置 burden.weekly_cap。"
    )


def _week(week: WeekOfPrompts, cap: int) -> str:
    last = week.monday + timedelta(days=6)
    span = f"{week.monday.month}月{week.monday.day}日至{last.month}月{last.day}日"
    mean = "–" if week.mean is None else week.mean
    return f"{span} 平均{mean}条，最多{week.most}条，超过上限{len(week.above(cap))}人，重复{week.repeated}条"
