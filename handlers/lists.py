"""Lists (清单): 我的待办, 本周到期, 逾期, and whatever is asked for in words; pages that turn in place.

A list is made anew for each page: what was closed in the meantime, or may no longer be seen, is gone from it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from handlers.buttons import open_button
from handlers.deciding import waiting_for
from handlers.explaining import on_why
from handlers.filtering import asked_in, names_in, query_of
from handlers.heard import Answer, Answers, Button, Heard
from handlers.meaning import UNCLEAR, lies_in, open_for
from handlers.paging import Page
from handlers.questions import WhichTask
from handlers.reading.reader import read
from handlers.reading.values import Context, Intent
from handlers.scoring import on_score
from handlers.speaking import rows_of
from handlers.understanding import reading_roles
from handlers.viewing import on_task, own_tasks
from handlers.wording import circulars, filters, lists, rechecking
from handlers.wording.commands import sent_in_private
from handlers.wording.explaining import asks_why
from handlers.wording.lists import Block, Listing
from handlers.wording.spoken import joined
from handlers.wording.voice import Voice
from ledger.acts.circulars import all_circulars
from ledger.acts.rechecking import drawn_for
from ledger.people import Person, Role, UnitId
from ledger.permissions import may
from ledger.queries import SHORTEST_TEXT, State, TaskQuery, folded
from ledger.tasks import Task
from ledger.transitions import Act
from ledger.values import dataclass
from storage.books import OpenBooks

_SURVEYING = frozenset({Role.COORDINATOR, Role.LEADER})
"""Whoever holds one of these and says 逾期 asks for all that is, the others for their own."""
_LONGEST_WORD = 20  # Characters; longer words said to the bot are no title to be looked for.


NUMBERED = ("title", "numbers", "open")
"""What a button keeps that names its tasks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which list, of what, for whom; ``within`` is the unit of the group in which it was asked for."""

    person: Person
    name: str
    asked: Mapping[str, Any]
    within: UnitId | None = None
    private: bool = True


async def on_my(books: OpenBooks, heard: Heard) -> Answers:
    """我的待办: overdue, due this week, the rest, what is done in another's place, and what waits for a decision."""
    return await first_page(books, heard, "my", {})


async def on_due(books: OpenBooks, heard: Heard) -> Answers:
    """本周到期."""
    return await first_page(books, heard, "query", {"filter": State.DUE.value} | _own(heard.person))


async def on_late(books: OpenBooks, heard: Heard) -> Answers:
    """逾期."""
    return await first_page(books, heard, "query", {"filter": State.OVERDUE.value} | _own(heard.person))


async def on_today(books: OpenBooks, heard: Heard) -> Answers:
    """``/today``: what falls due today and is overdue, of all that the asker may see here."""
    return await first_page(books, heard, "today", {})


async def on_query(books: OpenBooks, heard: Heard) -> Answers:
    """Answer a question in words: about one task, or those of a light, a state, a unit or a period."""
    wanted = heard.args
    if wanted.get("filter") == "score":
        return await on_score(books, heard)
    if asks_why(heard.text):
        return await on_why(books, heard)
    if wanted.get(UNCLEAR):
        raise WhichTask("task", await own_tasks(books, heard) if heard.place.private else ())
    if heard.task or heard.reply_task:
        return await on_task(books, heard)
    asked = asked_in(wanted)
    if asked.get("mine") and asked.get("filter", State.OPEN) == State.OPEN and len(asked) <= len(("mine", "filter")):
        return await on_my(books, heard)
    return await _listed(books, heard, asked)


async def on_find(books: OpenBooks, heard: Heard) -> Answers:
    """``/find``: by number, by the words of a list, else by a part of the title; alone, all that is open."""
    if heard.task is not None and not heard.text:
        return await on_task(books, heard)
    if not heard.text:
        return await _listed(books, heard, {"filter": State.OPEN.value})
    asked = list_words(books, heard) or {"filter": State.ANY.value, "text": heard.text}
    return await _listed(books, heard, asked)


