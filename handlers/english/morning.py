"""The buttons under the morning's to-do list (待办): a receipt each, and a list each."""

from __future__ import annotations

from handlers.english.voice import many
from reports.owed import AHEAD

_NAMES = {
    "overdue": "Overdue",
    "due_today": "Due today",
    "due_at_rest": "Due on rest days",
    "stages": "Stages",
    "mend": "To put right",
    "notices": "Notices to answer",
    "unacknowledged": "To acknowledge",
    "to_review": "To review",
    "broken": "Broken chains",
}


def name_of(key: str) -> str:
    """Return what the list is called."""
    return _NAMES.get(key) or f"Due in {many(int(key.removeprefix(AHEAD)), 'workday')}"


def opens(key: str, count: int) -> str:
    """Return the label of the button that opens the list: Overdue 3."""
    return f"{name_of(key)} {count}"


def signs(number: str) -> str:
    """Return the label of the button that signs for one task."""
    return f"Acknowledge {number}"
