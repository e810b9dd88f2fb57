"""归类: which category (类别) a task belongs to, by ``/category``, by words with its number, or by button."""

from __future__ import annotations

from handlers.heard import Answer, Answers, Button, Heard
from handlers.meaning import task_meant
from handlers.reading.evidence import category_said
from handlers.recipients import workers
from handlers.speaking import rows_of
from handlers.wording import evidence
from ledger.acts.changing import categorise
from ledger.acts.requests import CategoriseTask
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_categorise(books: OpenBooks, heard: Heard) -> Answers:
    """Put the task under the category that was said and tell the assignees what to bring; else offer all of them."""
    if heard.edited:
        return ()
    number = await task_meant(books, heard, Act.CATEGORISE, name="category")
    said = str(heard.args.get("category") or category_said(heard.text))
    if not said:
        return (_offered(books, number),)
    request = CategoriseTask(number=number, person=heard.person.id, sent_at=heard.sent_at, category=said)
    task = await categorise(books, request)
    text = evidence.categorised(books.house, task)
    told = (one for one in workers(books.roster, task.branches) if one.id != heard.person.id)
    answer = Answer(text=text, task=task.number, purpose="task", edit=True)
    return answer, *(Answer(text=text, to=one.id, task=task.number, purpose="task") for one in told)


def _offered(books: OpenBooks, number: str) -> Answer:
    buttons = (
        Button(label=name, act="category", task=number, args={"category": name}) for name in books.house.evidence_needs
    )
    return Answer(text=evidence.which_category(number), buttons=rows_of(buttons), task=number, purpose="ask:category")
