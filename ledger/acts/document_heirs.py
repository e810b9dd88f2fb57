"""Documents (办文) of somebody who leaves: handed to whoever answers next, or sent back to whoever had them before."""

from __future__ import annotations

from datetime import datetime

from ledger.acts.ports import Books, person_of
from ledger.document_entries import DocumentEntry, DocumentHanded, DocumentReturned
from ledger.documents import Document, DocumentStage
from ledger.people import Assignee, Person, PersonId, Roster
from ledger.succession import next_beside


async def documents_with(books: Books, who: PersonId) -> tuple[Document, ...]:
    """Return the open documents that wait for the person: to be handled, signed for, or signed off."""
    return tuple(one for one in await books.open_documents() if Assignee(person=who) in one.holders or _lies(one, who))


async def pass_documents_on(books: Books, who: PersonId, *, by: PersonId | None, at: datetime) -> tuple[Document, ...]:
    """Hand on what the person handles, send back what had yet to reach the person; what nobody can take stays."""
    person, passed = person_of(books, who), []
    for document in await documents_with(books, who):
        entry = _step(books.roster, person, document, by, at)
        if entry is not None:
            passed.append(await books.file(entry))
    return tuple(passed)


def _lies(document: Document, who: PersonId) -> bool:
    """Tell whether the document lies before that leader, to be signed off."""
    return document.stage is DocumentStage.SUBMITTED and document.submitted_to == who


def _step(
    roster: Roster, person: Person, document: Document, by: PersonId | None, at: datetime
) -> DocumentEntry | None:
    number, mine = document.number, Assignee(person=person.id)
    if document.offered == mine or (document.offered is None and _lies(document, person.id)):
        return DocumentReturned(number=number, by=by, at=at, reason="", left=True)
    heir = next_beside(roster, person, document.holders) if document.offered is None else None
    return None if heir is None else DocumentHanded(number=number, by=by, at=at, to=heir, left=True)
