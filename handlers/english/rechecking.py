"""Sentences about 回头看: the draw, what was found true, and what is to be done again."""

from __future__ import annotations

from datetime import date

from config.office import Recheck
from handlers.english.voice import called, escape, many, month
from handlers.wording.voice import Voice
from ledger.closing_entries import RecheckDrawn
from ledger.rechecks import size_of
from ledger.tasks import Task

WAITING, TRUE, AGAIN = "To recheck", "Confirmed", "Reopened"


def only_in_private() -> str:
    """Send whoever asks in a group to the private chat."""
    return "Rechecks are made in private; please send /recheck there."


def card(first: date, count: int, rule: Recheck, *, over: bool) -> str:
    """Ask whether to draw, and say from what and how many."""
    running = "" if over else "\nThe month is not over: the draw is from what is closed so far."
    return (
        f"<b>Recheck of tasks closed in {month(first)}</b>\n"
        f"{many(count, 'task')} closed; {size_of(count, rule)} to be drawn at random "
        f"({rule.percent}%, at least {rule.at_least}).{running}\n"
        "Drawn once a month; the seed is kept in the ledger and can be checked."
    )


def proposed(first: date, count: int, rule: Recheck) -> str:
    """Say in the morning's list that a month's draw is due."""
    return (
        f"<b>The recheck of {month(first)} is not drawn yet</b>\n"
        f"{many(count, 'task')} closed last month, {size_of(count, rule)} to be drawn. Press “Draw”, or send /recheck."
    )


def drawn(entry: RecheckDrawn) -> str:
    """Say what was drawn, and by what seed."""
    return (
        f"Recheck of tasks closed in {month(entry.first)}: {len(entry.numbers)} of {entry.count} drawn.\n"
        f"Seed: {entry.seed[:20]}, check of the list {entry.population[:12]}."
    )


def dropped() -> str:
    """Say that nothing was drawn."""
    return "Discarded; nothing was drawn."


def sample_heading(drawn: RecheckDrawn, count: int) -> str:
    """Return the heading of the sample."""
    return f"Recheck of tasks closed in {month(drawn.first)}: {many(count, 'task')}"


def sample_hidden() -> str:
    """Say that the asker may see nothing of the sample."""
    return "None of the tasks drawn is one that you may see."


def confirmed(task: Task) -> str:
    """Confirm that the task was found as claimed."""
    return f"{task.number} confirmed by the recheck and registered."


def missing(number: str, *, date: bool, reason: bool) -> str:
    """Ask for what is missing: what is not so, and by when it is to be done."""
    if date and reason:
        return f"Please reply with what is not so about {number} and a new deadline, e.g.: 现场仍有积水，12月4日前."
    if date:
        return f"Please reply with the new deadline of {number}, for example: 12月4日前."
    return f"Please reply with what is not so about {number}, for example: 现场仍有积水."


def reopened(voice: Voice, task: Task) -> str:
    """Confirm that the task is open again."""
    return f"{task.number} reopened, deadline {voice.deadline(task)}; the assignee was told."


def reopened_notice(voice: Voice, task: Task, by: str) -> str:
    """Tell all sides what is not so, and by when it is to be done."""
    return (
        f"<b>{task.number} reopened</b>\n{escape(task.title)}\nNot so, as {called(by)} found: {escape(task.missing)}\n"
        f"Deadline: {voice.deadline(task)}"
    )


def claim_anew(notice: str) -> str:
    """Add to the notice what is expected of those who work on the task."""
    return f"{notice}\nWhen it is done, please claim completion with new evidence."
