"""补正: the list of a returned claim is ticked off item by item, by button, in words or by ``/mend``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.buttons import act_button
from handlers.heard import Answer, Answers, Button, Heard
from handlers.meaning import fitting_tasks, task_meant
from handlers.progressing import files_of
from handlers.reading.evidence import kinds_in
from handlers.reading.key import either_of, marks_of
from handlers.reading.mending import is_said_mended, items_mended, items_named
from handlers.speaking import rows_of
from handlers.wording import returning
from handlers.wording.voice import Voice
from ledger.acts.mending import mend
from ledger.acts.progressing import add_evidence
from ledger.acts.requests import AddEvidence, MendItems
from ledger.refusals import NothingToMend
from ledger.tasks import Task
from ledger.transitions import Act
from storage.books import OpenBooks

_MENDS = either_of(items_mended)


async def mends(books: OpenBooks, heard: Heard, numbered: Heard) -> tuple[str, Heard] | None:
    """Return the act where plain words tick items of a list that waits; elsewhere they are ordinary talk.

    ``numbered`` is what was heard without the number at its front.
    """
    if heard.edited or not (_MENDS & marks_of(heard.text) and is_said_mended(heard.text)):
        return None
    for about in (heard, numbered):
        number = about.task or about.reply_task
        items = items_mended(about.text) if number is not None else None
        task = await books.tasks.get(number) if number is not None and items is not None else None
        if task is not None and task.mending is not None:
            return "mend", replace(about, task=number, args={"items": items})
    return await _of_the_only_list(books, heard)


async def _of_the_only_list(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    """Return the act on the only list of the person's that waits, where it was said of none, and in private."""
    items = items_mended(heard.text) if heard.place.private and heard.reply_task is None else None
    if items is None:
        return None
    waiting = [task for task in await fitting_tasks(books, heard, Act.MEND) if task.mending is not None]
    return ("mend", replace(heard, task=waiting[0].number, args={"items": items})) if len(waiting) == 1 else None


async def on_mend(books: OpenBooks, heard: Heard) -> Answers:
    """Tick the items that were said, files as evidence; without any, show the list with a button for each."""
    if heard.edited:
        return ()
    number = await task_meant(books, heard, Act.MEND, name="mend")
    said = heard.args.get("items", items_named(heard.text) if heard.text else None)
    if said is None:
        return (_list(books, heard, await books.task(number)),)
    request = MendItems(number=number, person=heard.person.id, sent_at=heard.sent_at, items=tuple(said))
    task = await mend(books, request)
    if files := files_of(heard):
        shows = kinds_in("", files, books.house.hours)
        task = await add_evidence(
            books, AddEvidence(number=number, person=heard.person.id, sent_at=heard.sent_at, files=files, shows=shows)
        )
    return (_list(books, heard, task),)


def _list(books: OpenBooks, heard: Heard, task: Task) -> Answer:
    if task.mending is None:
        raise NothingToMend(task.number)
    text = returning.mending(Voice.of(books), task, task.mending)
    buttons = (*rows_of(item_buttons(task), 3), (act_button(Act.CLAIM, task),))
    return Answer(text=text, buttons=buttons, task=task.number, purpose="task", edit=heard.tapped)


def item_buttons(task: Task) -> Iterator[Button]:
    """Yield a button for each item of a list that waits."""
    if task.mending is not None and task.mending.is_list:
        for n in task.mending.waiting:
            yield Button(label=returning.item_mended(n), act="mend", task=task.number, args={"items": [n]})
