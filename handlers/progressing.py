"""反馈, 佐证材料, 卡点 and 更正: what assignees say while they work."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from handlers.buttons import open_button, task_buttons
from handlers.heard import Answer, Answers, Heard
from handlers.meaning import assignee_named, note_of, reason_of, task_meant
from handlers.questions import WordsMissing
from handlers.reading.evidence import kinds_in
from handlers.relieving import relieved
from handlers.storing import evidence_from
from handlers.wording import tasks
from handlers.wording.voice import Voice
from ledger.acts.progressing import add_evidence, clear_blocker, correct_progress, note_progress, raise_blocker
from ledger.acts.requests import AddEvidence, ClearBlocker, CorrectProgress, NoteProgress, RaiseBlocker
from ledger.entries import Evidence
from ledger.people import Assignee
from ledger.tasks import Task
from ledger.transitions import Act
from storage.books import OpenBooks

_PERCENT = re.compile(r"(?<![\d.])(\d{1,3})(?:\.\d+)?\s*%")


async def on_progress(books: OpenBooks, heard: Heard) -> Answers:
    """Record a progress note with its percentage and files; an edited one is recorded again, with the edit's time."""
    number = await task_meant(books, heard, Act.PROGRESS, name="progress")
    percent, files = percent_of(heard), files_of(heard)
    note = note_of(heard, "progress", number, share=percent is not None)
    if not note and not files and percent is None:
        raise WordsMissing("progress", number)
    request = NoteProgress(
        number=number,
        person=heard.person.id,
        sent_at=heard.sent_at,
        note=note,
        percent=percent,
        estimate=_estimate(heard.args.get("estimate")),
        files=files,
        shows=kinds_in(heard.text, files, books.house.hours),
    )
    before = await books.task(number)
    task = await note_progress(books, request)
    text = tasks.progressed(Voice.of(books), task, files=len(files), percent=percent)
    return _under_task(books, heard, task, text), *relieved(books, heard, before, task)


async def add_files(books: OpenBooks, heard: Heard, *, said_as: str = "") -> Answers:
    """Record files that came without words: in reply to the task, or for the only one that is open.

    ``said_as`` is the act that the words beside them would have been: what is left of them is kept as the note, which
    may stand without files where the claim waits for its review.
    """
    number = await task_meant(books, heard, Act.ADD_EVIDENCE, name="evidence")
    files = files_of(heard)
    note = note_of(heard, said_as, number) if said_as else ""
    if not (files or note):
        raise WordsMissing("claim", number)
    shows = kinds_in(heard.text, files, books.house.hours)
    request = AddEvidence(
        number=number, person=heard.person.id, sent_at=heard.sent_at, files=files, shows=shows, note=note
    )
    before = await books.task(number)
    task = await add_evidence(books, request)
    answer = _under_task(books, heard, task, tasks.evidence_added(task, len(files)))
    return answer, *relieved(books, heard, before, task)


async def on_blocker(books: OpenBooks, heard: Heard) -> Answers:
    """Record what holds the task up, and tell the one who assigned."""
    number = await task_meant(books, heard, Act.RAISE_BLOCKER, name="blocker")
    reason = reason_of(heard, "blocker", number)
    needs = _needed(books, heard.args.get("needs"))
    request = RaiseBlocker(number=number, person=heard.person.id, sent_at=heard.sent_at, reason=reason, needs=needs)
    before = await books.task(number)
    task = await raise_blocker(books, request)
    answer = _under_task(books, heard, task, tasks.blocked(task))
    freed = relieved(books, heard, before, task)
    if task.assigned_by is None or task.assigned_by == heard.person.id:
        return answer, *freed
    notice = tasks.blocked_notice(Voice.of(books), task, heard.person.name, reason)
    buttons = ((open_button(task),),)
    told = Answer(text=notice, to=task.assigned_by, buttons=buttons, task=task.number, purpose="task")
    return answer, told, *freed


async def on_unblock(books: OpenBooks, heard: Heard) -> Answers:
    """Record that the blocker is gone."""
    number = await task_meant(books, heard, Act.CLEAR_BLOCKER, name="unblock")
    task = await clear_blocker(books, ClearBlocker(number=number, person=heard.person.id, sent_at=heard.sent_at))
    return (_under_task(books, heard, task, tasks.unblocked(task)),)


async def on_correct(books: OpenBooks, heard: Heard) -> Answers:
    """Record red ink over the person's own last progress."""
    number = await task_meant(books, heard, Act.CORRECT, name="correct")
    percent = percent_of(heard)
    note = note_of(heard, "correct", number, share=percent is not None)
    if not note and percent is None:
        raise WordsMissing("correct", number)
    request = CorrectProgress(number=number, person=heard.person.id, sent_at=heard.sent_at, note=note, percent=percent)
    task = await correct_progress(books, request)
    return (_under_task(books, heard, task, tasks.corrected(task)),)


def files_of(heard: Heard) -> tuple[Evidence, ...]:
    """Return the files of the message, or those that a button carries on."""
    return heard.files or evidence_from(heard.args.get("files", ()))


def percent_of(heard: Heard) -> int | None:
    """Return the percentage that was said, where it is one."""
    said: Any = heard.args.get("percent")
    if said is None:
        found = _PERCENT.search(heard.text)
        said = found[1] if found else None
    percent = int(float(said)) if said is not None else None
    return percent if percent is not None and 0 <= percent <= 100 else None


def _estimate(said: Any) -> datetime | None:
    return said if isinstance(said, datetime) else None


def _needed(books: OpenBooks, said: Any) -> Assignee | None:
    if isinstance(said, Assignee) or said is None:
        return said
    names = said if isinstance(said, list | tuple) else [said]
    return assignee_named(books, str(names[0])) if names else None


def _under_task(books: OpenBooks, heard: Heard, task: Task, text: str) -> Answer:
    """In private the next acts stand under the answer; in a group one line is enough."""
    buttons = task_buttons(books.roster, heard.person, task) if heard.place.private else ()
    return Answer(text=text, buttons=buttons, task=task.number, purpose="task", edit=heard.tapped)