async def on_word(books: OpenBooks, heard: Heard) -> Answers:
    """Show the tasks whose title holds a short word said in private; nothing where there are none."""
    word = folded(heard.text)
    if not SHORTEST_TEXT <= len(word) <= _LONGEST_WORD or "\n" in heard.text:
        return ()
    asked = {"filter": State.ANY.value, "text": heard.text}
    wanted = Wanted(person=heard.person, name="query", asked=asked)
    made = await _LISTS["query"](books, wanted)
    return _shown(books, wanted, made, 1) if made.tasks else ()


async def on_numbered(books: OpenBooks, heard: Heard) -> Answers:
    """Open the tasks that the pressed button names."""
    asked = {name: heard.args[name] for name in NUMBERED if name in heard.args}
    return await first_page(books, heard, "numbered", asked)


async def on_page(books: OpenBooks, heard: Heard) -> Answers:
    """上一页, 下一页: turn the page in the same message; the last one there is where the list became shorter."""
    kept = heard.args
    within = kept.get("within")
    wanted = Wanted(
        person=heard.person,
        name=str(kept["list"]),
        asked=dict(kept["asked"]),
        within=None if within is None else UnitId(int(within)),
        private=bool(kept.get("private", True)),
    )
    answers = _shown(books, wanted, await _LISTS[wanted.name](books, wanted), int(kept["page"]))
    return tuple(replace(answer, edit=True) for answer in answers)


def list_words(books: OpenBooks, heard: Heard) -> dict[str, Any] | None:
    """Return what the words ask for where they are said to the bot and name a list; else nothing."""
    house = books.house
    reading = read(
        heard.said or heard.text,
        roster=books.roster,
        calendar=house.calendar,
        hours=house.hours,
        at=heard.sent_at,
        role=reading_roles(heard)[0],
        context=Context.PRIVATE,
    )
    asked = asked_in(reading.args) if reading.intent is Intent.QUERY and not reading.task_number else {}
    return asked if asked and asked.get("filter") != "score" else None


async def _listed(books: OpenBooks, heard: Heard, asked: Mapping[str, Any]) -> Answers:
    if "text" in asked and len(folded(str(asked["text"]))) < SHORTEST_TEXT:
        return (Answer(text=filters.too_short()),)
    return await first_page(books, heard, "query", asked)


async def first_page(books: OpenBooks, heard: Heard, name: str, asked: Mapping[str, Any]) -> Answers:
    """Return the first page; lists asked for in a group come in private, and hold what the group is bound to."""
    private = heard.place.private
    within = None if private else heard.place.unit
    wanted = Wanted(person=heard.person, name=name, asked=asked, within=within, private=private)
    answers = _shown(books, wanted, await _LISTS[name](books, wanted), 1)
    if private:
        return answers
    return *(replace(answer, to=heard.person.id) for answer in answers), Answer(text=sent_in_private())


def _shown(books: OpenBooks, wanted: Wanted, made: Listing, number: int) -> Answers:
    page = made.page(number)
    opening = rows_of((open_button(task) for task in page.shown), 3)
    text = lists.listed(Voice.of(books), made, page, asker=wanted.person.id)
    return (Answer(text=text, buttons=(*opening, *_turning(wanted, page))),)


def _turning(wanted: Wanted, page: Page[Task]) -> tuple[tuple[Button, ...], ...]:
    """Return the row that turns the pages, where there are several."""
    args = {"list": wanted.name, "asked": dict(wanted.asked), "private": wanted.private}
    turning = page.buttons("page", args=args if wanted.within is None else args | {"within": int(wanted.within)})
    return (turning,) if turning else ()


async def _my(books: OpenBooks, wanted: Wanted) -> Listing:
    asker = wanted.person
    tasks = await _visible(books, wanted, TaskQuery(mine=asker.id))
    covered = _within(books, (one for one in await open_for(books, asker) if one not in tasks), wanted.within)
    asked = await waiting_for(books, asker) if wanted.private else ()
    return lists.my_tasks(Voice.of(books), tasks, covered, await _to_decide(books, wanted), asked)


