"""``/ack``, 签收, or 收到 in reply to the assignment."""

from __future__ import annotations

from handlers.buttons import open_button, own_branch, task_buttons
from handlers.heard import Answer, Answers, Heard
from handlers.meaning import UNCLEAR, fitting_tasks, task_meant
from handlers.questions import WhichTask
from handlers.reading.short_of_words import receipts_of_all
from handlers.relieving import relieved
from handlers.speaking import rows_of
from handlers.wording import choices, tasks
from handlers.wording.voice import Voice
from ledger.acts.acknowledging import acknowledge
from ledger.acts.requests import AcknowledgeTask
from ledger.tasks import Task
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_acknowledge(books: OpenBooks, heard: Heard) -> Answers:
    """Record the receipt, or in private those of all that waits for one; an edited receipt changes nothing."""
    if heard.edited:
        return ()
    if heard.place.private and (heard.args.get("all") or receipts_of_all(heard.said or heard.text)):
        return await _all(books, heard)
    try:
        number = await task_meant(books, heard, Act.ACKNOWLEDGE, name="ack")
    except WhichTask as asked:
        if asked.tasks or heard.args.get(UNCLEAR):
            raise
        return (Answer(text=choices.nothing_to_sign()),) if heard.place.private else ()
    before = await books.task(number)
    task = await acknowledge(books, AcknowledgeTask(number=number, person=heard.person.id, sent_at=heard.sent_at))
    own = own_branch(books.roster, heard.person, task)
    text = tasks.acknowledged(Voice.of(books), task, due=own.due if own and task.term else None)
    freed = relieved(books, heard, before, task)
    if not heard.place.private:
        return Answer(text=text, task=task.number, purpose="task"), *freed
    buttons = task_buttons(books.roster, heard.person, task)
    return Answer(text=text, buttons=buttons, task=task.number, purpose="task", edit=True), *freed


async def _all(books: OpenBooks, heard: Heard) -> Answers:
    """Sign for each task that waits for it; the answer names them all with their limits."""
    signed: list[Task] = []
    told: list[Answer] = []
    voice = Voice.of(books)
    for before in await fitting_tasks(books, heard, Act.ACKNOWLEDGE):
        request = AcknowledgeTask(number=before.number, person=heard.person.id, sent_at=heard.sent_at)
        task = await acknowledge(books, request)
        signed.append(task)
        told += relieved(books, heard, before, task)
    if not signed:
        return (Answer(text=choices.nothing_to_sign()),)
    if len(signed) == 1:
        text, buttons = tasks.acknowledged(voice, signed[0]), task_buttons(books.roster, heard.person, signed[0])
        return Answer(text=text, buttons=buttons, task=signed[0].number, purpose="task"), *told
    rows = rows_of(map(open_button, signed), 3)
    return Answer(text=tasks.all_acknowledged(voice, signed), buttons=rows), *told
