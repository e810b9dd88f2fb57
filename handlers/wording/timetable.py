"""Words about the timetable (推送时间)."""

from __future__ import annotations

from collections.abc import Iterable

from config.timetable import Rule
from handlers.wording.spoken import spoken
from handlers.wording.terms import RULE
from handlers.wording.voice import called

ON = {
    "workday": "每个工作日",
    "last_workday_of_week": "每周最后一个工作日",
    "last_workday_of_month": "每月最后一个工作日",
    "last_workday_of_quarter": "每季度最后一个工作日",
}
WEEKDAYS = {
    "monday": "每周一",
    "tuesday": "每周二",
    "wednesday": "每周三",
    "thursday": "每周四",
    "friday": "每周五",
    "saturday": "每周六",
    "sunday": "每周日",
}


def _when(rule: Rule) -> str:
    days = ON.get(rule.on) or WEEKDAYS[rule.on]
    return f"{days}{rule.time:%H:%M}" if rule.enabled else "停发"


@spoken
def listed(rules: Iterable[Rule]) -> str:
    """List when each report goes out."""
    lines = ["<b>推送时间</b>", *(f"{RULE[rule.report]}：{_when(rule)}" for rule in rules)]
    return "\n".join([*lines, "调整请写“日报改到18:00”“停发周总结”“恢复周总结”。"])


@spoken
def card(before: Rule, after: Rule) -> str:
    """Show a change before it counts."""
    return (
        f"<b>请核对推送时间</b>\n{RULE[after.report]}：{_when(before)}改为{_when(after)}。\n"
        "确认后自下一次推送起生效；10分钟内未确认自动失效。"
    )


@spoken
def changed(before: Rule, after: Rule, by: str = "") -> str:
    """Confirm the change; ``by`` names who made it, for those who are told."""
    who = f"{called(by)}已调整推送时间：" if by else "推送时间已调整："
    return f"{who}{RULE[after.report]}由{_when(before)}改为{_when(after)}，自下一次起生效。"
