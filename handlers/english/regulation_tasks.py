"""制度修订任务 in words: what the register owes, and the tasks that come from it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.english.regulation_lists import row
from handlers.english.regulations import owner
from handlers.english.voice import headline, many
from handlers.english.voice import listed as in_a_row
from handlers.wording.regulation_tasks import title
from handlers.wording.voice import Voice
from ledger.regulations import Regulation
from ledger.tasks import Task
from reports.splitting import split

DROP = "Cancel"


def confirm(count: int) -> str:
    """Return what the button says that gives them out."""
    return "Assign" if count == 1 else f"Assign {count} tasks"


def listed(voice: Voice, found: Sequence[Regulation], ready: int) -> tuple[str, ...]:
    """Return what is to be revised or drafted, the earliest day first, and what can be given out now."""
    if not found:
        return ("There is nothing to revise or draft.",)
    today = voice.house.hours.local(voice.now).date()
    rows = [row(voice, one, today) + (f" | {one.task}" if one.task else "") for one in found]
    said = (
        f"{ready} can be assigned: once confirmed they become tasks of their owners; "
        "the others are under way, or have no owner or date."
        if ready
        else ""
    )
    return split(f"<b>To revise or draft: {len(found)}</b>", ["\n".join(rows), *([said] if said else [])])


def card(voice: Voice, one: Regulation) -> str:
    """Show the task that one regulation would give."""
    until = voice.day(one.due) if one.due else ""
    return (
        f"To be assigned to {owner(voice, one.owner)}: {title(one)} ({one.number}), by {until}. "
        "The claim brings the text, and the register follows."
    )


def assigned(voice: Voice, tasks: Sequence[Task], missed: Sequence[str]) -> str:
    """Confirm what was given out."""
    lines = [f"{many(len(tasks), 'revision')} assigned:"]
    for task in tasks:
        until = voice.moment(task.deadline) if task.deadline else ""
        lines.append(f"{task.number} {headline(task.title, 60)} | by {until}")
    lines += [f"Not bound yet, please tell them: {in_a_row(missed)}."] if missed else []
    return "\n".join(lines)
