"""What is said of the burden (减负): the month's figures to coordinators and leaders, the alarm to administrators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.english.voice import days_named, many
from handlers.english.voice import month as month_named
from ledger.burden import WeekOfPrompts

ONLY_IN_PRIVATE = "The burden figures are told in private only; please send 减负情况 there."


def month(first: date, weeks: Sequence[WeekOfPrompts], cap: int) -> str:
    """Return the figures of the month's weeks, a line each; numbers of people, never names."""
    lines = [f"<b>Burden</b> | {month_named(first)}", f"Prompts per person and week (cap {cap}):"]
    lines += [_week(one, cap) for one in weeks]
    return "\n".join([*lines, "A prompt is a private message that nobody asked for."])


def above(week: WeekOfPrompts, cap: int) -> str:
    """Alarm the administrators that the week had too many prompts for somebody."""
    return (
        f"This week {many(len(week.above(cap)), 'person', 'people')} got over {cap} prompts, at most {week.most}. "
        "Please check with the coordinators; if it is needed, change the setting burden.weekly_cap."
    )


def _week(week: WeekOfPrompts, cap: int) -> str:
    span = days_named(week.monday, week.monday + timedelta(days=6))
    mean = "–" if week.mean is None else week.mean
    return f"{span}: mean {mean}, most {week.most}, above the cap {len(week.above(cap))}, repeated {week.repeated}"
