"""Words about the work calendar (工作日历): a notice pasted, the office's own days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice, called, escape
from ledger.calendar import DAY, WorkCalendar
from ledger.office_entries import NamedDay

_AHEAD = 12  # More special days than this are not read on a phone.


@spoken
def notice_card(paper: str, year: int, days: Sequence[NamedDay], changed: int) -> str:
    """Show what was read of the notice, feast by feast, before it counts."""
    lines = ["<b>请核对放假安排</b>", f"通知：{escape(paper)}", *_feasts(days)]
    off = sum(not one.works for one in days)
    lines.append(f"合计：放假{off}天，调休上班{len(days) - off}天；与现行日历不同的有{changed}天。")
    return "\n".join([*lines, f"确认后即按此计算{year}年的工作日；10分钟内未确认自动失效。"])


def _feasts(days: Iterable[NamedDay]) -> list[str]:
    by_name: dict[str, list[NamedDay]] = {}
    for one in days:
        by_name.setdefault(one.name, []).append(one)
    return [f"{called(name)}：{_feast(found)}" for name, found in by_name.items()]


def _feast(days: Iterable[NamedDay]) -> str:
    known = tuple(days)
    off = [one.day for one in known if not one.works]
    works = "、".join(_short(one.day) for one in known if one.works)
    return f"{spans(off)}放假{len(off)}天" + (f"；{works}上班" if works else "")


@spoken
def spans(days: Iterable[date]) -> str:
    """Return days as stretches: 5月1日至5日、5月9日."""
    ordered = sorted(days)
    runs = [[day for _, day in run] for _, run in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0] * DAY)]
    return "、".join(_short(run[0]) if len(run) == 1 else f"{_short(run[0])}至{_end(run)}" for run in runs)


def _end(run: Sequence[date]) -> str:
    return f"{run[-1].day}日" if run[0].month == run[-1].month else _short(run[-1])


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


@spoken
def notice_faulty(faults: Sequence[str]) -> str:
    """Say which places of a pasted notice do not add up; nothing is guessed."""
    return f"放假通知有未能核对的内容：{escape('；'.join(faults[:5]))}。尚未登记，请核对原文后完整粘贴。"


@spoken
def notice_kept(year: int) -> str:
    """Confirm that the notice holds."""
    return f"{year}年放假安排已登记，即时生效，暂定时限随之重算。如本单位另有安排，可写“11月28日上班”或“12月3日放假”。"


@spoken
def notice_same(year: int) -> str:
    """Say that the notice holds already."""
    return f"{year}年放假安排此前已登记，内容一致，无需再次导入。发送 /calendar 查看工作日历。"


@spoken
def own_card(voice: Voice, days: Sequence[date], *, works: bool | None) -> str:
    """Show the office's own days before they count."""
    named = "、".join(map(voice.day, days))
    return (
        f"<b>请核对本单位工作日安排</b>\n{named}：{_ruled(works)}\n"
        "确认后推送、提醒和时限均按此计算；10分钟内未确认自动失效。"
    )


@spoken
def own_set(voice: Voice, days: Sequence[date], *, works: bool | None, by: str = "") -> str:
    """Confirm the office's own days; ``by`` names who set them, for those who are told."""
    named = "、".join(map(voice.day, days))
    who = f"{called(by)}已调整工作日历：" if by else "工作日历已调整："
    return f"{who}{named}{_ruled(works)}。"


def _ruled(works: bool | None) -> str:
    return {True: "本单位上班", False: "本单位放假", None: "恢复按放假通知执行"}[works]


@spoken
def day_faulty(faults: Sequence[str]) -> str:
    """Say which date does not exist, or does not fall on the weekday that was said."""
    return f"日期“{escape('、'.join(faults))}”与日历不符，未作调整。请核对日期和星期后重新发送。"


@spoken
def ahead(voice: Voice, calendar: WorkCalendar, special: Sequence[date], *, provisional: Sequence[int]) -> str:
    """List the coming days that are not as their weekday says."""
    lines = ["<b>工作日历</b>", *(f"{voice.day(day)}：{_now(calendar, day)}" for day in special[:_AHEAD])]
    if not special:
        lines.append("近期没有放假或调休。")
    lines += [f"{year}年放假通知尚未导入，按暂定计算；请将通知全文粘贴发送。" for year in provisional]
    return "\n".join([*lines, "本单位另有安排，请写“11月28日上班”或“12月3日放假”。"])


def _now(calendar: WorkCalendar, day: date) -> str:
    word = "上班" if calendar.is_workday(day) else "放假"
    return f"本单位{word}" if calendar.is_own(day) else word
