"""周期事项: ``/recurring``, a sentence with 每周五, 停止周期1; a card with the next dates before it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

from handlers.heard import Answer, Answers, Button, Heard
from handlers.questions import NotUnderstood
from handlers.reading.phrases import number_to_stop
from handlers.reading.values import Intent, Recurrence, TaskReading
from handlers.recipients import unreached_behind
from handlers.speaking import rows_of
from handlers.understanding import understood
from handlers.wording import assignments, recurring, terms
from handlers.wording.commands import sent_in_private
from handlers.wording.voice import Voice
from ledger.acts.origin_requests import SetRecurrence, StopRecurrence
from ledger.acts.recurring import check_recurrence, reachable_recurrences, rule_of, set_recurrence, stop_recurrence
from ledger.entries import Completion
from ledger.origin_entries import Every, RecurrenceSet
from ledger.people import Assignee, Person
from ledger.permissions import check_right, scopes
from ledger.recurrence import next_dates
from ledger.transitions import Act
from storage.books import OpenBooks

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_REQUEST = TypeAdapter(SetRecurrence)


async def on_recur(books: OpenBooks, heard: Heard) -> Answers:
    """Show a duty that recurs as a card with its next dates; nothing counts before 确认."""
    if not scopes(heard.person, Act.RECUR) and not (heard.place.private or heard.addressed):
        return ()
    reading = understood(books, heard)
    if reading.intent is not Intent.ASSIGN_RECURRING or not reading.tasks:
        raise NotUnderstood("recur")
    voice, said = Voice.of(books), reading.tasks[0]
    missing = assignments.missing(voice, reading)
    request = _request(books, heard, said)
    if missing is not None or request is None:
        return (Answer(text=missing or recurring.unclear()),)
    check_recurrence(books, request)
    text = recurring.card(voice, rule_of(request), assignments.doubts(voice, reading))
    args = {"rule": _REQUEST.dump_python(request, mode="json"), "source": heard.message}
    buttons = (
        (
            Button(label=terms.CONFIRM, act="recur.confirm", args=args),
            Button(label=terms.DROP, act="recur.drop"),
        ),
    )
    return (Answer(text=text, buttons=buttons, lapses=True),)


def _request(books: OpenBooks, heard: Heard, said: TaskReading) -> SetRecurrence | None:
    """Return what was said as a rule; nothing where the reader could not tell how it recurs."""
    how, first = said.recurrence, said.deadline
    if how is None or first is None or how.every not in tuple(Every):
        return None
    lead = (said.lead_id,) if said.lead_id is not None else said.assignee_ids
    return SetRecurrence(
        person=heard.person.id,
        sent_at=heard.sent_at,
        title=said.title,
        lead=lead,
        support=tuple(one for one in said.support_ids if one not in lead),
        completion=Completion(said.mode),
        urgency=next((kind for kind, word in terms.URGENCY.items() if said.urgency in (kind, word)), None),
        hour=books.house.hours.local(first).time(),
        starts=_starts(books, heard, said),
        said=heard.text,
        **_pattern(how),
    )


def _starts(books: OpenBooks, heard: Heard, said: TaskReading) -> date:
    today = books.house.hours.local(heard.sent_at).date()
    return max(today, books.house.hours.local(said.starts).date()) if said.starts else today


def _pattern(how: Recurrence) -> dict[str, Any]:
    return {
        "every": Every(how.every),
        "interval": how.interval,
        "weekdays": tuple(_CODES.index(code) for code in how.weekdays),
        "day": how.day,
        "until": how.until.date() if isinstance(how.until, datetime) else None,
    }


async def on_confirm(books: OpenBooks, heard: Heard) -> Answers:
    """Set the rule, by the right and at the moment of the tap, and tell those whose duty it becomes."""
    request = replace(_REQUEST.validate_python(heard.args["rule"]), person=heard.person.id, sent_at=heard.sent_at)
    record = await set_recurrence(books, request)
    rule = rule_of(request)
    n = next(one.n for one in await reachable_recurrences(books, heard.person.id) if one.seq == record.seq)
    voice = Voice.of(books)
    missed = await unreached_behind(books, rule.lead + rule.support)
    text = assignments.with_unreached(recurring.was_set(voice, n, rule), missed)
    told = (
        Answer(text=recurring.notice(voice, n, rule, heard.person.name), to=one.id)
        for one in _concerned(books, rule)
        if one.id != heard.person.id
    )
    return Answer(text=text, edit=True), *told


async def on_drop(_books: OpenBooks, _heard: Heard) -> Answers:
    """撤销 on the card: nothing was recorded."""
    return (Answer(text=assignments.dropped(), edit=True),)


async def on_recurring(books: OpenBooks, heard: Heard) -> Answers:
    """List what recurs within the person's reach, each with its button; or stop the one that the words name."""
    check_right(heard.person, Act.RECUR)
    if number_to_stop(heard.text) is not None:
        return await on_stop(books, heard)
    known = await reachable_recurrences(books, heard.person.id)
    voice = Voice.of(books)
    nexts = [next_dates(one.rule, books.house, after=max(books.now, one.rule.at), count=1) for one in known]
    text = recurring.listed(voice, tuple(zip(known, nexts, strict=True)))
    buttons = (Button(label=recurring.stop_label(one.n), act="recur.stop", args={"n": one.n}) for one in known)
    answer = Answer(text=text, buttons=rows_of(buttons, 3), to=heard.person.id)
    return (answer,) if heard.place.private else (answer, Answer(text=sent_in_private()))


async def on_stop(books: OpenBooks, heard: Heard) -> Answers:
    """Stop a recurrence: the one of the button, or the one whose number was said."""
    n = heard.args.get("n") or number_to_stop(heard.text)
    if n is None:
        return await on_recurring(books, heard)
    request = StopRecurrence(person=heard.person.id, sent_at=heard.sent_at, n=int(n))
    rule = (await stop_recurrence(books, request)).rule
    voice = Voice.of(books)
    notice = recurring.stopped(voice, int(n), rule)
    told = (Answer(text=notice, to=one.id) for one in _concerned(books, rule) if one.id != heard.person.id)
    return Answer(text=notice), *told


def _concerned(books: OpenBooks, rule: RecurrenceSet) -> Iterable[Person]:
    return {one.id: one for who in _all(rule) for one in books.roster.behind(who)}.values()


def _all(rule: RecurrenceSet) -> tuple[Assignee, ...]:
    return rule.lead + rule.support
