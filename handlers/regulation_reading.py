"""阅知: people are asked to read a regulation, say that they have, and whoever may know sees who has not."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.cards import keep, spend
from handlers.heard import Answer, Answers, Button, Heard
from handlers.regulation_cards import PURPOSE, button, seen_people
from handlers.speaking import rows_of
from handlers.understanding import names_within
from handlers.wording import regulation_reading as wording
from handlers.wording.voice import Voice
from ledger.acts.regulations import LayRegulation, ReadRegulation, lay, read, readers, regulation_for
from ledger.people import Person, PersonId, UnitId, UnitKind
from ledger.permissions import check_right
from ledger.regulation_refusals import AllAsked, NothingToRead
from ledger.regulations import Regulation
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_read(books: OpenBooks, heard: Heard, regulation: Regulation, _to: str) -> Answers:
    """阅知: recorded once; said again, the answer tells when it was said first."""
    request = ReadRegulation(person=heard.person.id, sent_at=heard.sent_at, number=regulation.number)
    after, new = await read(books, request)
    since = (await readers(books, after)).read[heard.person.id]
    text = wording.read(after) if new else wording.read_before(Voice.of(books), after, since)
    return (Answer(text=text, task=after.number, purpose=PURPOSE, edit=True),)


async def on_readers(books: OpenBooks, heard: Heard, regulation: Regulation, _to: str) -> Answers:
    """阅知情况 by office, as far as the asker may know; always in private."""
    check_right(heard.person, Act.SEE_READERS)
    told = await readers(books, regulation)
    seen = seen_people(books, heard.person, told.asked | frozenset(told.read))
    names = [(books.roster.person(one), one in told.read) for one in seen if one in told.asked or one in told.read]
    missing = sorted((one for one, has in names if not has), key=lambda one: (one.unit or 0, one.id))
    text = wording.readers(Voice.of(books), regulation, asked=len(names), missing=missing)
    found = tuple(Answer(text=part, to=heard.person.id, task=regulation.number, purpose=PURPOSE) for part in text)
    return found if heard.place.private else (Answer(text=wording.in_private()), *found)


async def on_lay(books: OpenBooks, heard: Heard, regulation: Regulation, to: str) -> Answers:
    """组织阅知: show how many would be asked, before anybody is."""
    check_right(heard.person, Act.KEEP_REGULATION)
    if not regulation.can_be_read:
        raise NothingToRead(regulation.number, regulation.status)
    units = [one for one in names_within(books.roster, to) if one.unit is not None] if to else []
    told = await readers(books, regulation)
    bound = await books.directory.users()
    people = _meant(books, {one.unit for one in units if one.unit is not None})
    wanted = [one for one in people if one.id not in told.asked and one.id not in told.read]
    reached = [one for one in wanted if one.id in bound]
    if not reached:
        raise AllAsked(regulation.number)
    args = {"regulation": regulation.number, "people": [one.id for one in reached]}
    kept = await keep(books, heard, "regulation.laid", args, group="")
    keys = (
        Button(label=wording.CONFIRM, act="regulation.laid", args=args | {"card": kept}),
        Button(label=wording.DROP, act="regulation.drop", args={"card": kept}),
    )
    names = [books.roster.name_of(one) for one in units]
    text = wording.card(regulation, names, len(reached), len(wanted) - len(reached))
    return (Answer(text=text, buttons=rows_of(keys), lapses=True, to=heard.person.id),)


def _meant(books: OpenBooks, units: set[UnitId]) -> tuple[Person, ...]:
    """Return the people of these units, else those of every office (科室) of the house."""
    roster = books.roster
    wanted = units or {unit.id for unit in roster.units if unit.kind is UnitKind.OFFICE}
    return tuple(one for one in roster.active_people if any(roster.within(one.unit, unit) for unit in wanted))


async def on_laid(books: OpenBooks, heard: Heard) -> Answers:
    """Ask them, each once, by a message with the button 阅知."""
    await spend(books, heard, heard.args["card"])
    number, people = str(heard.args["regulation"]), [PersonId(int(one)) for one in heard.args["people"]]
    request = LayRegulation(person=heard.person.id, sent_at=heard.sent_at, number=number, people=tuple(people))
    asked = await lay(books, request)
    regulation = await regulation_for(books, heard.person.id, number, Act.SEE_REGULATION)
    return Answer(text=wording.laid(regulation, len(asked)), edit=True), *_asking(books, heard, regulation, asked)


def _asking(books: OpenBooks, heard: Heard, regulation: Regulation, people: Iterable[PersonId]) -> Answers:
    text = wording.please_read(Voice.of(books), regulation)
    steps = ("read", "file") if regulation.paper is not None else ("read",)
    keys = rows_of(button(what, regulation) for what in steps)
    return tuple(
        Answer(text=text, to=one, buttons=keys, task=regulation.number, purpose=PURPOSE, bulk=True)
        for one in people
        if one != heard.person.id
    )


async def on_drop(books: OpenBooks, heard: Heard) -> Answers:
    """取消 on a card of the register: nothing was recorded, nobody was told."""
    await spend(books, heard, heard.args["card"])
    return (Answer(text=wording.dropped(), edit=True),)
