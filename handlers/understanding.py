"""Between the reader and the acts: what a message asks for becomes the name of an act, a task and its arguments."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from handlers.heard import Heard
from handlers.meaning import UNCLEAR, assignee_named
from handlers.reading.reader import read, read_deadline
from handlers.reading.reasons import clauses
from handlers.reading.values import FROM_RECEIPT, Context, Intent, Mentioned, Reading, TaskReading
from handlers.wording import frames
from ledger.house import House
from ledger.people import Assignee, Role, Roster
from ledger.refusals import DeadlinePassed
from ledger.replacing import replace
from ledger.tasks import Task
from ledger.terms import Term
from storage.books import OpenBooks

ACT_OF_INTENT: dict[Intent, str] = {
    Intent.ASSIGN: "assign",
    Intent.ASSIGN_RECURRING: "recur",
    Intent.REGISTER_DOC: "document.register",
    Intent.SPLIT: "split",
    Intent.INSPECT: "inspect",
    Intent.ACK: "ack",
    Intent.DECLINE: "decline",
    Intent.PROGRESS: "progress",
    Intent.DAILY_REPORT: "report_day",
    Intent.BLOCKED: "blocker",
    Intent.CLOSE_REQUEST: "claim",
    Intent.LEAVE: "leave",
    Intent.QUERY: "query",
    Intent.AMEND: "amend",
    Intent.CANCEL: "withdraw",
    Intent.REASSIGN: "reassign",
    Intent.URGE: "remind",
    Intent.EXTEND_REQUEST: "extend",
    Intent.EXTEND_APPROVE: "extend_approve",
    Intent.EXTEND_REJECT: "extend_reject",
    Intent.ESCALATE: "escalate",
    Intent.CLOSE_APPROVE: "close",
    Intent.CLOSE_REJECT: "return",
    Intent.REPORT_REQUEST: "report",
    Intent.SCHEDULE_CONFIG: "timetable",
    Intent.NOTICE_REQUEST: "circular",
    Intent.SCORE_ADJUST: "adjust",
    Intent.SCORE_APPEAL: "appeal",
    Intent.TRAINING: "training.plan",
}
"""Every other intent is understood but not served yet."""

_ROLES = (Role.COORDINATOR, Role.LEADER, Role.HEAD, Role.REVIEWER)
_ANSWERED_LATER = frozenset({"which_task", "evidence", "level"})  # The acts themselves ask for these.
_NEXT_YEAR = frozenset({"confirm_past", "confirm_far"})
_DELTA = re.compile(r"([+-]\d{1,3})(d|wd|m)")


def understood(books: OpenBooks, heard: Heard, text: str | None = None, mentions: Iterable[Mentioned] = ()) -> Reading:
    """Return what the reader makes of the words, in the first of the person's roles in which they mean something.

    ``text`` takes the place of the words that were heard, ``mentions`` that of those whom the platform named in them.
    """
    known = tuple(_mentions(heard) if text is None else mentions)
    for role in reading_roles(heard):
        reading = _read_as(books, heard, role, text, known)
        if reading.intent is not Intent.NONE:
            return reading
    return Reading(text=heard.text if text is None else text)


def read_as(books: OpenBooks, heard: Heard, role: Role) -> Reading:
    """Return what the reader makes of the words in the mouth of that role."""
    return _read_as(books, heard, role, None, tuple(_mentions(heard)))


def _read_as(books: OpenBooks, heard: Heard, role: Role, text: str | None, mentions: tuple[Mentioned, ...]) -> Reading:
    context, house = Context.PRIVATE if heard.place.private else Context.GROUP, books.house
    return read(
        heard.said or heard.text if text is None else text,
        roster=books.roster,
        calendar=house.calendar,
        hours=house.hours,
        at=heard.sent_at,
        role=role,
        context=Context.REPLY if heard.reply_task else context,
        mentions=mentions,
    )


def reading_roles(heard: Heard) -> tuple[Role, ...]:
    """Return the roles in whose mouth the words are read: those that assign first; everybody may speak as staff.

    In private, and where the bot is addressed, an order is understood from anybody, so that the rules refuse it and say
    why.
    """
    own = _reading_roles(heard.person.roles)
    answered = heard.place.private or heard.addressed
    return (*own, Role.COORDINATOR) if answered and Role.COORDINATOR not in own else own


@cache
def _reading_roles(held: frozenset[Role]) -> tuple[Role, ...]:
    return (*(role for role in _ROLES if role in held), Role.STAFF)


def _mentions(heard: Heard) -> Iterator[Mentioned]:
    return (Mentioned(one.start, one.end, Assignee(person=one.person)) for one in heard.mentions)


def act_of(reading: Reading) -> str | None:
    """Return the name of the act; a correction of one's own words is red ink (更正)."""
    if reading.intent is Intent.LEAVE and reading.args.get("ends"):
        return "back"
    if reading.intent is Intent.BLOCKED and reading.args.get("cleared"):
        return "unblock"
    if reading.intent is Intent.AMEND and not {"deadline", "delta"} & set(reading.args):
        if "text" in reading.args:
            return "correct"
        return "amend" if {"title", "old"} & set(reading.args) else None
    return ACT_OF_INTENT.get(reading.intent)


