"""118号 11月20日下午的情况, 上周五的台账: how one task, or all that the asker may see, stood at a past moment."""

from __future__ import annotations

from datetime import datetime

from handlers.heard import Answer, Answers, Heard
from handlers.meaning import check_shown_here, lies_in
from handlers.paging import Page
from handlers.questions import NotUnderstood
from handlers.reading.key import either_of, marks_of
from handlers.reading.moments import Now
from handlers.reading.past import JOINING, Then, asked_then, asks_of_a_moment, then_in
from handlers.storing import assignee_from, assignee_json
from handlers.understanding import names_within
from handlers.wording import asof as wording
from handlers.wording.commands import sent_in_private
from handlers.wording.voice import Voice
from ledger.people import Assignee, UnitId
from ledger.permissions import authorise, may
from ledger.tasks import Task
from ledger.transitions import Act
from storage.books import OpenBooks

PAGE = 12  # Lines of tasks: more are not read on a phone.


async def on_asof(books: OpenBooks, heard: Heard) -> Answers:
    """Show what the ledger held at the moment that the words name, by the time of recording."""
    moment, whose = _asked(books, heard)
    number = heard.task or (None if whose else heard.reply_task)
    if number is not None:
        return (await _one(books, heard, number, moment),)
    within = _within(heard)
    seen = await _seen(books, heard, moment, within)
    found = [task for task in seen if not whose or any(_concerns(books, task, one) for one in whose)]
    voice = Voice(books.roster, books.house, moment)
    open_then = [task for task in found if task.is_open]
    page = Page.cut(open_then, int(heard.args.get("page", 1)), size=PAGE)
    kept = {"moment": moment.isoformat(), "whose": [assignee_json(one) for one in whose], "within": within}
    turning = page.buttons("asof", args=kept)
    text = wording.ledger(voice, found, page, whose)
    answer = Answer(text=text, buttons=(turning,) if turning else (), edit=heard.tapped)
    if heard.place.private:
        return (answer,)
    private = Answer(text=text, buttons=answer.buttons, to=heard.person.id)
    return private, Answer(text=sent_in_private())


_OF_A_MOMENT = either_of(asks_of_a_moment)


def asks_then(books: OpenBooks, heard: Heard, words: str, *, about_a_task: bool) -> bool:
    """Tell whether the words ask how a task, or the ledger of units or people, stood at a past moment."""
    if not (_OF_A_MOMENT & marks_of(words) and asks_of_a_moment(words)):
        return False
    then = asked_then(words, roster=books.roster, now=_now(books, heard))
    return then is not None and (not then.rest or (not about_a_task and _named(books, then) is not None))


def _asked(books: OpenBooks, heard: Heard) -> tuple[datetime, tuple[Assignee, ...]]:
    if "moment" in heard.args:
        kept = heard.args
        return datetime.fromisoformat(kept["moment"]), tuple(map(assignee_from, kept["whose"]))
    now = _now(books, heard)
    then = asked_then(heard.text, roster=books.roster, now=now) or then_in(heard.text, roster=books.roster, now=now)
    named = _named(books, then) if then is not None else None
    if then is None or named is None:
        raise NotUnderstood("asof")
    return then.moment, named


def _now(books: OpenBooks, heard: Heard) -> Now:
    return Now(books.house.hours.local(heard.sent_at), books.house.calendar, books.house.hours)


def _named(books: OpenBooks, then: Then) -> tuple[Assignee, ...] | None:
    """Return the units and people beside the moment; ``None`` where something else stands there."""
    found = names_within(books.roster, then.rest)
    rest = then.rest
    for one in found:
        name = next((name for name in _names(books, one) if name in rest), "")
        rest = rest.replace(name, "", 1)
    return None if rest.strip(JOINING) else found


def _names(books: OpenBooks, one: Assignee) -> list[str]:
    if one.person is not None:
        person = books.roster.person(one.person)
        return sorted((person.name, *person.aliases), key=len, reverse=True)
    assert one.unit is not None  # noqa: S101 - Assignee holds exactly one
    unit = books.roster.unit(one.unit)
    return sorted((unit.name, *unit.aliases), key=len, reverse=True)


async def _one(books: OpenBooks, heard: Heard, number: str, moment: datetime) -> Answer:
    """Show one task as it stood; whoever may not see it now does not see what it was."""
    await check_shown_here(books, heard, Act.SEE, number)
    authorise(books.roster, heard.person, Act.SEE, await books.task(number))
    known = tuple(record for record in await books.entries_of(number) if record.recorded_at <= moment)
    voice = Voice(books.roster, books.house, moment)
    text = wording.task(voice, known) if known else wording.not_yet_there(voice, number)
    return Answer(text=text, task=number, purpose="task")


def _within(heard: Heard) -> UnitId | None:
    """Return the unit of the group in which the first page was asked for, also where its pages turn in private."""
    here = None if heard.place.private else heard.place.unit
    kept: UnitId | None = heard.args.get("within", here)
    return kept


async def _seen(books: OpenBooks, heard: Heard, moment: datetime, within: UnitId | None) -> list[Task]:
    """Return the tasks as they stood which the asker may see here, by what they are now."""
    now = {task.number: task for task in await books.tasks_at(books.now)}
    allowed = {
        number
        for number, task in now.items()
        if may(books.roster, heard.person, Act.SEE, task) and lies_in(books, task, within)
    }
    return [task for task in await books.tasks_at(moment) if task.number in allowed]


def _concerns(books: OpenBooks, task: Task, whose: Assignee) -> bool:
    if whose.unit is None:
        return any(branch.assignee == whose for branch in task.branches)
    return any(books.roster.within(books.roster.unit_of(branch.assignee), whose.unit) for branch in task.branches)
