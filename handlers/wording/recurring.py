"""Words about duties that recur (周期事项)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.wording.spoken import spoken
from handlers.wording.terms import URGENCY
from handlers.wording.voice import WEEKDAYS, Voice, called, entitled, escape, headed, headline
from ledger.entries import Completion
from ledger.origin_entries import Every, RecurrenceSet
from ledger.recurrence import Standing, next_dates

_MOST = 12  # More lines than this are not read on a phone.


@spoken
def rhythm(rule: RecurrenceSet) -> str:
    """Return how the duty recurs: 每周五18:00, 每月最后一日18:00."""
    match rule.every:
        case Every.WORKDAY:
            step = "每个工作日"
        case Every.DAYS:
            step = f"每{rule.interval}天"
        case Every.WEEK:
            step = f"每周{'、'.join(WEEKDAYS[day] for day in rule.weekdays)}"
        case Every.MONTH:
            step = f"每月{rule.day}日" if rule.day and rule.day > 0 else "每月最后一日"
        case Every.QUARTER:
            step = f"每季度末月{rule.day}日" if rule.day and rule.day > 0 else "每季度最后一日"
    return f"{step}{rule.hour:%H:%M}"


@spoken
def card(voice: Voice, rule: RecurrenceSet, doubts: Sequence[str]) -> str:
    """Show the duty as understood, with its next three dates."""
    dates = next_dates(rule, voice.house, after=rule.at)
    lines = ["<b>请核对周期事项</b>", *_facts(voice, rule), f"近期到期：{'；'.join(map(voice.moment, dates))}"]
    lines += [escape(doubt) for doubt in doubts]
    return "\n".join([*lines, "确认后到期前自动交办并编号，休息日提前到前一工作日；10分钟内未确认自动失效。"])


def _facts(voice: Voice, rule: RecurrenceSet) -> list[str]:
    label = "牵头" if rule.support else "责任"
    each = "（任一完成即可）" if rule.completion is Completion.ANY else ""
    lines = [f"事项：{entitled(rule.title)}", f"{label}：{voice.names(rule.lead)}{each}"]
    if rule.support:
        lines.append(f"配合：{voice.names(rule.support)}")
    until = f"，至{voice.day(rule.until)}" if rule.until else ""
    lines.append(f"周期：{rhythm(rule)}{until}")
    if rule.urgency:
        lines.append(f"紧急程度：{URGENCY[rule.urgency]}")
    return lines


@spoken
def unclear() -> str:
    """Ask for a rhythm that can be read in one way only."""
    return "未能确定周期，尚未登记。请写明每周几、每月几日或每个工作日，例如：请张三每周五下班前报送项目进展。"


@spoken
def was_set(voice: Voice, n: int, rule: RecurrenceSet) -> str:
    """Confirm a recurrence, and say how it is stopped."""
    first = next_dates(rule, voice.house, after=rule.at, count=1)[0]
    return (
        f"周期{n} 已登记：{rhythm(rule)}，{voice.names(rule.lead)}{headed(rule.title)}。"
        f"首次到期{voice.moment(first)}，届时自动交办。如需停止，请写“停止周期{n}”。"
    )


@spoken
def notice(voice: Voice, n: int, rule: RecurrenceSet, by: str) -> str:
    """Tell those whose duty it becomes."""
    facts = "\n".join(_facts(voice, rule))
    return f"<b>周期{n} {called(by)}设定周期事项</b>\n{facts}\n每次到期前自动交办，请届时签收。"


@spoken
def stopped(voice: Voice, n: int, rule: RecurrenceSet) -> str:
    """Say that a recurrence is over; its tasks are not."""
    return f"周期{n} 已停止：{rhythm(rule)}，{voice.names(rule.lead)}{headed(rule.title)}。此前已交办的事项仍须办结。"


@spoken
def listed(voice: Voice, known: Sequence[tuple[Standing, Sequence[datetime]]]) -> str:
    """List what recurs, each with its next date."""
    if not known:
        return "目前没有周期事项。设定请写明周期，例如：请张三每周五下班前报送项目进展。"
    lines = [f"<b>周期事项（{len(known)}）</b>", *(_line(voice, one, dates) for one, dates in known[:_MOST])]
    if len(known) > _MOST:
        lines.append(f"另有{len(known) - _MOST}项，停止请写“停止周期”和序号。")
    return "\n".join(lines)


def _line(voice: Voice, one: Standing, dates: Sequence[datetime]) -> str:
    due = f"下次{voice.moment(dates[0])}" if dates else "已到期满"
    return f"周期{one.n} {headline(one.rule.title)}｜{voice.names(one.rule.lead)}｜{rhythm(one.rule)}｜{due}"


@spoken
def stop_label(n: int) -> str:
    """Return the label of the button that stops one."""
    return f"停止周期{n}"


def origin(voice: Voice, one: Standing) -> str:
    """Name the recurrence as what a task goes back to."""
    return f"周期{one.n}，{rhythm(one.rule)}"
