"""办会 in the chat: a meeting is registered, changed, held, given its minutes; its decisions become tasks at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from handlers.assigning import on_assign
from handlers.cards import keep, spend
from handlers.heard import Answer, Answers, Heard
from handlers.meeting_cards import NUMBER, PURPOSE, meeting_seen, told
from handlers.meeting_lists import decisions_of
from handlers.reading.document_steps import numbers_in
from handlers.reading.meetings import (
    MeetingWords,
    items_in,
    meeting_in,
    names_hour,
    names_room,
    parts_in,
    words_on_meeting,
)
from handlers.reading.reader import read_deadline
from handlers.register_cards import keys_of
from handlers.wording import meetings as wording
from handlers.wording.voice import Voice
from ledger.acts import meetings as acts
from ledger.entries import Source
from ledger.meetings import Meeting, MeetingStage
from ledger.origins import OriginKind
from ledger.permissions import check_right
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_register(books: OpenBooks, heard: Heard) -> Answers:
    """Show the sentence as a card; nothing counts before 确认登记."""
    check_right(heard.person, Act.ARRANGE_MEETING)
    if heard.edited:
        return ()
    said = meeting_in(heard.said or heard.text)
    starts = _moment(books, heard, said.when)
    if not said.title or starts is None:
        return (Answer(text=wording.lacks(title=not said.title, hour=starts is None)),)
    args: dict[str, Any] = {"title": said.title, "place": said.place, "starts": starts.isoformat()}
    args |= {"agenda": list(said.agenda), "said": heard.text, "source": heard.message}
    args |= {"said_at": heard.sent_at.isoformat()}
    _, keys = await keys_of(books, heard, args, of="meeting")
    past = starts <= heard.sent_at
    text = wording.card(
        Voice.of(books), title=said.title, place=said.place, starts=starts, agenda=said.agenda, past=past
    )
    return (Answer(text=text, buttons=keys, lapses=True),)


def _moment(books: OpenBooks, heard: Heard, words: str) -> datetime | None:
    """Return the moment that is said with its hour; without one it is asked for."""
    if not words or not names_hour(words):
        return None
    house = books.house
    morning = house.hours.at(house.hours.local(heard.sent_at).date(), time())  # An hour of today may be past.
    return read_deadline(words, roster=books.roster, calendar=house.calendar, hours=house.hours, at=morning).value


async def on_confirm(books: OpenBooks, heard: Heard) -> Answers:
    """Register the meeting as of its sentence, and put the outcome in the card's place."""
    kept = heard.args
    check_right(heard.person, Act.ARRANGE_MEETING)
    await spend(books, heard, kept["card"])
    books.said_in(Source(chat=heard.place.chat, message=int(kept["source"])))
    request = acts.PlanMeeting(
        person=heard.person.id,
        sent_at=datetime.fromisoformat(kept["said_at"]),
        title=kept["title"],
        place=kept["place"],
        starts=datetime.fromisoformat(kept["starts"]),
        agenda=tuple(kept["agenda"]),
        said=kept["said"],
    )
    one = await acts.register(books, request)
    return (replace(told(books, heard, one, wording.registered(Voice.of(books), one)), edit=True),)


