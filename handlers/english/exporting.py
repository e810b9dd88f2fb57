"""The ledger as a file (导出台账); its columns are the standard ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from handlers.english.terms import STATUS
from handlers.english.voice import listed, many
from handlers.wording.voice import Voice
from ledger.tasks import Task


def name(voice: Voice) -> str:
    """Return the file's name with the moment up to which it holds."""
    return f"ledger_{voice.house.hours.local(voice.now):%Y%m%d_%H%M}.xlsx"


def caption(voice: Voice, tasks: Sequence[Task]) -> str:
    """Return how many tasks the file holds, by state, and until when."""
    counted = Counter(task.status for task in tasks)
    states = listed(f"{word} {counted[status]}" for status, word in STATUS.items() if counted[status])
    what = f"{many(len(tasks), 'task')} ({states}), as of {voice.moment(voice.now)}"
    return f"Ledger: {what}. For your own work only, please keep it safe."


def nothing() -> str:
    """Say that there is nothing to export."""
    return "There is nothing to export. /my shows your tasks."


def which() -> str:
    """Ask for words that name a list."""
    return "Not understood. For all write 导出台账; for a part its unit, light or state: 导出住建局红灯."


def only_in_private() -> str:
    """Say in a group where exports are made."""
    return "The ledger is exported in private only; please send /export there."
