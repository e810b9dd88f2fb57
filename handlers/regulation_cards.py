"""A regulation (制度) as somebody reads it: how it stands, who has read it, and the buttons open to them."""

from __future__ import annotations

from handlers.heard import Answer, Button, Heard
from handlers.speaking import rows_of
from handlers.wording import regulations as wording
from handlers.wording.voice import Voice
from ledger.acts.regulations import is_under_way, readers
from ledger.people import Person, PersonId
from ledger.permissions import may_for, scopes
from ledger.regulations import Readers, Regulation, plain_title
from ledger.transitions import Act
from storage.books import OpenBooks

PURPOSE = "regulation"
"""What a message about a regulation is linked to: a reply to it is about the regulation."""
STEP = "regulation.step"


async def shown(books: OpenBooks, heard: Heard, regulation: Regulation, *, note: str = "") -> Answer:
    """Return the regulation as it stands, for whoever asked; buttons, and who has read it, in private only."""
    told, private = await readers(books, regulation), heard.place.private
    task = await books.tasks.get(regulation.task) if regulation.task else None
    text = wording.standing(
        Voice.of(books),
        regulation,
        task=task,
        cited_by=cited_by(books, regulation),
        readers=_within_reach(books, heard.person, told) if private else None,
        mine=told.read.get(heard.person.id) if private else None,
        note=note,
    )
    keys = await buttons(books, heard.person, regulation, told) if private else ()
    return Answer(text=text, buttons=keys, task=regulation.number, purpose=PURPOSE)


async def buttons(
    books: OpenBooks, person: Person, regulation: Regulation, told: Readers
) -> tuple[tuple[Button, ...], ...]:
    """Return the rows of buttons under a regulation, as the person may press them."""
    keeps = bool(scopes(person, Act.KEEP_REGULATION))
    steps = {
        "read": regulation.can_be_read and person.id not in told.read,
        "file": regulation.paper is not None,
        "readers": bool(scopes(person, Act.SEE_READERS)) and bool(told.asked),
        "lay": keeps and regulation.can_be_read,
        "task": keeps and regulation.is_owed and not await _is_tasked(books, regulation),
    }
    return rows_of((button(what, regulation) for what, able in steps.items() if able), 3)


def button(what: str, regulation: Regulation) -> Button:
    """Return the button of a step."""
    return Button(label=wording.STEPS[what], act=STEP, args={"regulation": regulation.number, "what": what})


async def _is_tasked(books: OpenBooks, regulation: Regulation) -> bool:
    return regulation.task is not None and await is_under_way(books, regulation.task)


def cited_by(books: OpenBooks, regulation: Regulation) -> tuple[str, ...]:
    """Return the names of the scoring rules (考评细则) in force that go back to the regulation."""
    wanted = plain_title(regulation.title)
    return tuple(dict.fromkeys(one.name for one in books.house.registers if plain_title(one.regulation) == wanted))


def _within_reach(books: OpenBooks, person: Person, told: Readers) -> Readers | None:
    """Return what the person may know of who has read it; nothing without the right."""
    if not scopes(person, Act.SEE_READERS):
        return None
    seen = seen_people(books, person, told.asked | frozenset(told.read))
    return Readers(asked=told.asked & seen, read={one: at for one, at in told.read.items() if one in seen})


def seen_people(books: OpenBooks, person: Person, people: frozenset[PersonId]) -> frozenset[PersonId]:
    """Return those of whom the person may know whether they have read a regulation."""
    known = ((one, books.roster.person(one)) for one in people)
    return frozenset(id_ for id_, one in known if may_for(books.roster, person, Act.SEE_READERS, one))
