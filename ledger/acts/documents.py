"""办文: a document is registered, signed for, handed over, returned, submitted, signed off, finished or made void."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ledger.acts.ports import Books, check_present, person_of
from ledger.acts.requests import Request, UndoLast
from ledger.document_entries import (
    DocumentEntry,
    DocumentFinished,
    DocumentHanded,
    DocumentKind,
    DocumentRegistered,
    DocumentReturned,
    DocumentSigned,
    DocumentSignedOff,
    DocumentSubmitted,
    DocumentUndone,
    DocumentWithdrawn,
)
from ledger.document_refusals import (
    GoneOn,
    HandlerSigns,
    HasDocument,
    LimitPassed,
    LimitsCross,
    NotALeader,
    NotSignedOff,
    WrongDocumentStage,
)
from ledger.document_rights import (
    authorise_document,
    fits_document,
    handles,
    may_on_document,
    may_register,
    needs_signing,
    signs_for,
)
from ledger.documents import Document, DocumentStage, standing_steps
from ledger.entries import Evidence, Recorded, Source
from ledger.people import Assignee, Person, PersonId, Role, Roster
from ledger.permissions import may_for
from ledger.refusals import NotAllowed, NothingToUndo, NotLastAct, NotUndoable, UndoneAlready, UndoTooLate
from ledger.transitions import Act
from ledger.undoing import UNDOABLE
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterDocument(Request):
    """登记 under the office's next number, with the first handler (首办) and the limits that hold."""

    kind: DocumentKind
    title: str
    handler: Assignee
    reference: str = ""
    sign_by: datetime | None = None
    finish_by: datetime | None = None
    files: tuple[Evidence, ...] = ()
    said: str = ""
    about: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRequest(Request):
    """Something asked about one document."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandDocument(DocumentRequest):
    """转办 to another handler."""

    to: Assignee
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDocument(DocumentRequest):
    """退回, with the reason."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitDocument(DocumentRequest):
    """送签 to that leader."""

    to: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishDocument(DocumentRequest):
    """办结, 印发."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDocument(DocumentRequest):
    """作废, with the reason."""

    reason: str


def check_registration(books: Books, request: RegisterDocument) -> None:
    """Refuse what ``register`` would refuse."""
    if not may_register(books.roster, person_of(books, request.person), request.handler):
        raise NotAllowed(Act.REGISTER_DOCUMENT)
    check_present(books, (request.handler,))
    for limit in (request.sign_by, request.finish_by):
        if limit is not None and limit <= request.sent_at:
            raise LimitPassed(limit)
    if request.sign_by is not None and request.finish_by is not None and request.finish_by < request.sign_by:
        raise LimitsCross(request.sign_by, request.finish_by)


async def register(books: Books, request: RegisterDocument) -> Document:
    """Give the document its number and record it; its clocks run from the sentence."""
    check_registration(books, request)
    number = await books.next_document(request.kind, books.house.year(request.sent_at))
    entry = DocumentRegistered(
        **_by(request, number),
        kind=request.kind,
        title=request.title,
        reference=request.reference,
        handler=request.handler,
        sign_by=request.sign_by,
        finish_by=request.finish_by,
        files=request.files,
        said=request.said,
        about=request.about,
    )
    return await books.file(entry)


async def sign(books: Books, request: DocumentRequest) -> Document:
    """签收: whoever it was handed to answers for it now; the one before may take it back before that."""
    document, person = await _for(books, request, Act.SIGN_DOCUMENT)
    entry = DocumentSigned(**_by(request), handler=signs_for(books.roster, person, document))
    return await books.file(entry)


async def hand_over(books: Books, request: HandDocument) -> Document:
    """转办: the handler stays answerable until the next one signs."""
    document, _ = await _for(books, request, Act.HAND_DOCUMENT)
    check_present(books, (request.to,))
    if request.to in document.holders:
        raise HasDocument(document.number, request.to)
    return await books.file(DocumentHanded(**_by(request), to=request.to, note=request.note))


async def send_back(books: Books, request: ReturnDocument) -> Document:
    """退回 by one step, with the reason."""
    await _for(books, request, Act.RETURN_DOCUMENT)
    return await books.file(DocumentReturned(**_by(request), reason=request.reason))


async def submit(books: Books, request: SubmitDocument) -> Document:
    """送签: lay it before a leader who may sign it off."""
    document, _ = await _for(books, request, Act.SUBMIT_DOCUMENT)
    leader = person_of(books, request.to)
    if leader not in signers(books.roster, document):
        raise NotALeader(document.number, leader.name)
    return await books.file(DocumentSubmitted(**_by(request), to=request.to))


async def sign_off(books: Books, request: DocumentRequest) -> Document:
    """签发 by a leader, or as a coordinator records it; never by whoever handles it."""
    document, person = await _for(books, request, Act.SIGN_OFF_DOCUMENT)
    if handles(books.roster, person, document):
        raise HandlerSigns(document.number)
    return await books.file(DocumentSignedOff(**_by(request)))


async def finish(books: Books, request: FinishDocument) -> Document:
    """办结 of what came in; 印发 of what was signed off."""
    await _for(books, request, Act.FINISH_DOCUMENT)
    return await books.file(DocumentFinished(**_by(request), note=request.note))


async def withdraw(books: Books, request: WithdrawDocument) -> Document:
    """作废: nobody answers for it any more."""
    await _for(books, request, Act.WITHDRAW_DOCUMENT)
    return await books.file(DocumentWithdrawn(**_by(request), reason=request.reason))


def signers(roster: Roster, document: Document) -> tuple[Person, ...]:
    """Return the leaders who are there today and may sign the document off."""
    there = [one for one in roster.holders(Role.LEADER) if roster.absence_of(one.id) is None]
    able = [one for one in there if may_on_document(roster, one, Act.SIGN_OFF_DOCUMENT, document)]
    return tuple(one for one in able if not handles(roster, one, document))


async def document_for(books: Books, person: Person, number: str, act: Act) -> Document:
    """Return the document if the person may do the act on it; else refuse, whether or not there is one."""
    document = await books.document(number)
    if document is None:
        raise NotAllowed(act, number)
    authorise_document(books.roster, person, act, document)
    return document


async def check_step(books: Books, request: DocumentRequest, act: Act) -> None:
    """Refuse a step that would be refused, before its words are asked for."""
    await _for(books, request, act)


async def _for(books: Books, request: DocumentRequest, act: Act) -> tuple[Document, Person]:
    """Return the document, held against others, if the step is the person's and fits where it stands; else refuse."""
    person = person_of(books, request.person)
    await books.hold()
    document = await document_for(books, person, request.number, act)
    if not fits_document(act, document):
        waits = act is Act.FINISH_DOCUMENT and document.stage is not DocumentStage.FINISHED
        if waits and needs_signing(document):
            raise NotSignedOff(document.number)
        raise WrongDocumentStage(document.number, document.stage, act)
    return document, person