def doubtful(reading: Reading) -> bool:
    """Tell whether something must be asked before the act can be asked of the rules."""
    later = _ANSWERED_LATER | ({"deadline"} if reading.intent is Intent.EXTEND_REQUEST else set())
    return any(ask not in later and not ask.startswith("confirm_") for ask in reading.asks)


def with_reading(heard: Heard, reading: Reading) -> Heard:
    """Return what was heard together with what the reader found in it; 撤回 alone leaves no words for a reason."""
    args = args_of(reading)
    if reading.intent is Intent.CANCEL and not args:
        heard = replace(heard, text="", said="")
    if not reading.unclear:
        return replace(heard, task=reading.task_number or heard.task, args=args)
    guess = heard.reply_task is None or reading.task_number is not None  # A reply says by itself what it is about.
    return replace(heard, args={**args, **({UNCLEAR: True} if guess else {})})


def args_of(reading: Reading) -> dict[str, Any]:
    """Return what the reader found, without a date of this year that is over: the act asks for another itself."""
    if _over(reading) is None:
        return dict(reading.args)
    return {key: value for key, value in reading.args.items() if key != "deadline"}


def _over(reading: Reading) -> datetime | None:
    """Return the date that was said where it is over and the same day of next year was taken for it.

    A card asks whether that is meant; what is recorded at once takes no date on trust that is a year away.
    """
    if not _NEXT_YEAR.issubset(reading.asks):
        return None
    found = {reading.args.get("deadline"), *(task.deadline for task in reading.tasks)} - {None}
    if len(found) != 1:
        return None
    (ahead,) = found
    return ahead.replace(year=ahead.year - 1) if isinstance(ahead, datetime) else None


def _must_be_ahead(reading: Reading) -> Reading:
    if (over := _over(reading)) is not None:
        raise DeadlinePassed(over)
    return reading


def deadline_in(books: OpenBooks, heard: Heard, words: str, task: Task | None = None) -> datetime | None:
    """Return the deadline that the words name, if they name exactly one."""
    name = next((person.name for person in books.roster.active_people), "")
    direct = _must_be_ahead(understood(books, heard, words)).args
    said = direct.get("deadline")
    if isinstance(said, datetime):
        return said
    if task is not None and task.deadline is not None and isinstance(direct.get("delta"), str):
        return moved(books.house, task.deadline, str(direct["delta"]))
    reading = _must_be_ahead(understood(books, heard, frames.UNTIL.format(name=name, words=words)))
    found = {one.deadline for one in reading.tasks if one.deadline is not None}
    return found.pop() if len(found) == 1 else None


def term_in(books: OpenBooks, heard: Heard, words: str) -> Term | None:
    """Return the term from the receipt that the words name (签收后3个工作日), if they name exactly one."""
    name = next((person.name for person in books.roster.active_people), "")
    reading = understood(books, heard, frames.UNTIL.format(name=name, words=words))
    found = {term_of(one) for one in reading.tasks}
    return found.pop() if len(found) == 1 else None


