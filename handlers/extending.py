"""延期: an extension is asked for in words, by command or button; what is missing is asked, and both sides are told."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.deciding import CARD, card_buttons
from handlers.heard import Answer, Answers, Heard
from handlers.limits import Limit
from handlers.meaning import task_meant
from handlers.reading.reasons import reason_within
from handlers.recipients import unreached
from handlers.relieving import relieved
from handlers.understanding import deadline_said
from handlers.wording import extending, tasks
from handlers.wording.voice import Voice
from ledger.acts.extending import check_request, request_extension, who_decides
from ledger.acts.ports import branch_for
from ledger.acts.requests import RequestExtension
from ledger.people import Person
from ledger.tasks import AskedExtension, Task
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_extend(books: OpenBooks, heard: Heard) -> Answers:
    """Record the request and put it before those who decide; a date or a reason that is missing is asked for first."""
    if heard.edited:
        return ()
    number = await task_meant(books, heard, Act.REQUEST_EXTENSION, name="extend")
    return await _with_what_was_said(books, heard, Limit(number=number))


async def on_more(books: OpenBooks, heard: Heard) -> Answers:
    """Words that were missing from a request, in reply to the question."""
    return () if heard.edited else await _with_what_was_said(books, heard, Limit.kept(heard.args))


async def _with_what_was_said(books: OpenBooks, heard: Heard, before: Limit) -> Answers:
    task, _ = await branch_for(books, before.number, person=heard.person.id, act=Act.REQUEST_EXTENSION)
    check_request(books.house, task, heard.sent_at)
    words = heard.said.strip() or heard.text
    until = deadline_said(books, heard, words, task)
    said = before.with_more(until=until, reason=reason_within(words, books.house.hours))
    if said.until is None or not said.reason:
        text = extending.missing(task.number, date=said.until is None, reason=not said.reason)
        return (await said.ask(books, heard, act="extend.more", text=text),)
    request = RequestExtension(
        number=task.number, person=heard.person.id, sent_at=heard.sent_at, deadline=said.until, reason=said.reason
    )
    asked = await request_extension(books, request)
    return *await _told(books, heard, asked), *relieved(books, heard, task, asked)


async def _told(books: OpenBooks, heard: Heard, task: Task) -> Answers:
    """Return the answer to the asker, and a card for each of those who decide."""
    assert task.asked is not None  # noqa: S101 - it was asked for just now
    voice, told = Voice.of(books), who_decides(books.roster, books.house, task)
    text = extending.requested(voice, task, task.asked, [one.name for one in told])
    answers = [Answer(text=text, task=task.number, purpose="task", edit=True)]
    missed = await unreached(books, told)
    answers += [Answer(text=tasks.not_bound(missed))] if missed else []
    return *answers, *decision_cards(books, task, task.asked, told)


def decision_cards(books: OpenBooks, task: Task, asked: AskedExtension, people: Iterable[Person]) -> Answers:
    """Return the card by which each of these may decide the request."""
    card, buttons = extending.card(Voice.of(books), task, asked), card_buttons(task, asked)
    return tuple(Answer(text=card, to=one.id, buttons=buttons, task=task.number, purpose=CARD) for one in people)