async def _today(books: OpenBooks, wanted: Wanted) -> Listing:
    day = books.house.hours.local(books.now).date()
    due = await _visible(books, wanted, TaskQuery(period=(day, day)))
    late = await _visible(books, wanted, TaskQuery(state=State.OVERDUE))
    return lists.today(due, tuple(task for task in late if task not in due))


async def _query(books: OpenBooks, wanted: Wanted) -> Listing:
    found = await _visible(books, wanted, query_of(books, wanted.person, wanted.asked))
    whose, heading = filters.heading(wanted.asked, names_in(wanted.asked))
    return Listing(blocks=(Block(joined(whose, heading, between=""), found),), nothing=filters.nothing(whose, heading))


async def _numbered(books: OpenBooks, wanted: Wanted) -> Listing:
    """Return the tasks that a button names, as far as the asker may see them; ``open``: those that still are."""
    title, only_open = str(wanted.asked["title"]), bool(wanted.asked.get("open"))
    found = [task for number in wanted.asked["numbers"] if (task := await books.tasks.get(str(number))) is not None]
    seen = [task for task in found if may(books.roster, wanted.person, Act.SEE, task)]
    left = tuple(task for task in seen if task.is_open or not only_open)
    return Listing(
        blocks=(Block(title, _within(books, left, wanted.within)),), nothing=lists.nothing(title, only_open=only_open)
    )


async def _recheck(books: OpenBooks, wanted: Wanted) -> Listing:
    """Return the month's sample (回头看), as far as the asker may see it."""
    drawn = await drawn_for(books, date.fromisoformat(str(wanted.asked["first"])))
    assert drawn is not None  # noqa: S101 - the list is opened after the draw only
    found = [task for number in drawn.numbers if (task := await books.tasks.get(number)) is not None]
    return rechecking.sample(drawn, [task for task in found if may(books.roster, wanted.person, Act.SEE, task)])


async def _circular(books: OpenBooks, wanted: Wanted) -> Listing:
    """Return the tasks behind a circular's sentences, as far as the asker may see them."""
    one = (await all_circulars(books))[int(wanted.asked["circular"])]
    found = [task for number in one.tasks if (task := await books.tasks.get(number)) is not None]
    return circulars.tasks(one, [task for task in found if may(books.roster, wanted.person, Act.SEE, task)])


_LISTS: Mapping[str, Callable[[OpenBooks, Wanted], Awaitable[Listing]]] = {
    "my": _my,
    "today": _today,
    "query": _query,
    "numbered": _numbered,
    "recheck": _recheck,
    "circular": _circular,
}


async def visible(books: OpenBooks, person: Person, query: TaskQuery) -> tuple[Task, ...]:
    """Return the tasks of the query that the person may see."""
    found = await books.tasks.matching(query, now=books.now, roster=books.roster, house=books.house)
    return tuple(task for task in found if may(books.roster, person, Act.SEE, task))


async def _visible(books: OpenBooks, wanted: Wanted, query: TaskQuery) -> tuple[Task, ...]:
    """Return what the asker may see ∩ what the group is bound to."""
    return _within(books, await visible(books, wanted.person, query), wanted.within)


def _within(books: OpenBooks, tasks: Iterable[Task], unit: UnitId | None) -> tuple[Task, ...]:
    return tuple(task for task in tasks if lies_in(books, task, unit))


async def _to_decide(books: OpenBooks, wanted: Wanted) -> tuple[Task, ...]:
    """Return the claims that wait for this person, private chats only."""
    person = wanted.person
    if not wanted.private or not person.roles & {Role.COORDINATOR, Role.REVIEWER, Role.LEADER}:
        return ()
    reviewing = person.has(Role.REVIEWER)
    return tuple(
        task
        for task in await books.tasks.claimed()
        if may(books.roster, person, Act.CLOSE, task) and (reviewing or task.assigned_by == person.id)
    )


def _own(person: Person) -> dict[str, Any]:
    return {} if person.roles & _SURVEYING else {"mine": True}
