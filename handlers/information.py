"""政务信息 in the chat: an office says what it submitted, a coordinator what was adopted; counts by office, centre."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from handlers.cards import keep
from handlers.heard import Answer, Answers, Button, Heard
from handlers.rates import days_of
from handlers.reading.document_steps import numbers_in
from handlers.reading.information import (
    InformationWords,
    asks_information,
    submitted,
    words_on_information,
)
from handlers.reading.key import either_of, marks_of
from handlers.reading.unit_first import unit_named
from handlers.speaking import rows_of
from handlers.unit_scope import UNIT, bound_here, unit_kept, units_within
from handlers.wording import information as wording
from handlers.wording import rates as rate_words
from handlers.wording.spoken import joined
from handlers.wording.voice import Voice
from ledger.acts import information as acts
from ledger.calendar import DAY
from ledger.information import Information
from ledger.people import UnitId
from ledger.permissions import check_right, scopes, visible_units
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from reports.information import counts
from storage.books import OpenBooks

PURPOSE = "information"
"""What a message about a piece is linked to: a reply to it is about the piece."""
NUMBER = "information"
"""The argument that carries the number of the piece that is meant."""
MOST = 12
"""Pieces of a list that are a tap away."""


def of_information(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    """Return what the words tell or ask of information, where nothing but a unit's name stands beside them."""
    if not _SAID & (marks_of(heard.said) | marks_of(heard.text)):
        return None
    said = submitted(heard.said or heard.text)
    if said is not None and (not said.unit or unit_named(books.roster, said.unit) is not None):
        return "information.submit", heard
    words = words_on_information(heard.said or heard.text)
    if words is not None and words.title and scopes(heard.person, Act.ADOPT_INFORMATION):
        return "information.words", heard
    asked = asks_information(heard.text)
    if asked is None:
        return None
    unit = unit_named(books.roster, asked.rest) if asked.rest else None
    if asked.rest and unit is None:
        return None
    return "information", replace(heard, args={**heard.args, UNIT: unit, "period": asked.period})


_SAID = either_of(submitted, words_on_information, asks_information)


