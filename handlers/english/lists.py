"""Lists of tasks in blocks, ten rows a page, short enough for a phone (清单)."""

from __future__ import annotations

from handlers.english.voice import many
from handlers.paging import Page
from handlers.wording.lists import ROWS, Listing
from handlers.wording.spoken import fixed_in_english
from handlers.wording.voice import Voice
from ledger.people import PersonId
from ledger.tasks import Task

STOPPED = "Suspended"
MINE = ("Overdue", "Due this week", "Others", STOPPED, "As stand-in", "For me to review", "Extensions to decide")
TODAY = ("Due today", "Overdue")
NOTHING_MINE, NOTHING_TODAY = "You have no tasks.", "Nothing is due today or overdue."


def listed(voice: Voice, whole: Listing, page: Page[Task], *, asker: PersonId) -> str:
    """Return the page's text: each block's title with the number of all its tasks, then the rows of this page."""
    if not page.shown:
        return whole.nothing
    lines = [f"<b>{whole.heading}</b>"] if whole.heading else []
    start, first = 0, (page.n - 1) * ROWS
    for block in whole.blocks:
        low, high = max(first, start), min(first + ROWS, start + len(block.tasks))
        if low < high:
            lines.append(f"<b>{block.title} ({len(block.tasks)})</b>")
            lines += [voice.row(task, asker=asker) for task in block.tasks[low - start : high - start]]
        start += len(block.tasks)
    return "\n".join([*lines, f"Page {page.n} of {page.of}"] if page.of > 1 else lines)


def mine(count: int) -> str:
    """Return the heading of somebody's own list."""
    return f"My tasks: {many(count, 'task')}"


def nothing(title: str, *, only_open: bool) -> str:
    """Say that nothing is left of a list, or nothing that the asker may see."""
    name = fixed_in_english(title)
    return f"All tasks of “{name}” are dealt with." if only_open else f"“{name}” has no tasks that you may see."
