"""What people really type, read by a whitelist grammar: a request, a question back, or nothing (理解)."""

from handlers.reading.lines import default_context, understand_lines
from handlers.reading.moments import Resolved
from handlers.reading.reader import learn, read, read_deadline
from handlers.reading.values import Context, Intent, Mentioned, Milestone, Reading, Recurrence, TaskReading, to_minute

__all__ = [
    "Context",
    "Intent",
    "Mentioned",
    "Milestone",
    "Reading",
    "Recurrence",
    "Resolved",
    "TaskReading",
    "default_context",
    "learn",
    "read",
    "read_deadline",
    "to_minute",
    "understand_lines",
]
