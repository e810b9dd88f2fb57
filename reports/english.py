"""What reports say in English: how moments and numbers are written, and the titles of their lists (双语)."""

from __future__ import annotations

from datetime import date, datetime

from ledger.terms import Term, TermUnit
from reports.words import Span

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TERM_UNITS = {TermUnit.WORKDAYS: "workday", TermUnit.DAYS: "day", TermUnit.HOURS: "hour"}
SPANS = {
    "weekly": Span("week", "Weekly summary", "This week", "last week", "Next week"),
    "monthly": Span("month", "Monthly summary", "This month", "last month", "Next month"),
    "quarterly": Span("quarter", "Quarterly summary", "This quarter", "last quarter", "Next quarter"),
}
"""By the kind of the summary."""
WORDS = {
    "今日到期": "Due today",
    "逾期": "Overdue",
    "新交办": "New",
    "待签收": "Not acknowledged",
    "待销号": "Claimed",
    "卡点": "Blockers",
    "中止": "Suspended",
    "督办": "Supervision notices",
    "久无进展": "Long without progress",
    "销号": "Closed",
    "有进展": "Progress",
    "在办": "Open",
    "本周尚待到期": "Due later this week",
    "本月尚待到期": "Due later this month",
    "本季度尚待到期": "Due later this quarter",
    "尚待到期": "Due later",
    "下周到期": "Due next week",
    "下月到期": "Due next month",
    "下季度到期": "Due next quarter",
    "退回": "Returned",
    "新逾期": "Newly overdue",
    "红灯": "Red light",
    "黄灯": "Yellow light",
    "绿灯": "Green light",
    "办文到期和超时": "Documents due and over",
    "办文超时": "Documents over their limit",
    "蹲点督办": "On-site supervision",
    "未报": "Missing",
    "已报": "Reported",
    "请假": "On leave",
    "应报": "Owed",
    "重点事项": "Key tasks",
    "逾期天数": "Days overdue",
    "按期办结": "Completed in time",
    "按期": "In time",
    "未按期": "Not in time",
    "签收及时": "Acknowledged in time",
    "及时": "In time",
    "未及时": "Not in time",
    "退回率": "Return rate",
    "未退回": "Not returned",
    "及时签收": "In time",
    "未及时签收": "Not in time",
    "延期": "Extended",
    "未延期": "Not extended",
    "同意": "Agreed",
    "未定单位": "No unit",
    "全部数字": "All figures",
}
"""The titles of lists and figures, by the Chinese ones."""
ENTRIES = {
    "交办": "Assigned",
    "签收": "Acknowledged",
    "不予受理": "Declined",
    "解除卡点": "Blocker cleared",
    "审核销号": "Closed",
    "审核退回": "Returned",
    "补正": "Put right",
    "转办": "Reassigned",
    "撤回": "Withdrawn",
    "调整": "Amended",
    "申请延期": "Extension requested",
    "审批延期": "Extension decided",
    "恢复办理": "Resumed",
    "时限重算": "Deadline recounted",
    "更正": "Corrected",
    "催办": "Reminded",
    "中止": "Suspended",
    "督办": "Escalated",
    "记录": "Noted",
}
"""What somebody did on a task."""
_LAST = {"上周": "last week", "上月": "last month", "上季度": "last quarter"}


def titled(title: str) -> str:
    """Return the title of a list or figure in English; names of units stay as they are."""
    for chinese, english in _LAST.items():
        rest = title.removeprefix(chinese)
        if rest != title and rest in WORDS:
            return f"{WORDS[rest]}, {english}"
    return WORDS.get(title, title)


def many(count: int, one: str, more: str = "") -> str:
    """Return 1 task, 2 tasks; ``more`` where an s is not enough."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def day_words(day: date) -> str:
    """Return Fri 27 Nov 2026."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Return 27 Nov."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def moment_words(moment: datetime, today: date) -> str:
    """Return 18:00 for a moment of today, Mon 30 Nov 18:00 for another, with the year where it differs."""
    if moment.date() == today:
        return f"{moment:%H:%M}"
    year = "" if moment.year == today.year else f" {moment.year}"
    return f"{WEEKDAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]}{year} {moment:%H:%M}"


def term_words(term: Term) -> str:
    """Return 2 workdays after receipt."""
    return f"{many(term.amount, _TERM_UNITS[term.unit])} after receipt"
