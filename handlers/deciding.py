"""延期审批: whoever decides on an extension answers the card by a tap or in words; the asker is told the outcome."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers.heard import Answer, Answers, Button, Heard
from handlers.meaning import UNCLEAR, check_shown_here, kept_words
from handlers.questions import WhichTask
from handlers.reading.reasons import denies, grants, is_last, opinion_within
from handlers.reading.values import Reading
from handlers.recipients import workers
from handlers.understanding import deadline_said
from handlers.wording import extending, terms
from handlers.wording.voice import Voice
from ledger.acts.extending import decide_extension, may_decide
from ledger.acts.requests import DecideExtension
from ledger.people import Person, Role
from ledger.permissions import takes_part
from ledger.tasks import AskedExtension, Task
from ledger.transitions import Act
from storage.actions import ActionGone
from storage.books import OpenBooks

CARD = "extension"
"""The purpose of the card: a reply to it is a decision."""

_IN_REPLY = {
    "ack": "extend_approve",
    "close": "extend_approve",
    "amend": "extend_approve",
    "extend": "extend_approve",
    "return": "extend_reject",
    None: "extension.unclear",
}


def in_reply(act: str | None, reading: Reading) -> str | None:
    """Return what words in reply to the card ask for; 同意 and 下周二 are read as other acts elsewhere."""
    return act if act not in _IN_REPLY or reading.task_number else _IN_REPLY[act]


def card_buttons(task: Task, asked: AskedExtension) -> tuple[tuple[Button, ...], ...]:
    """Return 同意, 不同意 and 改期 for exactly this request."""
    args = {"asked": asked.at.isoformat()}

    def button(label: str, act: str) -> Button:
        return Button(label=label, act=act, task=task.number, args=args)

    return (
        (button(terms.APPROVE, "extension.agree"), button(terms.REFUSE, "extension.refuse")),
        (button(terms.OTHER_DATE, "extend_other"),),
    )


def decision_rows(books: OpenBooks, person: Person, task: Task) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons of a request that waits for this person, under the task."""
    waits = task.asked is not None and task.is_running and not takes_part(books.roster, person, task)
    if task.asked is None or not waits or not may_decide(books.roster, books.house, person, task):
        return ()
    return card_buttons(task, task.asked)


def decides(books: OpenBooks, heard: Heard, task: Task, deadline: datetime) -> bool:
    """Tell whether a new limit answers the request that waits: a later one, by whoever decides on it."""
    later = task.deadline is None or deadline > task.deadline
    return later and not heard.edited and bool(decision_rows(books, heard.person, task))


async def granted_until(books: OpenBooks, heard: Heard, number: str, deadline: datetime) -> Answers:
    """Grant what was asked for with another date."""
    return await _decided(books, heard, number, granted=True, until=deadline, last=is_last(heard.said or heard.text))


async def waiting_for(books: OpenBooks, person: Person) -> tuple[Task, ...]:
    """Return the tasks with a request that this person may decide."""
    if not person.roles & {Role.LEADER, Role.COORDINATOR}:
        return ()
    return tuple(task for task in await books.tasks.open_all() if decision_rows(books, person, task))


async def on_approve(books: OpenBooks, heard: Heard) -> Answers:
    """Grant in words: what was asked for, or the date that is named (可以，延到周五)."""
    if heard.edited:
        return ()
    number = await _meant(books, heard, "extend_approve")
    task = await books.task(number)
    words = heard.said.strip() or heard.text
    until = deadline_said(books, heard, words, task)
    last = bool(heard.args.get("last")) or is_last(words)
    return await _decided(books, heard, number, granted=True, until=until, last=last)


async def on_reject(books: OpenBooks, heard: Heard) -> Answers:
    """Refuse in words; what they say beside the no is kept as the reason."""
    if heard.edited:
        return ()
    number = await _meant(books, heard, "extend_reject")
    return await _decided(books, heard, number, granted=False, reason=opinion_within(heard.said.strip() or heard.text))


async def on_agreed(books: OpenBooks, heard: Heard) -> Answers:
    """同意 on the card."""
    return await _decided(books, heard, await _still_asked(books, heard), granted=True)


async def on_refused(books: OpenBooks, heard: Heard) -> Answers:
    """不同意 on the card."""
    return await _decided(books, heard, await _still_asked(books, heard), granted=False)


async def on_other_date(books: OpenBooks, heard: Heard) -> Answers:
    """改期 on the card: the date is asked for, and the reply grants it."""
    number = await _still_asked(books, heard)
    return (Answer(text=extending.other_date(number), task=number, purpose="ask:extension.date", prompt=True),)


async def on_date(books: OpenBooks, heard: Heard) -> Answers:
    """Grant the date that 改期 asked for; words that name none, or say no, decide nothing."""
    if heard.edited:
        return ()
    assert heard.task is not None  # noqa: S101 - the prompt names its task
    words = heard.said.strip() or heard.text
    until = None if denies(words) else deadline_said(books, heard, words, await books.task(heard.task))
    if until is None:
        return (_asked_again(heard.task),)
    return await _decided(books, heard, heard.task, granted=True, until=until, last=is_last(words))


def _asked_again(number: str) -> Answer:
    return Answer(text=extending.how_to_decide(number), task=number, purpose=CARD, prompt=True)


async def on_unclear(books: OpenBooks, heard: Heard) -> Answers:
    """Take other words in reply to the card: a plain 只能延到周五 grants, the rest is asked about."""
    if heard.edited:
        return ()
    number = await _meant(books, heard, "extend_approve")
    words = heard.said.strip() or heard.text
    if not grants(words):
        return (_asked_again(number),)
    return await on_date(books, replace(heard, task=number))


async def _still_asked(books: OpenBooks, heard: Heard) -> str:
    """Return the task's number; ``ActionGone`` where the card shows another request than the one that waits."""
    assert heard.task is not None  # noqa: S101 - the button always names its task
    task = await books.task(heard.task)
    if task.asked is not None and task.asked.at != datetime.fromisoformat(heard.args["asked"]):
        raise ActionGone("changed")
    return task.number


async def _meant(books: OpenBooks, heard: Heard, name: str) -> str:
    number = heard.task or (None if heard.args.get(UNCLEAR) else heard.reply_task)
    if number is not None:
        await check_shown_here(books, heard, Act.DECIDE_EXTENSION, number)
        return number
    waiting = await waiting_for(books, heard.person)
    if len(waiting) == 1 and heard.place.private and not heard.args.get(UNCLEAR):
        return waiting[0].number
    raise WhichTask(name, waiting if heard.place.private else (), kept_words(heard))


async def _decided(
    books: OpenBooks,
    heard: Heard,
    number: str,
    *,
    granted: bool,
    until: datetime | None = None,
    last: bool = False,
    reason: str = "",
) -> Answers:
    before = await books.task(number)
    request = DecideExtension(
        number=number,
        person=heard.person.id,
        sent_at=heard.sent_at,
        granted=granted,
        deadline=until,
        last=last,
        reason=reason,
    )
    task = await decide_extension(books, request)
    voice, by = Voice.of(books), heard.person.name
    text = extending.granted(voice, task, by) if granted else extending.refused(voice, task, by, reason)
    answer = Answer(text=text, task=number, purpose="task", edit=True)
    told = {one.id: one for one in workers(books.roster, task.branches)}
    asker = before.asked.by if before.asked is not None else None
    wanted = dict.fromkeys([*([asker] if asker is not None else []), *told])
    if task.assigned_by is not None:
        wanted[task.assigned_by] = None
    return answer, *(Answer(text=text, to=one, task=number, purpose="task") for one in wanted if one != heard.person.id)
