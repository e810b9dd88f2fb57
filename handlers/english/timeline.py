"""The course of a task (办理经过): each entry with when, who, what, and the way to the message behind it."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.english.views import entry
from handlers.english.voice import headed, many, short
from handlers.paging import Page
from handlers.wording.timeline import SUPERGROUP, message_link
from handlers.wording.voice import Voice
from ledger.entries import Recorded, Source
from ledger.tasks import Task

OPEN = "Course"


def page(voice: Voice, task: Task, shown: Page[Recorded], titles: Mapping[int, str], *, count: int) -> str:
    """Return one page of the task's entries; of several pages it says which."""
    which = f", page {shown.n} of {shown.of}" if shown.of > 1 else ""
    lines = [f"<b>{task.number} course</b> ({many(count, 'entry', 'entries')}{which})", headed(task.title)]
    return "\n".join([*lines, *(entry(voice, record, where=where(record.source, titles)) for record in shown.shown)])


def where(source: Source, titles: Mapping[int, str]) -> str:
    """Return a link to the message in a supergroup; elsewhere there are none, and the chat is named."""
    if source.chat is None:
        return ""
    if source.chat > 0:
        return " (private)"
    if source.chat < SUPERGROUP and source.message is not None:
        return f' (<a href="{message_link(source.chat, source.message)}">message</a>)'
    title = titles.get(source.chat, "")
    return f" (group: {short(title, 20)})" if title else " (group)"