def about_meeting(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    """Return the act on the meeting whose number the words begin with, or that they answer."""
    pattern = (books.house.documents.meeting_numbering,)
    numbers, rest = numbers_in(heard.text, pattern)
    if not numbers and heard.reply_task is not None:
        numbers, rest = numbers_in(heard.reply_task, pattern)[0], heard.text
    if not numbers:
        return None
    args = {**heard.args, NUMBER: numbers[0]}
    return "meeting.words", replace(heard, args=args, text=rest, said=_as_said(heard, rest))


def _as_said(heard: Heard, rest: str) -> str:
    """Return the words behind the number as they came, lines kept."""
    said = heard.said or heard.text
    return said if rest == heard.text else said[len(said) - len(rest) :] if said.endswith(rest) else rest


async def on_words(books: OpenBooks, heard: Heard) -> Answers:
    """Do what the words say of the meeting; its number alone shows it."""
    if heard.edited:
        return ()
    one = await meeting_seen(books, heard)
    if not any(map(str.isalnum, heard.text)):
        return (told(books, heard, one, wording.standing(Voice.of(books), one)),)
    words = words_on_meeting(heard.said or heard.text)
    if words is None:
        addressed = heard.place.private or heard.addressed
        return (Answer(text=wording.what_next(one.number), task=one.number, purpose=PURPOSE),) if addressed else ()
    return await _STEPS[words.what](books, heard, one, words)


async def on_step(books: OpenBooks, heard: Heard) -> Answers:
    """Do what the button under a meeting says; ``open`` shows it."""
    one, what = await meeting_seen(books, heard), str(heard.args["what"])
    if what == "open":
        return (told(books, heard, one, wording.standing(Voice.of(books), one)),)
    return await _STEPS[what](books, heard, one, MeetingWords(what=what))


async def on_asked(books: OpenBooks, heard: Heard) -> Answers:
    """Take in reply what a step lacked: why it is cancelled, or what is changed."""
    if heard.edited:
        return ()
    one, what = await meeting_seen(books, heard), str(heard.args["what"])
    said = (heard.said or heard.text).strip()
    read = words_on_meeting(said)
    if what == "move" and read is not None and read.what in {"move", "more", "agenda"}:
        return await _STEPS[read.what](books, heard, one, read)
    return await _STEPS[what](books, heard, one, MeetingWords(what=what, words=said))


async def _held(books: OpenBooks, heard: Heard, one: Meeting, _words: MeetingWords) -> Answers:
    after = await acts.hold(books, _about(heard, one))
    return (told(books, heard, after, wording.held(after)),)


async def _cancel(books: OpenBooks, heard: Heard, one: Meeting, words: MeetingWords) -> Answers:
    if not words.words:
        return await _asked(books, heard, one, "cancel", wording.why(one.number))
    after = await acts.cancel(books, _about(heard, one, reason=words.words))
    return (told(books, heard, after, wording.cancelled(after)),)


async def _minutes(books: OpenBooks, heard: Heard, one: Meeting, words: MeetingWords) -> Answers:
    after = await acts.attach_minutes(books, _about(heard, one, document=words.words.upper()))
    return (told(books, heard, after, wording.with_minutes(after)),)


async def _move(books: OpenBooks, heard: Heard, one: Meeting, words: MeetingWords) -> Answers:
    """Change hour or place; both where both are said (改到12月1日上午9点，302会议室)."""
    if not words.words:
        return await _asked(books, heard, one, "move", wording.to_what(one.number))
    parts = parts_in(words.words)
    starts = next((found for part in parts if (found := _moment(books, heard, part)) is not None), None)
    place = next((part for part in parts if names_room(part)), "")
    if starts is None and not place:
        return (Answer(text=wording.no_change(), task=one.number, purpose=PURPOSE),)
    return await _changed(books, heard, replace(one, starts=starts or one.starts, place=place or one.place))


async def _agenda(books: OpenBooks, heard: Heard, one: Meeting, words: MeetingWords) -> Answers:
    return await _changed(books, heard, replace(one, agenda=items_in(words.words)))


async def _more(books: OpenBooks, heard: Heard, one: Meeting, words: MeetingWords) -> Answers:
    return await _changed(books, heard, replace(one, agenda=(*one.agenda, *items_in(words.words))))


async def _changed(books: OpenBooks, heard: Heard, to: Meeting) -> Answers:
    request = acts.PlanMeeting(
        person=heard.person.id,
        sent_at=heard.sent_at,
        number=to.number,
        title=to.title,
        place=to.place,
        starts=to.starts,
        agenda=to.agenda,
        said=heard.text,
    )
    after = await acts.change(books, request)
    return (told(books, heard, after, wording.changed(Voice.of(books), after)),)


async def _decisions(books: OpenBooks, heard: Heard, one: Meeting, words: MeetingWords) -> Answers:
    """Read what was decided as orders on one card; once confirmed, the meeting is their source."""
    await acts.meeting_for(books, heard.person.id, one.number, {MeetingStage.PLANNED, MeetingStage.HELD})
    origin = {"cause": one.id, "origin_kind": OriginKind.MEETING.value}
    meant = replace(
        heard,
        text=words.words,
        said=words.words,
        reply_to=None,
        reply_task=None,
        addressed=True,
        args=origin,
        origin=wording.source(one),
    )
    return await on_assign(books, meant)


async def _tasks(books: OpenBooks, heard: Heard, one: Meeting, _words: MeetingWords) -> Answers:
    return await decisions_of(books, heard, one)


_STEPS: Mapping[str, Callable[[OpenBooks, Heard, Meeting, MeetingWords], Awaitable[Answers]]] = {
    "held": _held,
    "cancel": _cancel,
    "minutes": _minutes,
    "move": _move,
    "agenda": _agenda,
    "more": _more,
    "decisions": _decisions,
    "tasks": _tasks,
}


async def _asked(books: OpenBooks, heard: Heard, one: Meeting, what: str, question: str) -> Answers:
    """Ask for what the step lacks, where it is possible at all; the reply brings it."""
    await acts.meeting_for(books, heard.person.id, one.number, {MeetingStage.PLANNED})
    kept = await keep(books, heard, "meeting.asked", {NUMBER: one.number, "what": what}, group="")
    return (Answer(text=question, purpose=f"more:{kept}", prompt=True),)


def _about(heard: Heard, one: Meeting, **more: str) -> acts.AboutMeeting:
    return acts.AboutMeeting(person=heard.person.id, sent_at=heard.sent_at, number=one.number, **more)