def term_of(task: TaskReading) -> Term | None:
    """Return the term from the receipt that was read; ``None`` where the task has a date or nothing."""
    from_receipt = task.deadline is None and task.relative_to == FROM_RECEIPT and task.delta is not None
    return Term.parse(task.delta) if from_receipt and task.delta else None


def deadline_said(books: OpenBooks, heard: Heard, words: str, task: Task) -> datetime | None:
    """Return the deadline that words about an extension name; a span (延两天) is counted from the deadline in force.

    Where that is past, the span is counted from the end of the day on which it was said.
    """
    wanted = {"deadline", "delta"}
    known = heard.args if wanted & set(heard.args) else _must_be_ahead(understood(books, heard, words)).args
    if not wanted & set(known):
        known = _must_be_ahead(understood(books, heard, frames.EXTENDED.format(words=words))).args
    if isinstance(known.get("delta"), str):
        return moved(books.house, _counted_from(books, heard, task), str(known["delta"]))
    said = known.get("deadline")
    return said if isinstance(said, datetime) else _plain_deadline(books, heard, words)


def _counted_from(books: OpenBooks, heard: Heard, task: Task) -> datetime:
    if task.deadline is not None and heard.sent_at <= task.deadline:
        return task.deadline
    return books.house.hours.end_of_business(books.house.hours.local(heard.sent_at).date())


def _plain_deadline(books: OpenBooks, heard: Heard, words: str) -> datetime | None:
    """Return the date that one of the clauses is (下周三，数据未核实)."""
    house, at = books.house, heard.sent_at
    for clause in clauses(words):
        found = read_deadline(clause, roster=books.roster, calendar=house.calendar, hours=house.hours, at=at)
        if found.value is not None:
            return found.value
    return None


def moved(house: House, deadline: datetime, delta: str) -> datetime | None:
    """Return the deadline moved by ``+2d`` (days), ``+3wd`` (workdays), ``+1m`` (months) or ``-1d``, at its hour.

    A last day of days or months that is a rest day rolls to the next workday (民法典 201, 203); a nearer one (提前一天)
    to the workday before.
    """
    found = _DELTA.fullmatch(delta)
    if found is None:
        return None
    hours, calendar = house.hours, house.calendar
    local, count = hours.local(deadline), int(found[1])
    if found[2] == "wd":
        return hours.at(calendar.add_workdays(local.date(), count), local.time())
    last = local.date() + timedelta(days=count) if found[2] == "d" else _months_after(local.date(), count)
    rolled = calendar.next_workday if count > 0 else calendar.previous_workday
    return hours.at(last if calendar.is_workday(last) else rolled(last), local.time())


def _months_after(day: date, count: int) -> date:
    """Return the same day so many months later, or the month's end (民法典 202)."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def assignees_in(books: OpenBooks, heard: Heard, words: str) -> tuple[Assignee, ...]:
    """Return the people and units that the words name, the longest names first taken."""
    exact = assignee_named(books, words.strip())
    if exact is not None:
        return (exact,)
    to = understood(books, heard, words).args.get("to")
    if isinstance(to, Assignee):
        return (to,)
    if isinstance(to, str) and (meant := assignee_named(books, to)) is not None:
        return (meant,)
    return names_within(books.roster, words)


def names_within(roster: Roster, words: str) -> tuple[Assignee, ...]:
    """Return the people and units whose names stand in the words, the longest names first taken."""
    named = [(name, Assignee(person=one.id)) for one in roster.active_people for name in (one.name, *one.aliases)]
    named += [(name, Assignee(unit=one.id)) for one in roster.units for name in (one.name, *one.aliases)]
    found: list[Assignee] = []
    for name, assignee in sorted(named, key=lambda pair: -len(pair[0])):
        if name and name in words:
            words = words.replace(name, " " * len(name))
            found.append(assignee)
    return tuple(dict.fromkeys(found))
