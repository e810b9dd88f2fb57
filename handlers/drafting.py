"""起草通报: a draft made of the period's facts, and every change of it, by words or taps."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import time, timedelta

from handlers.beforehand import beforehand
from handlers.circular_cards import About, card, groups
from handlers.heard import Answer, Answers, Button, Heard
from handlers.reading.circulars import CircularWords, period_meant, tones_meant
from handlers.speaking import rows_of
from handlers.wording import circulars as wording
from handlers.wording.circular_sentences import sentence
from handlers.wording.commands import sent_in_private
from ledger.acts import circulars as acts
from ledger.circular_facts import Finding, chosen, findings
from ledger.circular_refusals import NoSuchSentence, PeriodAhead
from ledger.circulars import OPEN_STAGES, Circular, Point, Tone, without
from ledger.facts import Facts
from ledger.people import Person
from ledger.permissions import check_right, may, scopes
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_draft(books: OpenBooks, heard: Heard) -> Answers:
    """起草本周督办通报, 拟一份11月份表扬通报, ``/circular 本月``: a draft, which comes in private."""
    if not (heard.place.private or heard.addressed or scopes(heard.person, Act.DRAFT_CIRCULAR)):
        return ()
    check_right(heard.person, Act.DRAFT_CIRCULAR)
    one, left = await _drafted(books, heard)
    shown = await card(books, heard.person, one, note=wording.left_out(left))
    return shown if heard.place.private else (*shown, Answer(text=sent_in_private()))


async def _drafted(books: OpenBooks, heard: Heard) -> tuple[Circular, int]:
    """Record a draft of what the asker may see of the period, and return it with how many facts it leaves out."""
    hours, at = books.house.hours, heard.sent_at
    span = period_meant(heard.text, hours.local(at).date())
    since, end = hours.at(span.first, time()), hours.at(span.last + timedelta(days=1), time())
    if since > at:
        raise PeriodAhead(span.first)
    until, person = min(end, at), heard.person
    offices = {Tone.PRAISE: heard.args.get("top"), Tone.CRITICISM: heard.args.get("bottom")}

    def make(facts: Facts) -> tuple[tuple[Point, ...], int]:
        return points_of(facts, _seen(facts, person), tones=tones_meant(heard.text), offices=offices)

    points, left = beforehand(heard, lambda books: books.facts(since=since, at=until), make)
    last = min(span.last, hours.local(until).date())
    request = acts.DraftCircular(
        person=person.id,
        sent_at=at,
        first=span.first,
        last=last,
        as_of=until,
        title=wording.default_title(span.first, last),
        points=points,
        chats=tuple(chat.id for chat in await groups(books) if chat.unit is None and not chat.is_channel),
    )
    return await acts.draft(books, request), left


def points_of(
    facts: Facts, found: Sequence[Finding], *, tones: Collection[Tone], offices: Mapping[Tone, int | None]
) -> tuple[tuple[Point, ...], int]:
    """Return the sentences that a draft has of itself, and how many findings it leaves out; pure."""
    kept = chosen(found, facts.roster, tones=tones, offices=offices)
    points = tuple(sentence(facts.roster, one, facts.at) for one in kept)
    return points, sum(one.tone in tones for one in found) - len(kept)


def _seen(facts: Facts, person: Person) -> list[Finding]:
    return [one for one in findings(facts) if may(facts.roster, person, Act.SEE, one.task)]


async def delete(books: OpenBooks, heard: Heard, about: About, words: CircularWords) -> Answers:
    """Strike sentences out."""
    points = (await current(books, heard, about)).points
    for n in words.items:
        _check_item(points, n)
    return await _changed(books, heard, about, points=without(points, words.items))


async def replace(books: OpenBooks, heard: Heard, about: About, words: CircularWords) -> Answers:
    """Put other words in the place of a sentence; they are tied to its task, or to the one whose number they hold."""
    points = list((await current(books, heard, about)).points)
    (n,) = words.items
    _check_item(points, n)
    before = points[n - 1]
    points[n - 1] = Point(before.tone, words.task or before.task, words.words)
    return await _changed(books, heard, about, points=tuple(points))


async def add(books: OpenBooks, heard: Heard, about: About, words: CircularWords) -> Answers:
    """Add a sentence in the words that were given, or in those of the ledger's own facts."""
    one = await current(books, heard, about)
    if words.task is None:
        return (Answer(text=wording.name_task()),)
    await acts.check_seen(books, heard.person.id, words.task)
    since, number = books.house.hours.at(one.first, time()), words.task

    def make(facts: Facts) -> Point | None:
        told = [sentence(facts.roster, it, facts.at) for it in findings(facts) if it.task.number == number]
        return told[0] if told else None

    known = beforehand(heard, lambda books: books.facts(since=since, at=one.as_of), make, of=number)
    if known is None and not words.words:
        return (Answer(text=wording.no_fact(number)),)
    tone = words.tone or (known.tone if known is not None else Tone.CRITICISM)
    text = words.words or (known.text if known is not None else "")
    return await _changed(books, heard, about, points=(*one.points, Point(tone, number, text)))


async def retitle(books: OpenBooks, heard: Heard, about: About, words: CircularWords) -> Answers:
    """Give it another title."""
    return await _changed(books, heard, about, title=words.words)


def _check_item(points: Collection[Point], n: int) -> None:
    if not 1 <= n <= len(points):
        raise NoSuchSentence(n, len(points))


async def current(books: OpenBooks, heard: Heard, about: About) -> Circular:
    """Return the circular as it was seen, if the person may change it."""
    return await acts.circular_for(books, about.asks(acts.AboutCircular, heard), Act.DRAFT_CIRCULAR, OPEN_STAGES)


async def _changed(
    books: OpenBooks,
    heard: Heard,
    about: About,
    *,
    title: str | None = None,
    points: tuple[Point, ...] | None = None,
    chats: tuple[int, ...] | None = None,
) -> Answers:
    said = "" if heard.tapped else heard.said.strip() or heard.text
    request = about.asks(acts.ChangeCircular, heard, title=title, points=points, chats=chats, said=said)
    one = await acts.change(books, request)
    return await card(books, heard.person, one, note=wording.changed(one))


async def on_groups(books: OpenBooks, heard: Heard) -> Answers:
    """印发范围: each press switches a group on or off, 完成 makes the choice a version."""
    about = About.of(heard)
    one = await current(books, heard, about)
    wanted = [int(chat) for chat in heard.args.get("chats", one.chats)]
    toggles = tuple(
        Button(
            label=wording.toggle(chat.title, chosen=chat.id in wanted),
            act="circular.groups",
            args=about.kept(chats=_switched(wanted, chat.id)),
        )
        for chat in await groups(books)
    )
    done = Button(label=wording.DONE, act="circular.groups.done", args=about.kept(chats=wanted))
    again = "chats" in heard.args
    return (Answer(text=wording.choose_groups(), buttons=(*rows_of(toggles), (done,)), edit=again, reply=False),)


def _switched(wanted: Collection[int], chat: int) -> list[int]:
    return [one for one in wanted if one != chat] if chat in wanted else [*wanted, chat]


async def on_groups_done(books: OpenBooks, heard: Heard) -> Answers:
    """完成: the choice is a new version, unless it is the old one."""
    about, wanted = About.of(heard), tuple(int(chat) for chat in heard.args["chats"])
    one = await current(books, heard, about)
    if set(wanted) == set(one.chats):
        return await card(books, heard.person, one)
    return await _changed(books, heard, about, chats=wanted)
