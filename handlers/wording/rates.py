"""Rates asked for in chat: the figure with its numerator and denominator, the period, and the definition (办理指标)."""

from __future__ import annotations

from datetime import date

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called
from ledger.rates import Mean, Rate

_NAMES = {
    "on_time": "按期办结率",
    "receipt": "签收及时率",
    "extended": "延期率",
    "return": "退回率",
    "days_overdue": "平均逾期天数",
}
_PARTS = {
    "on_time": ("按期", "未按期", "件"),
    "receipt": ("及时签收", "未及时签收", "次"),
    "extended": ("延期", "未延期", "件"),
    "return": ("退回", "同意", "次"),
}
_RULES = {
    "on_time": "时限在期内的事项中，时限前申请销号且审核通过的占比。",
    "receipt": "签收时限在期内的交办中，限内签收的占比。",
    "extended": "原定时限在期内的事项中，获准延期的占比。",
    "return": "期内已审核的销号申请中，被退回的占比。",
    "days_overdue": "期内曾逾期的事项，自时限至审核通过的申请（未通过的至期末）的工作日数平均。",
}
_LEFT_OUT = "已撤回的不计，中止时间扣除。"


@spoken
def told(voice: Voice, rate: str, found: Rate | Mean, *, whose: str, first: date, last: date) -> str:
    """Return the rate of whose tasks in the days from first to last, the last of them perhaps not over."""
    days = voice.day(first) if first == last else f"{voice.day(first)}至{voice.day(last)}"
    today = voice.house.hours.local(voice.now).date()
    until = f"，截至{voice.brief(voice.now)}" if last == today else ""
    value = f"{found}个工作日" if isinstance(found, Mean) and found.days else str(found)
    return "\n".join(
        (
            f"<b>{_NAMES[rate]} {value}</b>",
            f"{called(whose)}｜{days}{until}",
            _counted(rate, found),
            f"口径：{_RULES[rate]}{_LEFT_OUT}",
        )
    )


def _counted(rate: str, found: Rate | Mean) -> str:
    if isinstance(found, Mean):
        if not found.days:
            return "期内没有逾期的事项。"
        return f"逾期{len(found.days)}件，共逾期{sum(days for _, days in found.days)}个工作日。"
    yes, _, unit = _PARTS[rate]
    if not found.of:
        return "期内没有应计的事项。"
    return f"{yes}{len(found.hits)}{unit}，应计{len(found.of)}{unit}。"


@spoken
def all_of(*, whole: bool) -> str:
    """Return whose rate it is where no unit was named."""
    return "全部单位" if whole else "您有权查看的单位"


def lists_of(rate: str, found: Rate | Mean) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the titles of the lists behind the figure with their numbers of tasks, the ones to look at first."""
    if isinstance(found, Mean):
        return (("逾期", tuple(number for number, _ in found.days)),)
    yes, no, _ = _PARTS[rate]
    rest = list(found.of)
    for number in found.hits:
        rest.remove(number)
    return ((no, tuple(rest)), (yes, found.hits))


@spoken
def button(title: str, count: int) -> str:
    """Return the label of the button that opens a list: 未按期 2."""
    return f"{title} {count}"
