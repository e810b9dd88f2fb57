"""Word about duties that recur (周期事项) and documents in hand (办文) of somebody who has left, to the heirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from handlers.document_cards import PURPOSE, behind, buttons
from handlers.heard import Answer, Answers
from handlers.recipients import setters
from handlers.wording import departing
from handlers.wording import documents as wording
from handlers.wording.voice import Voice
from ledger.acts.recurring import recurrences
from ledger.documents import Document
from ledger.people import Person, PersonId
from ledger.recurrence import Standing
from storage.books import OpenBooks


async def papers_told(books: OpenBooks, person: Person, why: str, before: Iterable[Document]) -> Answers:
    """Tell whoever has each of the person's documents now, or has it again; each is open to be taken further."""
    answers: list[Answer] = []
    for known in before:
        now = await books.documents.get(known.number)
        if now is None or now.version == known.version:
            continue
        readers = behind(books, now.offered or now.handler)
        text = wording.left_behind(Voice.of(books), now, person.name, why)
        answers += [
            Answer(text=text, to=one.id, buttons=buttons(books, one, now), task=now.number, purpose=PURPOSE)
            for one in readers
            if one.id != person.id
        ]
    return tuple(answers)


async def duties_told(books: OpenBooks, person: Person, why: str, duties: Iterable[Standing]) -> Answers:
    """Tell those who answer for the duties now; where nobody could take one over, who set it is asked to."""
    now, voice = {one.seq: one for one in await recurrences(books)}, Voice.of(books)
    heirs: defaultdict[PersonId, list[Standing]] = defaultdict(list)
    answers: list[Answer] = []
    for before in duties:
        duty = now[before.seq]
        new = set(duty.rule.lead + duty.rule.support) - set(before.rule.lead + before.rule.support)
        for heir in (one for assignee in new for one in books.roster.behind(assignee)):
            heirs[heir.id].append(duty)
        if not new:
            text = departing.duty_orphaned(voice, person, why, duty)
            answers += [Answer(text=text, to=one.id, reply=False) for one in setters(books.roster, duty.rule.by)]
    inherited = (
        Answer(text=departing.duties(voice, person, why, own), to=one, reply=False) for one, own in heirs.items()
    )
    return *inherited, *answers
