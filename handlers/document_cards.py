"""A document (办文) as somebody reads it: what it is, the buttons of the steps open to them, and who is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from handlers.heard import Answer, Answers, Button, Heard
from handlers.recipients import present
from handlers.speaking import rows_of
from handlers.wording import documents as wording
from handlers.wording.voice import Voice
from ledger.document_entries import DocumentKind
from ledger.document_rights import fits_document, handles, may_on_document, signs_for
from ledger.documents import Document, numbering_of
from ledger.house import House
from ledger.people import Assignee, Person, PersonId
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from reports.documents import DocumentLine
from storage.books import OpenBooks

PURPOSE = "document"
"""What a message about a document is linked to: a reply to it is about the document."""
STEP = "document.step"
ACT_OF_STEP: Mapping[str, Act] = {
    "sign": Act.SIGN_DOCUMENT,
    "submit": Act.SUBMIT_DOCUMENT,
    "sign_off": Act.SIGN_OFF_DOCUMENT,
    "finish": Act.FINISH_DOCUMENT,
    "hand": Act.HAND_DOCUMENT,
    "return": Act.RETURN_DOCUMENT,
    "withdraw": Act.WITHDRAW_DOCUMENT,
}
"""The steps in the order of the day's work, each with the right that it needs."""


def patterns(house: House) -> tuple[str, ...]:
    """Return the patterns of the house's document numbers."""
    return tuple(numbering_of(kind, house) for kind in DocumentKind)


def steps_for(books: OpenBooks, person: Person, document: Document) -> tuple[str, ...]:
    """Return the steps that are possible for the person where the document stands."""
    return tuple(what for what, act in ACT_OF_STEP.items() if _is_possible(books, person, act, document))


def _is_possible(books: OpenBooks, person: Person, act: Act, document: Document) -> bool:
    pointless = act is Act.SIGN_OFF_DOCUMENT and (handles(books.roster, person, document) or not document.submitted_at)
    return not pointless and fits_document(act, document) and may_on_document(books.roster, person, act, document)


def buttons(books: OpenBooks, person: Person, document: Document) -> tuple[tuple[Button, ...], ...]:
    """Return the rows of buttons under a document, as the person may press them."""
    takes_back = document.offered is not None and signs_for(books.roster, person, document) == document.handler
    found = [_button(what, document, takes_back=takes_back) for what in steps_for(books, person, document)]
    if document.paper is not None:
        found.append(Button(label=wording.PAPER, act="document.paper", args={"document": document.number}))
    return rows_of(found, 3)


def _button(what: str, document: Document, *, takes_back: bool) -> Button:
    label = wording.label(what, document, takes_back=takes_back)
    return Button(label=label, act=STEP, args={"document": document.number, "what": what})


def opening_documents(lines: Iterable[DocumentLine]) -> Iterator[Button]:
    """Yield a button for each of the documents of a list, which opens it and leaves the others to be opened."""
    for one in lines:
        yield Button(label=one.number, act="document.open", args={"document": one.number}, item=one.number)


def shown(books: OpenBooks, heard: Heard, document: Document, *, note: str = "") -> Answer:
    """Return the document as it stands, for whoever asked; the buttons in private only."""
    keys = buttons(books, heard.person, document) if heard.place.private else ()
    text = wording.standing(Voice.of(books), document, note=note)
    return Answer(text=text, buttons=keys, task=document.number, purpose=PURPOSE)


def confirmed(books: OpenBooks, heard: Heard, document: Document, text: str) -> Answer:
    """Return the word that a step was recorded, with what comes next."""
    keys = buttons(books, heard.person, document) if heard.place.private else ()
    return Answer(text=text, buttons=keys, task=document.number, purpose=PURPOSE)


def told(
    books: OpenBooks, heard: Heard, document: Document, people: Iterable[Person], text: str | Callable[[Person], str]
) -> Answers:
    """Return what these people, or who stands in for them, read in private; whoever was heard knows already."""
    there = [one for one in present(books.roster, people) if one.id != heard.person.id]
    return tuple(
        Answer(
            text=text if isinstance(text, str) else text(one),
            to=one.id,
            buttons=buttons(books, one, document),
            task=document.number,
            purpose=PURPOSE,
        )
        for one in there
    )


def behind(books: OpenBooks, *assignees: Assignee | None) -> tuple[Person, ...]:
    """Return the people behind the assignees, each once."""
    found: dict[PersonId, Person] = {}
    for assignee in assignees:
        if assignee is not None:
            found |= {one.id: one for one in books.roster.behind(assignee)}
    return tuple(found.values())


def registrar(books: OpenBooks, document: Document) -> tuple[Person, ...]:
    """Return who registered it, where that is a person."""
    return () if document.registered_by is None else (books.roster.person(document.registered_by),)


async def seen_here(books: OpenBooks, heard: Heard, number: str, act: Act = Act.SEE_DOCUMENT) -> Document:
    """Return the document if the person may see it, and here; else refuse in the words of "no such document"."""
    document = await books.documents.get(number)
    if document is None or not _may_look(books, heard, document) or not await _is_shown_here(books, heard, document):
        raise NotAllowed(act, number)
    return document


def _may_look(books: OpenBooks, heard: Heard, document: Document) -> bool:
    return may_on_document(books.roster, heard.person, Act.SEE_DOCUMENT, document)


async def _is_shown_here(books: OpenBooks, heard: Heard, document: Document) -> bool:
    """Tell whether the place may hear of it: a group only of its own unit, or of what was registered in it."""
    unit = heard.place.unit
    if heard.place.private or unit is None:
        return True
    if any(books.roster.within(books.roster.unit_of(one), unit) for one in document.holders):
        return True
    records = await books.entries_of(document.number)
    return records[0].source.chat == heard.place.chat
