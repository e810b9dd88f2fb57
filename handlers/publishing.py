"""印发: an approved circular goes to its groups once, as words and as a paper (Word, PDF) under its number."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

import structlog

from handlers.beforehand import beforehand
from handlers.circular_cards import About, present, readable, told_authors
from handlers.heard import Answer, Answers, Heard, Paper
from handlers.reading.circulars import CircularWords
from handlers.wording import circulars as wording
from handlers.wording.voice import Voice
from ledger.acts import circulars as acts
from ledger.circulars import Circular
from ledger.slots import DueSlot, Slot
from ledger.transitions import Act
from reports import papers as official
from reports.files import printed
from storage.books import OpenBooks
from storage.chats import Chat

log = structlog.get_logger(__name__)

REPORT = "circular"
"""What a publication is called among the slots; its period is the circular itself, so that a group reads it once."""


async def publish(books: OpenBooks, heard: Heard, about: About, _words: CircularWords) -> Answers:
    """Publish what was approved; words and papers are made before the books are held, under the number that it gets."""
    before = await acts.circular_for(books, about.asks(acts.AboutCircular, heard), Act.DRAFT_CIRCULAR, acts.PUBLISHABLE)
    reached = await present(books, before.chats)
    request = about.asks(acts.PublishCircular, heard, now=books.now, chats=tuple(chosen for chosen, _ in reached))
    number = await acts.check_publication(books, request)
    made = _made(books, heard, before, number, of=(before.id, before.version, number))
    one = await acts.publish(books, request)
    told = await told_authors(books, heard, one, note="")
    gone = len(before.chats) - len(reached)
    answer = Answer(text=wording.published_in(one, [chat.title for _, chat in reached], gone))
    approver = () if one.approved_by is None else (replace(answer, to=one.approved_by),)
    return answer, *approver, *told, *await _sent(books, heard, one, made, [chat for _, chat in reached])


def _made(books: OpenBooks, heard: Heard, one: Circular, number: str, *, of: object) -> Answers:
    """Return the messages of one group, without the group."""
    day = books.house.hours.local(heard.sent_at).date()

    def make(voice: Voice) -> Answers:
        texts = wording.published(voice, one, number, day)
        files = _papers(voice, one, number, heard.sent_at, forms=("docx", "pdf"))
        return *(Answer(text=text, reply=False) for text in texts), *files

    async def read(books: OpenBooks) -> Voice:
        return Voice.of(books)

    return beforehand(heard, read, make, of=of)


def _papers(voice: Voice, one: Circular, number: str, at: datetime, *, forms: tuple[str, ...]) -> Answers:
    paper = paper_at(voice, one, number, at)
    found = []
    for form in forms:
        made = printed(paper, form)
        if made.missing:
            log.warning("missing_glyphs", report=REPORT, count=made.missing)
        file = Paper(wording.file_name(one, number, form), made.pages[0])
        found.append(Answer(text=wording.caption(one, number, missing=made.missing), paper=file))
    return tuple(found)


def paper_at(voice: Voice, one: Circular, number: str, at: datetime) -> official.Paper:
    """Return the circular as a paper of that moment; of one that is out, the paper that went out."""
    local = voice.house.hours.local(at)
    return official.circular(wording.paper(voice, one, number), dated=local.date(), made_at=local)


async def _sent(books: OpenBooks, heard: Heard, one: Circular, made: Answers, chats: list[Chat]) -> Answers:
    """Return the messages of all groups, each group's under a slot of its own."""
    head, found = (await books.head()).hash, list[Answer]()
    since = books.house.hours.at(one.first, time())
    body = "\n\n".join(answer.text for answer in made if answer.paper is None)
    for chat in chats:
        due = DueSlot(slot=Slot(REPORT, chat.id, str(one.id)), due_at=heard.sent_at)
        row = await books.slots.claim(due, cut_off=one.as_of, since=since, body=body, head=head)
        if row is not None:
            found += [
                replace(answer, chat=chat.id, slot=row, part=n, purpose=REPORT, bulk=True)
                for n, answer in enumerate(made, start=1)
            ]
    return tuple(found)


async def on_paper(books: OpenBooks, heard: Heard) -> Answers:
    """Word 版, for whoever may read it: the paper as it stands; before it is out it bears no number."""
    one = await readable(books, heard.person, int(heard.args["circular"]))
    at = one.published_at or heard.sent_at

    async def read(books: OpenBooks) -> Voice:
        return Voice.of(books)

    def make(voice: Voice) -> Answers:
        return _papers(voice, one, one.number, at, forms=("docx",))

    return beforehand(heard, read, make, of=(one.id, one.version, one.number))
