"""重放: a published report once more as it was sent, and what the ledger says today against it (差异).

The row of the report keeps its text, its cut-off and the head of the chain: from the entries up to that head the report
is made anew, and must come out the same to the byte; what came in late since is what makes today's differ.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import product
from typing import Any

from config.timetable import ReportKind
from handlers.beforehand import beforehand
from handlers.figures import figure_rows
from handlers.heard import Answer, Answers, Button, Heard
from handlers.questions import NotUnderstood
from handlers.reading.key import either_of, marks_of
from handlers.reading.moments import Now
from handlers.reading.replaying import AskedReport, asked_report
from handlers.timeline import titles_of
from handlers.wording import replaying as wording
from handlers.wording.timeline import where
from handlers.wording.voice import Voice
from ledger.entries import DailyReported, LeaveEnded, LeaveTaken, TaskEntry
from ledger.facts import Facts
from ledger.languages import Language
from ledger.people import UnitId
from ledger.permissions import check_right, visible_units
from ledger.slots import Published, period_of
from ledger.transitions import Act
from ledger.watching import Unseen
from reports import Composed, compose
from reports import period_of as span_of
from reports.composing import Revision
from reports.replay import Replay
from reports.splitting import split
from storage.books import OpenBooks


async def replayed(books: OpenBooks, published: Published) -> Replay | None:
    """Return the report made anew; ``None`` where the chain does not hold the head that it was made with."""
    head = await books.head_with(published.head)
    if head is None:
        return None
    since = span_of(published.slot.report, published.cut_off, books.house, last=published.told).before
    reach: dict[str, Any] = {"since": since, "at": published.cut_off, "amended": published.version > 1}
    unseen = await books.alarms.before(published.slot.chat, published.due_at)
    known, facts = await books.facts(upto=head, **reach), await books.facts(**reach)
    make = partial(_made, published, await unit_of(books, published), unseen)
    then, today = await asyncio.to_thread(_made_anew, make, published.body, known, facts)
    late = await books.late_for(published.cut_off, head)
    counting = tuple(one for one in late if isinstance(one.entry, TaskEntry | DailyReported | LeaveTaken | LeaveEnded))
    return Replay(published=published, head=head, then=then, today=today, late=counting)


def _made(
    published: Published,
    unit: UnitId | None,
    unseen: tuple[Unseen, ...],
    facts: Facts,
    *,
    names: bool,
    language: Language,
) -> Composed:
    since_when = published.made_at or published.due_at
    return compose(
        published.slot.report,
        facts,
        units=None if unit is None else (unit,),
        late=published.late,
        planned=published.due_at,
        since=published.told,
        names=names,
        revision=Revision(published.version, since_when) if published.version > 1 else None,
        unseen=unseen,
        language=language,
    )


def _made_anew(make: Callable[..., Composed], body: str, known: Facts, facts: Facts) -> tuple[Composed, Composed]:
    """Return both reports, in the language and with the names of the first, whatever is chosen today."""
    tried = (make(known, names=names, language=language) for language, names in product(Language, (False, True)))
    first = next(tried)
    then = first if first.text == body else next((one for one in tried if one.text == body), first)
    return then, make(facts, names=then.built.names, language=then.built.language)


async def unit_of(books: OpenBooks, published: Published) -> UnitId | None:
    """Return the unit that the report was made for; of old ones the one that the chat is bound to today."""
    chat = await books.directory.chat(published.slot.chat)
    bound = chat.unit if chat is not None else None
    return bound if published.made_at is None else published.unit


async def on_replay(books: OpenBooks, heard: Heard) -> Answers:
    """重放11月20日日报告, 日报告有什么变化: the published report of this group, in private of one that is chosen."""
    check_right(heard.person, Act.SEE_REPORT)
    asked = _asked(books, heard)
    if asked is None:
        raise NotUnderstood("replay")
    found = await readable(books, heard, asked)
    if not found:
        return (Answer(text=wording.nothing(asked.kind)),)
    if len(found) > 1:
        return (await _choice(books, asked, found),)
    return beforehand(heard, partial(_told, heard=heard, asked=asked, published=found[0]), tuple)


async def _told(books: OpenBooks, heard: Heard, asked: AskedReport, published: Published) -> Answers:
    replay = await replayed(books, published)
    if replay is None:
        return (Answer(text=wording.broken(published.head)),)
    if asked.changes:
        titles = await titles_of(books, replay.late)
        links = {one.seq: where(one.source, titles) for one in replay.late}
        return (Answer(text=wording.changes(Voice.of(books), replay, links)),)
    return _again(books, heard, replay)


def asks_replay(books: OpenBooks, heard: Heard) -> bool:
    """Tell whether the words, said to the bot, ask for a published report or for what has changed in it."""
    return (heard.place.private or heard.addressed) and not heard.edited and _asked(books, heard) is not None


def _asked(books: OpenBooks, heard: Heard) -> AskedReport | None:
    kept = heard.args
    if "changes" in kept:
        day = date.fromisoformat(kept["day"]) if kept["day"] else None
        return AskedReport(str(kept["kind"]), day, bool(kept["changes"]))
    if not _REPLAYS & marks_of(heard.text):
        return None
    now = Now(books.house.hours.local(heard.sent_at), books.house.calendar, books.house.hours)
    return asked_report(heard.text, roster=books.roster, now=now)


_REPLAYS = either_of(asked_report)


async def readable(books: OpenBooks, heard: Heard, asked: AskedReport) -> list[Published]:
    """Return what was published of that period, in this group or in those whose units the person may read about."""
    kind = ReportKind(asked.kind)
    chat = heard.args.get("chat", None if heard.place.private else heard.place.chat)
    if asked.day is not None:
        found = await books.slots.all_published(kind, period_of(kind, asked.day))
    else:
        found = await books.slots.last_published(kind)
    units = visible_units(books.roster, heard.person)
    known = [(one, await unit_of(books, one)) for one in found if chat in {None, one.slot.chat}]
    return [one for one, unit in known if units is None or unit in units]


async def _choice(books: OpenBooks, asked: AskedReport, found: list[Published]) -> Answer:
    """Ask which group's is meant."""
    rows = []
    for one in found:
        chat = await books.directory.chat(one.slot.chat)
        title = chat.title if chat is not None else str(one.slot.chat)
        rows.append((Button(label=title, act="replay", args=_kept(books, one, changes=asked.changes)),))
    return Answer(text=wording.which_group(asked.kind), buttons=tuple(rows))


def _kept(books: OpenBooks, published: Published, *, changes: bool) -> dict[str, str | int | bool]:
    day = books.house.hours.local(published.cut_off).date()
    return {
        "kind": published.slot.report,
        "day": day.isoformat(),
        "changes": changes,
        "chat": published.slot.chat,
    }


def _again(books: OpenBooks, heard: Heard, replay: Replay) -> Answers:
    """Return the parts as they were sent, and with what they were made."""
    parts = replay.then.parts if replay.is_same else split(wording.as_sent(), replay.published.body.split("\n\n"))
    lists = figure_rows(replay.then, anyone=not heard.place.private) if replay.is_same else ()
    changes = Button(label=wording.CHANGES, act="replay", args=_kept(books, replay.published, changes=True))
    final = len(parts) - 1
    told = [
        Answer(text=part, reply=number == 0, bulk=number > 0, buttons=lists if number == final else ())
        for number, part in enumerate(parts)
    ]
    return *told, Answer(text=wording.proof(Voice.of(books), replay), reply=False, bulk=True, buttons=((changes,),))
