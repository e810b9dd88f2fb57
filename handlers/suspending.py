"""中止 and 恢复: those who assigned stop the clock of a task, and let it run again."""

from __future__ import annotations

from handlers.heard import Answer, Answers, Heard
from handlers.meaning import task_meant
from handlers.questions import WordsMissing
from handlers.reading.reasons import awaited_within, stop_or_go
from handlers.recipients import workers
from handlers.wording import suspending
from handlers.wording.voice import Voice
from ledger.acts.requests import ResumeTask, SuspendTask
from ledger.acts.suspending import resume, suspend
from ledger.tasks import Task
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_suspend(books: OpenBooks, heard: Heard) -> Answers:
    """Stop the clock, and tell those who work on the task; why, or what is awaited, is asked for."""
    if heard.edited:
        return ()
    number = await task_meant(books, heard, Act.SUSPEND, name="suspend")
    reason, awaiting = awaited_within(_words(heard))
    if not (reason or awaiting):
        raise WordsMissing("suspend", number)
    request = SuspendTask(
        number=number, person=heard.person.id, sent_at=heard.sent_at, reason=reason, awaiting=awaiting
    )
    task = await suspend(books, request)
    assert task.suspended is not None  # noqa: S101 - it was suspended just now
    return _everybody(
        books, heard, task, suspending.suspended(Voice.of(books), task, task.suspended, heard.person.name)
    )


async def on_resume(books: OpenBooks, heard: Heard) -> Answers:
    """Let the clock run again, and tell those who work on the task to when."""
    if heard.edited:
        return ()
    number = await task_meant(books, heard, Act.RESUME, name="resume")
    before = await books.task(number)
    request = ResumeTask(number=number, person=heard.person.id, sent_at=heard.sent_at, note=_words(heard))
    task = await resume(books, request)
    return _everybody(books, heard, task, suspending.resumed(Voice.of(books), task, before))


def _words(heard: Heard) -> str:
    words = heard.said.strip() or heard.text
    found = stop_or_go(words, 0)
    return found[2] if found else words


def _everybody(books: OpenBooks, heard: Heard, task: Task, text: str) -> Answers:
    told = [one for one in workers(books.roster, task.branches) if one.id != heard.person.id]
    answer = Answer(text=text, task=task.number, purpose="task", edit=True)
    return answer, *(Answer(text=text, to=one.id, task=task.number, purpose="task") for one in told)