def about_information(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    """Return the act on the piece whose number the words begin with, or that they answer."""
    pattern = (books.house.documents.information_numbering,)
    numbers, rest = numbers_in(heard.text, pattern)
    if not numbers and heard.reply_task is not None:
        numbers, rest = numbers_in(heard.reply_task, pattern)[0], heard.text
    if not numbers:
        return None
    return "information.words", replace(heard, args={**heard.args, NUMBER: numbers[0]}, text=rest, said=rest)


async def on_submit(books: OpenBooks, heard: Heard) -> Answers:
    """Record what was submitted, of the unit that is named, else of the person's own."""
    said = submitted(heard.said or heard.text)
    if heard.edited or said is None:
        return ()
    unit = unit_named(books.roster, said.unit) if said.unit else heard.person.unit
    if unit is None:
        return (Answer(text=wording.no_unit()),)
    request = acts.SubmitInformation(
        person=heard.person.id, sent_at=heard.sent_at, title=said.title, unit=unit, to=said.to, said=heard.text
    )
    one = await acts.submit(books, request)
    return (_told(heard, one, wording.submitted(Voice.of(books), one)),)


async def on_words(books: OpenBooks, heard: Heard) -> Answers:
    """Do what the words say of the piece: adopted or void; its number alone shows it."""
    if heard.edited:
        return ()
    words = words_on_information(heard.said or heard.text)
    if NUMBER not in heard.args:
        return await _adopted_by_title(books, heard, words) if words is not None else ()
    one = await acts.seen(books, heard.person.id, str(heard.args[NUMBER]))
    _check_here(books, heard, one)
    if not any(map(str.isalnum, heard.text)):
        return (_told(heard, one, wording.standing(Voice.of(books), one)),)
    if words is None:
        addressed = heard.place.private or heard.addressed
        return (Answer(text=wording.what_next(one.number), task=one.number, purpose=PURPOSE),) if addressed else ()
    if words.what == "adopt":
        return await _adopted(books, heard, one, words)
    return await _withdrawn(books, heard, one.number, words.words)


def _check_here(books: OpenBooks, heard: Heard, one: Information) -> None:
    here = bound_here(heard)
    if here is not None and not books.roster.within(one.unit, here):
        raise NotAllowed(Act.SEE_INFORMATION, one.number)


async def on_step(books: OpenBooks, heard: Heard) -> Answers:
    """Make the piece void, or show it, as the button says."""
    one = await acts.seen(books, heard.person.id, str(heard.args[NUMBER]))
    if heard.args["what"] == "open":
        return (_told(heard, one, wording.standing(Voice.of(books), one)),)
    kept = await keep(books, heard, "information.asked", {NUMBER: one.number}, group="")
    return (Answer(text=wording.why(one.number), purpose=f"more:{kept}", prompt=True),)


async def on_asked(books: OpenBooks, heard: Heard) -> Answers:
    """Take the reason in reply."""
    if heard.edited:
        return ()
    return await _withdrawn(books, heard, str(heard.args[NUMBER]), (heard.said or heard.text).strip())


async def _adopted_by_title(books: OpenBooks, heard: Heard, words: InformationWords) -> Answers:
    check_right(heard.person, Act.ADOPT_INFORMATION)
    found = acts.titled(await acts.all_information(books), words.title)
    if not found:
        return (Answer(text=wording.not_known(words.title)),)
    if len(found) > 1:
        return (Answer(text=wording.several(words.title, [one.number for one in found])),)
    return await _adopted(books, heard, found[0], words)


async def _adopted(books: OpenBooks, heard: Heard, one: Information, words: InformationWords) -> Answers:
    about = acts.AboutInformation(person=heard.person.id, sent_at=heard.sent_at, number=one.number, said=heard.text)
    for name in words.names:
        one = await acts.adopt(books, replace(about, adopter=name))
    text = wording.adopted(Voice.of(books), one, words.names)
    heads = (each for each in books.roster.heads(one.unit) if each.id != heard.person.id)
    told = (Answer(text=text, to=each.id, task=one.number, purpose=PURPOSE) for each in heads)
    return _told(heard, one, text), *told


async def _withdrawn(books: OpenBooks, heard: Heard, number: str, reason: str) -> Answers:
    if not reason:
        kept = await keep(books, heard, "information.asked", {NUMBER: number}, group="")
        return (Answer(text=wording.why(number), purpose=f"more:{kept}", prompt=True),)
    about = acts.AboutInformation(person=heard.person.id, sent_at=heard.sent_at, number=number, reason=reason)
    one = await acts.withdraw(books, about)
    return (_told(heard, one, wording.withdrawn(one)),)


def _told(heard: Heard, one: Information, text: str) -> Answer:
    void = Button(label=wording.VOID, act="information.step", args={NUMBER: one.number, "what": "withdraw"})
    keys = rows_of((void,)) if heard.place.private and one.withdrawn_at is None and one.by == heard.person.id else ()
    return Answer(text=text, buttons=keys, task=one.number, purpose=PURPOSE)


async def on_information(books: OpenBooks, heard: Heard) -> Answers:
    """``/information``, 政务信息统计: of the period and unit that are named, as far as the asker may see, and here."""
    check_right(heard.person, Act.SEE_INFORMATION)
    period = str(heard.args.get("period") or "this month")
    named, today = unit_kept(heard), books.house.hours.local(books.now).date()
    first, last = days_of(period, today)
    at, units = books.house.hours.at, _units(books, heard, named)
    start, end = at(first, time()), min(at(last + DAY, time()), books.now)
    known = (await acts.all_information(books)).values()
    found = counts(known, books.roster, start, end, units=units)
    shown = named or bound_here(heard)
    whose = books.roster.unit(shown).name if shown is not None else rate_words.all_of(whole=units is None)
    parts = wording.told(found, whose=whose, first=first, last=min(last, today))
    numbers = sorted({*found.whole.submitted, *(number for number, _ in found.whole.adopted)})
    opening = Button(
        label=joined(wording.LIST, str(len(numbers)), between=" "), act="information.list", args={"numbers": numbers}
    )
    keys = rows_of((opening,)) if numbers else ()
    return tuple(
        Answer(text=part, reply=False, buttons=keys if n == len(parts) and heard.place.private else ())
        for n, part in enumerate(parts, start=1)
    )


async def on_list(books: OpenBooks, heard: Heard) -> Answers:
    """清单: the pieces behind the counts, each a tap away."""
    units = visible_units(books.roster, heard.person, Act.SEE_INFORMATION)
    known = await acts.all_information(books)
    found = [known[str(number)] for number in heard.args["numbers"]]
    seen = [one for one in found if units is None or one.unit in units]
    parts = wording.listed(Voice.of(books), seen)
    keys = rows_of(
        (
            Button(label=one.number, act="information.step", args={NUMBER: one.number, "what": "open"}, item=one.number)
            for one in seen[:MOST]
        ),
        3,
    )
    return tuple(
        Answer(text=part, reply=False, buttons=keys if n == len(parts) else ()) for n, part in enumerate(parts, start=1)
    )


def _units(books: OpenBooks, heard: Heard, named: UnitId | None) -> set[UnitId] | None:
    """Return the units to count: what was named ∩ what the asker may see ∩ what the group is bound to."""
    seen = visible_units(books.roster, heard.person, Act.SEE_INFORMATION)
    found = units_within(books, named, bound_here(heard))
    if seen is None:
        return found
    return set(seen) if found is None else found & seen
