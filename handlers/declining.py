"""不予受理: an assignee says that the task belongs elsewhere."""

from __future__ import annotations

from handlers.buttons import task_buttons
from handlers.heard import Answer, Answers, Heard
from handlers.meaning import reason_of, task_meant
from handlers.wording import tasks
from handlers.wording.voice import Voice
from ledger.acts.declining import decline
from ledger.acts.requests import DeclineTask
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_decline(books: OpenBooks, heard: Heard) -> Answers:
    """Record that the assignment is declined, and tell the one who assigned."""
    if heard.edited:
        return ()
    number = await task_meant(books, heard, Act.DECLINE, name="decline")
    reason = reason_of(heard, "decline", number)
    request = DeclineTask(number=number, person=heard.person.id, sent_at=heard.sent_at, reason=reason)
    task = await decline(books, request)
    voice = Voice.of(books)
    answer = Answer(text=tasks.declined(voice, task), task=task.number, purpose="task")
    if task.assigned_by is None or task.assigned_by == heard.person.id:
        return (answer,)
    notice = tasks.declined_notice(voice, task, heard.person.name, reason)
    buttons = task_buttons(books.roster, books.roster.person(task.assigned_by), task)
    return answer, Answer(text=notice, to=task.assigned_by, buttons=buttons, task=task.number, purpose="task")
