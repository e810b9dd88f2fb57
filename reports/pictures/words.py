"""What is printed on pictures and above the tables beside them, in both languages (双语); English is cut to fit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ledger.languages import Language
from reports import english

CHINESE: Mapping[str, str] = {
    "dispatch": "日调度",
    "daily": "日报告",
    "weekly": "周总结",
    "monthly": "月度总结",
    "quarterly": "季度总结",
    "ranking": "按期办结率",
    "house": "全办",
    "nobody": "未定单位",
    "until": "截至 {}",
    "late": "迟发：原定 {}",
    "page": "（图{}／{}）",
    "more": "（续）",
    "signs": "“〓”为字库缺字，以文字版为准。",
    "due_today": "今日到期",
    "overdue": "逾期",
    "new": "新交办",
    "unacknowledged": "待签收",
    "to_review": "待销号",
    "blockers": "卡点",
    "notices": "督办",
    "silent": "久无进展",
    "closed": "销号",
    "progressed": "有进展",
    "returned": "退回",
    "newly_overdue": "新逾期",
    "on_time": "按期办结率",
    "receipt": "签收及时率",
    "return": "退回率",
    "open": "在办",
    "by_unit": "分单位",
    "red": "红灯",
    "yellow": "黄灯",
    "green": "绿灯",
    "unit": "单位",
    "in_time": "按期率",
    "share": "按期",
    "attendance": "报送情况",
    "people": "应报 {} 人",
    "owed": "应报",
    "reported": "已报",
    "missing": "未报",
    "on_leave": "请假",
    "lack": "缺",
    "away": "假",
    "complete": "齐",
    "open_by_day": "在办变化",
    "open_until": "{} 的在办数",
    "open_and_overdue": "在办 {}，逾期 {}",
    "same": "持平",
    "none_before": "上周无",
    "ranked_by": "按期数/到期数及其比例，右侧为比上周增减的百分点；同率同名次。",
    "nothing_due": "本周无到期事项",
    "district": "区",
    "department": "部门",
    "office": "科室",
    "centre": "中心",
    "nil_dispatch": "零报告：今日无待办调度事项",
    "nil_daily": "零报告：本期无销号、新交办和进展",
    "nil_summary": "零报告：{}无交办、销号、退回和逾期",
    "version": "（第{}版）",
    "open_table": "在办（分单位）",
    "more_units": "……另有 {} 个单位。",
    "colon": "：",
}
ENGLISH: Mapping[str, str] = {
    "dispatch": "Daily dispatch",
    "daily": "Daily report",
    "weekly": "Weekly summary",
    "monthly": "Monthly summary",
    "quarterly": "Quarterly summary",
    "ranking": "Completed in time",
    "house": "Whole house",
    "nobody": "No unit",
    "until": "as of {}",
    "late": "late, planned for {}",
    "page": " (picture {} of {})",
    "more": " (continued)",
    "signs": "“〓” stands for a character that no font has; the text has it.",
    "due_today": "Due today",
    "overdue": "Overdue",
    "new": "New",
    "unacknowledged": "No receipt",
    "to_review": "Claimed",
    "blockers": "Blockers",
    "notices": "Notices",
    "silent": "Silent",
    "closed": "Closed",
    "progressed": "Progress",
    "returned": "Returned",
    "newly_overdue": "Newly overdue",
    "on_time": "Completed in time",
    "receipt": "Receipts in time",
    "return": "Return rate",
    "open": "Open",
    "by_unit": "By unit",
    "red": "Red",
    "yellow": "Yellow",
    "green": "Green",
    "unit": "Unit",
    "in_time": "In time",
    "share": "In time",
    "attendance": "Reports",
    "people": "owed by {} people",
    "owed": "Owed",
    "reported": "Reported",
    "missing": "Missing",
    "on_leave": "On leave",
    "lack": "lacks",
    "away": "leave",
    "complete": "all",
    "open_by_day": "Open tasks",
    "open_until": "at {} of each day",
    "open_and_overdue": "{} open, {} overdue",
    "same": "same",
    "none_before": "new",
    "ranked_by": "In time / due and the rate, its change in percentage points; the same rate is the same place.",
    "nothing_due": "Nothing was due this week",
    "district": "Districts",
    "department": "Departments",
    "office": "Offices",
    "centre": "Centres",
    "nil_dispatch": "Nil return: nothing to dispatch today",
    "nil_daily": "Nil return: nothing closed, assigned or moved",
    "nil_summary": "Nil return, {}: nothing assigned, closed, returned or overdue",
    "version": " (version {})",
    "open_table": "Open, by unit",
    "more_units": "… and {} more units.",
    "colon": ": ",
}
_WEEKDAYS = "一二三四五六日"


def words_of(language: Language) -> Mapping[str, str]:
    """Return the words by what they stand for; those with ``{}`` are to be filled in."""
    return ENGLISH if language is Language.ENGLISH else CHINESE


def day_words(day: date, language: Language) -> str:
    """Return 2026年11月27日 周五, in English Fri 27 Nov 2026."""
    if language is Language.ENGLISH:
        return english.day_words(day)
    return f"{day.year}年{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"


def short_day(day: date, language: Language) -> str:
    """Return 11.27 周五, in English Fri 27."""
    if language is Language.ENGLISH:
        return f"{english.WEEKDAYS[day.weekday()]} {day.day}"
    return f"{day.month}.{day.day} 周{_WEEKDAYS[day.weekday()]}"
