"""回头看: the month's closed tasks are drawn, found as claimed (属实), or opened again with a new limit (重新办理)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from handlers.buttons import ASIDE, first_buttons
from handlers.closing import on_close, on_return
from handlers.heard import Answer, Answers, Button, Heard
from handlers.limits import Limit
from handlers.lists import first_page
from handlers.meaning import task_meant
from handlers.reading import phrases
from handlers.reading.reasons import clauses, joined
from handlers.recipients import present, workers
from handlers.understanding import deadline_said
from handlers.wording import rechecking, terms
from handlers.wording.voice import Voice
from ledger.acts.ports import task_for
from ledger.acts.rechecking import draw, drawn_for, recheck, reopen
from ledger.acts.requests import DrawRecheck, RecheckTask, ReopenTask
from ledger.people import Role
from ledger.permissions import check_right
from ledger.rechecks import month_of
from ledger.refusals import NothingClosed
from ledger.tasks import Status, Task
from ledger.transitions import Act
from storage.books import OpenBooks

LIST = "recheck"
MONTH_IS_YOUNG = 10
"""Until that day of a month 回头看 without a month means the last one."""


async def on_recheck(books: OpenBooks, heard: Heard) -> Answers:
    """``/recheck``, 回头看, 抽查上月销号事项: the month's sample as it stands; before the draw, a card to draw it."""
    check_right(heard.person, Act.RECHECK)
    if not heard.place.private:
        return (Answer(text=rechecking.only_in_private()),)
    today = books.house.hours.local(heard.sent_at).date()
    first, last = month_of(_month(heard, today))
    if await drawn_for(books, first) is not None:
        return await _sample(books, heard, first)
    numbers = await books.closed_in(first, last)
    if not numbers:
        raise NothingClosed(first)
    buttons = (
        Button(label=terms.DRAW, act="recheck.draw", args={"first": first.isoformat()}),
        Button(label=terms.DROP, act="recheck.drop"),
    )
    text = rechecking.card(first, len(numbers), books.house.recheck, over=today > last)
    return (Answer(text=text, buttons=(buttons,), lapses=True),)


async def proposals(books: OpenBooks, at: datetime) -> Answers:
    """Remind coordinators, while a month is young, that nothing was drawn from what the last one closed."""
    today = books.house.hours.local(at).date()
    first, last = month_of(_last_month(today))
    if today.day > MONTH_IS_YOUNG or await drawn_for(books, first) is not None:
        return ()
    numbers = await books.closed_in(first, last)
    if not numbers:
        return ()
    text = rechecking.proposed(first, len(numbers), books.house.recheck)
    button = Button(label=terms.DRAW, act="recheck.draw", args={"first": first.isoformat(), ASIDE: True})
    there = present(books.roster, books.roster.holders(Role.COORDINATOR))
    told = (one for one in there if one.has(Role.COORDINATOR))
    return tuple(Answer(text=text, to=one.id, buttons=((button,),), bulk=True) for one in told)


async def on_draw(books: OpenBooks, heard: Heard) -> Answers:
    """抽取: the draw is made and recorded, and shown."""
    first = date.fromisoformat(str(heard.args["first"]))
    drawn = await draw(books, _request(heard, first))
    return Answer(text=rechecking.drawn(drawn), edit=True), *await _sample(books, heard, first)


async def on_drop(books: OpenBooks, heard: Heard) -> Answers:
    """撤销: nothing was drawn."""
    del books, heard
    return (Answer(text=rechecking.dropped(), edit=True),)


async def on_true(books: OpenBooks, heard: Heard) -> Answers:
    """属实, by button or in words; said of a claim that waits for its review it strikes the task off."""
    if heard.edited:
        return ()
    if await _waits_for_review(books, heard):
        return await on_close(books, heard)
    number = await task_meant(books, heard, Act.RECHECK, name="true")
    note = phrases.without_verdict(heard.text)
    task = await recheck(books, RecheckTask(number=number, person=heard.person.id, sent_at=heard.sent_at, note=note))
    return (Answer(text=rechecking.confirmed(task), task=number, purpose="task", edit=True),)


async def on_reopen(books: OpenBooks, heard: Heard) -> Answers:
    """重新办理, by button or in words: what is not so and by when; what is missing is asked for, all sides are told.

    Said of a claim that waits for its review it sends the claim back.
    """
    if heard.edited:
        return ()
    if await _waits_for_review(books, heard):
        return await on_return(books, heard)
    number = await task_meant(books, heard, Act.REOPEN, name="reopen")
    return await _reopened(books, heard, Limit(number=number))


async def on_more(books: OpenBooks, heard: Heard) -> Answers:
    """Words that were missing, in reply to the question."""
    return () if heard.edited else await _reopened(books, heard, Limit.kept(heard.args))


async def _reopened(books: OpenBooks, heard: Heard, so_far: Limit) -> Answers:
    number = so_far.number
    before = await task_for(books, number, person=heard.person.id, act=Act.REOPEN)
    words = phrases.without_verdict(heard.text)
    until = deadline_said(books, heard, words, before) if words else None
    said = so_far.with_more(until=until, reason=_reason(books, heard, words, before))
    if said.until is None or not said.reason:
        text = rechecking.missing(number, date=said.until is None, reason=not said.reason)
        return (await said.ask(books, heard, act="reopen.more", text=text),)
    request = ReopenTask(
        number=number, person=heard.person.id, sent_at=heard.sent_at, reason=said.reason, deadline=said.until
    )
    task = await reopen(books, request)
    voice, by = Voice.of(books), heard.person
    answers = [Answer(text=rechecking.reopened(voice, task), task=number, purpose="task", edit=heard.tapped)]
    told = {one.id: one for one in workers(books.roster, task.branches) if one.id != by.id}
    notice = rechecking.reopened_notice(voice, task, by.name)
    for one in told.values():
        buttons = first_buttons(books.roster, one, task)
        text = rechecking.claim_anew(notice)
        answers.append(Answer(text=text, to=one.id, buttons=buttons, task=number, purpose="task"))
    others = {before.closed_by, before.assigned_by} - {None, by.id, *told}
    answers += [Answer(text=notice, to=one, task=number, purpose="task") for one in sorted(filter(None, others))]
    return tuple(answers)


async def _waits_for_review(books: OpenBooks, heard: Heard) -> bool:
    number = heard.task or heard.reply_task
    task = await books.tasks.get(number) if number is not None else None
    return task is not None and task.status is Status.CLAIMED


def _reason(books: OpenBooks, heard: Heard, words: str, task: Task) -> str:
    """Return the clauses that name no date: what is not so."""
    return joined(*(one for one in clauses(words) if deadline_said(books, heard, one, task) is None))


def _month(heard: Heard, today: date) -> date:
    """Return a day of the month that is meant: the one that is named, else last month while this one is young."""
    named = phrases.month_meant(heard.text, today)
    if named is not None:
        return named
    return _last_month(today) if today.day <= MONTH_IS_YOUNG else today


def _last_month(today: date) -> date:
    return today.replace(day=1) - timedelta(days=1)


def _request(heard: Heard, first: date) -> DrawRecheck:
    return DrawRecheck(person=heard.person.id, sent_at=heard.sent_at, first=first)


async def _sample(books: OpenBooks, heard: Heard, first: date) -> Answers:
    return await first_page(books, heard, LIST, {"first": first.isoformat()})
