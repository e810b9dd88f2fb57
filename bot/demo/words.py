"""How people of the demo put what they ask for: an assignment, a leave, a daily report."""

from __future__ import annotations

from bot.demo.days import Days, Mark
from bot.demo.plan import DailyPlan, LeavePlan, TaskPlan
from ledger.entries import Completion, Urgency
from reports.words import term_words

_URGENCY = {Urgency.CRITICAL: "特急：", Urgency.URGENT: "加急：", Urgency.NORMAL: "平急："}


def giving(plan: TaskPlan, days: Days) -> str:
    """Return the sentence by which the task was given."""
    urgency = _URGENCY[plan.urgency] if plan.urgency else ""
    until = f"{_limit(plan, days)}{plan.title}"
    if plan.support:
        return f"{urgency}由{'、'.join(plan.lead)}牵头，{'、'.join(plan.support)}配合，{until}"
    if len(plan.lead) > 1 and plan.mode is Completion.ANY:
        return f"{urgency}请{'或者'.join(plan.lead)}{until}"
    each = "分别" if len(plan.lead) > 1 else ""
    return f"{urgency}请{'、'.join(plan.lead)}{each}{until}"


def _limit(plan: TaskPlan, days: Days) -> str:
    if plan.term is not None:
        return f"{term_words(plan.term)}内"
    return f"{moment(days, plan.due)}前" if plan.due is not None else ""


def asking_leave(plan: LeavePlan, days: Days) -> str:
    """Return the sentence by which somebody asked for leave."""
    first, last = date_of(days, plan.first), date_of(days, plan.last)
    span = f"{first}请假一天" if plan.first == plan.last else f"{first}至{last}请假"
    return f"{span}，工作由{plan.delegate}代办" if plan.delegate else span


COMING_BACK = "提前返岗，销假"
"""The words by which somebody is back before the last day of a leave."""


def reporting(plan: DailyPlan, days: Days) -> str:
    """Return the daily report as it was written."""
    of = f"补报{date_of(days, plan.day)}日报" if plan.day is not None else "日报"
    parts = (("今日", plan.done), ("明日", plan.plan), ("困难", plan.difficulty))
    return f"{of}：{'；'.join(f'{name}：{said}' for name, said in parts if said)}"


def stopping(n: int) -> str:
    """Return the words that stop the ``n``-th recurrence."""
    return f"停止周期{n}"


def moment(days: Days, mark: Mark) -> str:
    """Return the deadline in words: the day, and the hour where it is not the end of business."""
    local = days.hours.local(days.moment(mark))
    hour = "" if local.hour == days.hours.afternoon_end.hour else f"{local:%H:%M}"
    return f"{local.month}月{local.day}日{hour}"


def date_of(days: Days, offset: int) -> str:
    """Return a day of the story in words."""
    day = days.day(offset)
    return f"{day.month}月{day.day}日"
