"""COMPOSES: facts become dispatch, daily report and weekly summary; pure."""

from reports.composing import Composed, compose
from reports.periods import Period, period_of
from reports.private import Reminders, last_call, missed, missing_names, prompt, todo

__all__ = [
    "Composed",
    "Period",
    "Reminders",
    "compose",
    "last_call",
    "missed",
    "missing_names",
    "period_of",
    "prompt",
    "todo",
]
