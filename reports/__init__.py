"""COMPOSES: facts become dispatch, daily report and weekly summary; pure."""

from reports.composing import Built, Composed, build, compose
from reports.periods import Period, period_of
from reports.private import Reminders, missed

__all__ = [
    "Built",
    "Composed",
    "Period",
    "Reminders",
    "build",
    "compose",
    "missed",
    "period_of",
]
