"""What people really type, read by a whitelist grammar: a request, a question back, or nothing (理解)."""

from handlers.reading.reader import read
from handlers.reading.values import Context, Intent, Mentioned, Milestone, Reading, Recurrence, TaskReading, to_minute

__all__ = [
    "Context",
    "Intent",
    "Mentioned",
    "Milestone",
    "Reading",
    "Recurrence",
    "TaskReading",
    "read",
    "to_minute",
]
