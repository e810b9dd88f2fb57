"""Views: 我的待办, one task with its timeline, today; each shows only what the asker may see here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from handlers.buttons import ACT_NAMES, acts_for, open_button, own_branch, task_buttons
from handlers.deciding import decision_rows, waiting_for
from handlers.explaining import on_why, why_row
from handlers.filtering import filtered, names_in
from handlers.heard import Answer, Answers, Heard
from handlers.meaning import UNCLEAR, check_shown_here, touches
from handlers.questions import WhichTask
from handlers.showing import evidence_row
from handlers.speaking import rows_of
from handlers.wording import asking, filters, terms, views
from handlers.wording.commands import not_yet
from handlers.wording.explaining import asks_why
from handlers.wording.voice import Voice
from ledger.entries import Recorded
from ledger.origin_entries import SiteVisit
from ledger.people import Role
from ledger.permissions import authorise, may
from ledger.tasks import Task
from ledger.transitions import Act
from storage.books import OpenBooks

_TAKE_WORDS = frozenset(
    {Act.PROGRESS, Act.RAISE_BLOCKER, Act.DECLINE, Act.RETURN, Act.REASSIGN, Act.AMEND, Act.SPLIT, Act.INSTRUCT}
)
MOST = 12  # More lines than this are not read on a phone.


async def on_my(books: OpenBooks, heard: Heard) -> Answers:
    """我的待办: overdue, due this week, the rest, and what waits for one's decision."""
    tasks = await _mine(books, heard)
    asked = await waiting_for(books, heard.person) if heard.place.private else ()
    text = views.my_tasks(Voice.of(books), tasks, await _to_decide(books, heard), asked, most=MOST)
    return _listed(heard, text, tasks)


async def on_due(books: OpenBooks, heard: Heard) -> Answers:
    """本周到期."""
    end = _end_of_week(books, heard.sent_at)
    tasks = tuple(
        task for task in await _mine(books, heard) if task.is_running and task.deadline and task.deadline <= end
    )
    return _listed(heard, views.due_this_week(Voice.of(books), tasks, most=MOST), tasks)


async def on_late(books: OpenBooks, heard: Heard) -> Answers:
    """逾期."""
    tasks = tuple(task for task in await _mine(books, heard) if task.is_overdue(books.now))
    return _listed(heard, views.overdue(Voice.of(books), tasks, most=MOST), tasks)


async def on_today(books: OpenBooks, heard: Heard) -> Answers:
    """``/today``: what falls due today and is overdue, of all that the asker may see here."""
    today = books.house.hours.local(books.now).date()
    seen = _visible(books, heard, await books.tasks.open_all())
    running = (task for task in seen if task.is_running)
    due = tuple(task for task in running if task.deadline and books.house.hours.local(task.deadline).date() == today)
    late = tuple(task for task in seen if task.is_overdue(books.now) and task not in due)
    return _listed(heard, views.today(Voice.of(books), due, late, most=MOST), due + late)


async def on_task(books: OpenBooks, heard: Heard) -> Answers:
    """``/task N``: one task with its timeline, and the acts that are possible as buttons."""
    number = heard.task or heard.reply_task
    if number is None:
        raise WhichTask("task", await _mine(books, heard) if heard.place.private else ())
    await check_shown_here(books, heard, Act.SEE, number)
    task = await books.task(number)
    authorise(books.roster, heard.person, Act.SEE, task)
    own = own_branch(books.roster, heard.person, task) if heard.place.private else None
    family = await _family(books, task)
    text = views.task(Voice.of(books), task, await _timeline(books, task), own=own, family=family)
    decision = decision_rows(books, heard.person, task)
    acts = task_buttons(books.roster, heard.person, task)
    rows = (*decision, *acts, *evidence_row(task), *why_row(books, task))
    buttons = rows if heard.place.private else ()
    return (Answer(text=text, buttons=buttons, task=number, purpose="task"),)


