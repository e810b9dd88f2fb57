"""COMPOSES: facts become dispatch, daily report and weekly summary; pure."""

from reports.composing import Composed, compose
from reports.periods import Period, period_of
from reports.private import Reminders, missed

__all__ = [
    "Composed",
    "Period",
    "Reminders",
    "compose",
    "missed",
    "period_of",
]