async def undo_step(books: Books, request: UndoLast, last: tuple[Recorded, ...]) -> Document:
    """撤销: take back the step on a document that was the person's ``last`` act, if nobody has gone on from there."""
    if not last:
        raise NothingToUndo
    person, record = person_of(books, request.person), last[-1]
    entry = record.entry
    if not may_for(books.roster, person, Act.UNDO, person):
        raise NotAllowed(Act.UNDO)
    if not isinstance(entry, DocumentEntry) or request.number not in {None, entry.number}:
        raise NotLastAct
    if isinstance(entry, DocumentUndone):
        raise UndoneAlready(entry.number)
    if request.seq not in {None, record.seq}:
        raise NotLastAct
    if not UNDOABLE[type(entry)]:
        raise NotUndoable(type(entry).__name__)
    if request.sent_at - entry.at > books.house.undo_within:
        raise UndoTooLate(books.house.undo_within)
    later = (one for one in standing_steps(await books.entries_of(entry.number)) if one.seq > record.seq)
    since = next(later, None)
    if since is not None:
        raise GoneOn(entry.number, since.entry.by, type(since.entry).__name__)
    undone = DocumentUndone(**_by(request, entry.number), undoes=record.seq, kind=type(entry).__name__)
    return await books.file(undone)


def _by(request: Request, number: str = "") -> dict[str, Any]:
    known = number or getattr(request, "number", "")
    return {"by": request.person, "at": request.sent_at, "number": known}