async def _timeline(books: OpenBooks, task: Task) -> tuple[Recorded, ...]:
    """Return the task's entries, and the visits that looked into it or from which it came."""
    visits = [
        record
        for record in await books.records_of(SiteVisit)
        if isinstance(record.entry, SiteVisit) and (record.entry.about == task.number or record.seq == task.cause)
    ]
    return tuple(sorted([*await books.entries_of(task.number), *visits], key=lambda record: record.seq))


async def _family(books: OpenBooks, task: Task) -> views.Family:
    """Return the task that this one was split off, and those that were split off it."""
    parent = await books.tasks.get(task.parent) if task.parent else None
    children = [await books.tasks.get(number) for number in task.children]
    return views.Family(parent, tuple(child for child in children if child is not None))


async def on_query(books: OpenBooks, heard: Heard) -> Answers:
    """Answer a question in words: about one task, or those of a light, a state, a unit or a period."""
    wanted = heard.args
    if wanted.get("filter") == "score":
        return (Answer(text=not_yet("score")),)
    if asks_why(heard.text):
        return await on_why(books, heard)
    if wanted.get(UNCLEAR):
        raise WhichTask("task", await _mine(books, heard) if heard.place.private else ())
    if heard.task or heard.reply_task:
        return await on_task(books, heard)
    names = names_in(wanted)
    mine = bool(wanted.get("mine")) and not names
    if mine and not wanted.get("light") and wanted.get("filter", "open") == "open" and not wanted.get("period"):
        return await on_my(books, heard)
    seen = await _mine(books, heard) if mine else _visible(books, heard, await books.tasks.open_all())
    found = filtered(books, seen, wanted)
    return _listed(heard, filters.listed(Voice.of(books), found, wanted, names, most=MOST), found)


async def on_choose(books: OpenBooks, heard: Heard) -> Answers:
    """Ask what words in reply to a task are: nothing is recorded by guessing."""
    assert heard.reply_task is not None  # noqa: S101 - the conversation has looked
    task = await books.task(heard.reply_task)
    authorise(books.roster, heard.person, Act.SEE, task)
    possible = [act for act in acts_for(books.roster, heard.person, task) if act in _TAKE_WORDS]
    acts = tuple((terms.ACT[act], ACT_NAMES[act]) for act in possible)
    return (asking.choose(task, acts, heard.said.strip() or heard.text),)


async def _mine(books: OpenBooks, heard: Heard) -> tuple[Task, ...]:
    return _visible(books, heard, await books.tasks.open_of(heard.person))


async def _to_decide(books: OpenBooks, heard: Heard) -> tuple[Task, ...]:
    """Return the claims that wait for this person, private chats only."""
    if not heard.place.private or not heard.person.roles & {Role.COORDINATOR, Role.REVIEWER, Role.LEADER}:
        return ()
    claimed = await books.tasks.claimed()
    reviewing = heard.person.has(Role.REVIEWER)
    return tuple(
        task
        for task in claimed
        if may(books.roster, heard.person, Act.CLOSE, task) and (reviewing or task.assigned_by == heard.person.id)
    )


def _visible(books: OpenBooks, heard: Heard, tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Return what the asker may see ∩ what the group is bound to."""
    return tuple(
        task for task in tasks if may(books.roster, heard.person, Act.SEE, task) and touches(books, task, heard)
    )


def _listed(heard: Heard, text: str, tasks: tuple[Task, ...]) -> Answers:
    """Return a list with a button for each task; personal lists asked for in a group come in private."""
    answer = Answer(text=text, buttons=rows_of((open_button(task) for task in tasks[:MOST]), 3))
    if heard.place.private:
        return (answer,)
    private = Answer(text=text, buttons=answer.buttons, to=heard.person.id)
    return private, Answer(text=views.sent_in_private())


def _end_of_week(books: OpenBooks, now: datetime) -> datetime:
    today = books.house.hours.local(now).date()
    return books.house.hours.end_of_business(today + timedelta(days=6 - today.weekday()))
