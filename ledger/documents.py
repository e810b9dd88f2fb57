"""Documents (办文) as the fold of their entries: who answers for one, how far it has come, and its clocks.

``fold`` knows no rules: whatever is in the ledger has happened. The rules that let it in live in ``ledger.acts``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from ledger.document_entries import (
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
from ledger.entries import Entry, Evidence, Recorded, Source
from ledger.house import House
from ledger.people import Assignee, PersonId
from ledger.values import dataclass


class DocumentStage(StrEnum):
    """How far a document has come: 待签收, 办理中, 待签发, 待印发, 办结, 作废."""

    REGISTERED = "registered"
    HANDLED = "handled"
    SUBMITTED = "submitted"
    SIGNED_OFF = "signed_off"
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"


class DocumentGoal(StrEnum):
    """What a clock runs to: 签发, or 办结 (印发)."""

    SIGN_OFF = "sign_off"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class DocumentClock:
    """One clock (办文限时) of a document: what by when, and when it was reached."""

    until: DocumentGoal
    due: datetime
    reached: datetime | None

    def is_over(self, now: datetime) -> bool:
        """Tell whether it was, or is, reached too late; the limit itself is still in time."""
        return (self.reached or now) > self.due


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as of its entry ``version``.

    ``handler`` answers for it (首办, later whoever signed last); ``offered`` has it on the way and has yet to sign.
    ``reason`` is why it came back last or was withdrawn.
    """

    number: str
    kind: DocumentKind
    title: str
    reference: str
    handler: Assignee
    registered_at: datetime
    registered_by: PersonId | None
    version: int
    sign_by: datetime | None = None
    finish_by: datetime | None = None
    offered: Assignee | None = None
    offered_at: datetime | None = None
    signed_at: datetime | None = None
    submitted_to: PersonId | None = None
    submitted_at: datetime | None = None
    signed_off_at: datetime | None = None
    finished_at: datetime | None = None
    withdrawn_at: datetime | None = None
    handlers: tuple[Assignee, ...] = ()
    reason: str = ""
    files: tuple[Evidence, ...] = ()
    paper: Source | None = None

    @property
    def stage(self) -> DocumentStage:
        """As far as the last step that stands."""
        passed = (
            (self.withdrawn_at, DocumentStage.WITHDRAWN),
            (self.finished_at, DocumentStage.FINISHED),
            (self.signed_off_at, DocumentStage.SIGNED_OFF),
            (self.submitted_at, DocumentStage.SUBMITTED),
            (self.signed_at, DocumentStage.HANDLED),
        )
        return next((stage for moment, stage in passed if moment is not None), DocumentStage.REGISTERED)

    @property
    def is_open(self) -> bool:
        """Neither finished nor withdrawn."""
        return self.finished_at is None and self.withdrawn_at is None

    @property
    def is_unsigned(self) -> bool:
        """Whether it belongs to the sweep (未批文件): open, and not signed off."""
        return self.is_open and self.signed_off_at is None

    @property
    def to_sign(self) -> Assignee | None:
        """Who has yet to sign for the paper."""
        if not self.is_open:
            return None
        return self.offered or (self.handler if self.signed_at is None else None)

    @property
    def holders(self) -> tuple[Assignee, ...]:
        """Who answers for it, and who has it on the way."""
        return (self.handler,) if self.offered is None else (self.handler, self.offered)

    @property
    def clocks(self) -> tuple[DocumentClock, ...]:
        """Its clocks in the order in which they are to be met."""
        signing = DocumentClock(DocumentGoal.SIGN_OFF, self.sign_by, self.signed_off_at) if self.sign_by else None
        finishing = DocumentClock(DocumentGoal.FINISH, self.finish_by, self.finished_at) if self.finish_by else None
        return tuple(clock for clock in (signing, finishing) if clock is not None)

    @property
    def running(self) -> DocumentClock | None:
        """The clock that runs now."""
        return next((clock for clock in self.clocks if clock.reached is None), None) if self.is_open else None

    @property
    def counted(self) -> DocumentClock:
        """The clock that tells the turnaround (用时): up to 签发 for what is signed, up to 办结 for what came in."""
        return self.clocks[0]

    def is_overdue(self, now: datetime) -> bool:
        """Tell whether the running clock has run out."""
        return self.running is not None and self.running.is_over(now)

    def was_over(self, now: datetime) -> tuple[DocumentClock, ...]:
        """Return the clocks that ran out, whether or not they were reached afterwards; withdrawn ones never did."""
        if self.withdrawn_at is not None:
            return ()
        return tuple(clock for clock in self.clocks if clock.is_over(now))


def replay_document(records: Iterable[Recorded]) -> Document:
    """Return the document as the records leave it, without what was undone; they must begin with its registration."""
    known = tuple(records)
    document: Document | None = None
    for record in standing_steps(known):
        document = fold_document(document, record.entry, seq=record.seq, source=record.source)
    if document is None:
        raise ValueError("a document has at least one entry")
    return replace(document, version=known[-1].seq)


def standing_steps(records: Iterable[Recorded]) -> tuple[Recorded, ...]:
    """Return the entries that count: of what was taken back, both are left out."""
    known = tuple(records)
    undone = {one.entry.undoes for one in known if isinstance(one.entry, DocumentUndone)}
    return tuple(one for one in known if one.seq not in undone and not isinstance(one.entry, DocumentUndone))


def fold_document(document: Document | None, entry: Entry, *, seq: int, source: Source) -> Document:
    """Return the document after one more of its entries; after ``DocumentUndone`` it has to be replayed."""
    if isinstance(entry, DocumentRegistered):
        return _registered(entry, seq, source)
    if document is None:
        raise ValueError(f"entry {seq} has no document to change")
    return replace(_FOLDS[type(entry)](document, entry), version=seq)


def _registered(entry: DocumentRegistered, seq: int, source: Source) -> Document:
    return Document(
        number=entry.number,
        kind=entry.kind,
        title=entry.title,
        reference=entry.reference,
        handler=entry.handler,
        registered_at=entry.at,
        registered_by=entry.by,
        version=seq,
        sign_by=entry.sign_by,
        finish_by=entry.finish_by,
        handlers=(entry.handler,),
        files=entry.files,
        paper=entry.about or (source if entry.files else None),
    )


def _worked(one: Document, at: datetime) -> Document:
    """Whoever works on a document has received it, and an offer to others is void."""
    return replace(one, signed_at=one.signed_at or at, offered=None, offered_at=None)


def _taken(one: Document, entry: DocumentSigned) -> Document:
    """Let the new handler answer for it; one who takes back what was on its way goes on as before."""
    if entry.handler == one.handler:
        return _worked(one, entry.at)
    handlers = (*one.handlers, entry.handler)
    return replace(
        one, handler=entry.handler, handlers=handlers, signed_at=entry.at, offered=None, offered_at=None, reason=""
    )


def _returned(one: Document, entry: DocumentReturned) -> Document:
    """Let it go back by one: from the leader to the handler, from the next handler to the one before."""
    if one.offered is not None:
        return replace(one, offered=None, offered_at=None, reason=entry.reason)
    return replace(one, submitted_to=None, submitted_at=None, signed_off_at=None, reason=entry.reason)


_FOLDS: dict[type[Entry], Callable[[Document, Any], Document]] = {
    DocumentSigned: _taken,
    DocumentHanded: lambda one, entry: replace(one, offered=entry.to, offered_at=entry.at),
    DocumentReturned: _returned,
    DocumentSubmitted: lambda one, entry: replace(
        _worked(one, entry.at), submitted_to=entry.to, submitted_at=entry.at, reason=""
    ),
    DocumentSignedOff: lambda one, entry: replace(_worked(one, entry.at), signed_off_at=entry.at),
    DocumentFinished: lambda one, entry: replace(_worked(one, entry.at), finished_at=entry.at),
    DocumentWithdrawn: lambda one, entry: replace(one, withdrawn_at=entry.at, reason=entry.reason),
}


@dataclass(frozen=True, slots=True)
class DocumentLimit:
    """By when a document is to be signed off and finished, whichever of them its kind has."""

    sign_by: datetime | None = None
    finish_by: datetime | None = None


def limits_of(kind: DocumentKind, at: datetime, house: House) -> DocumentLimit:
    """Return the limits (办文限时) of a document that is registered at that moment: the settings' workdays."""
    rules = house.documents
    match kind:
        case DocumentKind.INCOMING:
            return DocumentLimit(finish_by=_after(rules.incoming_workdays, at, house))
        case DocumentKind.FOR_SIGNATURE:
            return DocumentLimit(sign_by=_after(rules.signature_workdays, at, house))
        case DocumentKind.MINUTES:
            signing = _after(rules.minutes_to_signature_workdays, at, house)
            return DocumentLimit(signing, _after(rules.minutes_printed_workdays, at, house))


def _after(workdays: int, at: datetime, house: House) -> datetime:
    """Return the end of that workday; the day itself is not counted, and "the same day" past business is the next."""
    today = house.hours.local(at).date()
    if workdays:
        return house.hours.end_of_business(house.calendar.add_workdays(today, workdays))
    end = house.hours.end_of_business(today)
    if house.calendar.is_workday(today) and at < end:
        return end
    return house.hours.end_of_business(house.calendar.next_workday(today))


def numbering_of(kind: DocumentKind, house: House) -> str:
    """Return the pattern of the kind's numbers."""
    rules = house.documents
    patterns = {
        DocumentKind.INCOMING: rules.incoming_numbering,
        DocumentKind.FOR_SIGNATURE: rules.signature_numbering,
        DocumentKind.MINUTES: rules.minutes_numbering,
    }
    return patterns[kind]


def turnaround(document: Document, until: datetime, house: House) -> int:
    """Return the workdays (用时) from the registration to that moment; the day itself is not counted."""
    return house.calendar.workdays_between(_day(document.registered_at, house), _day(until, house))


def days_over(clock: DocumentClock, now: datetime, house: House) -> int:
    """Return the workdays by which a clock ran over; 0 where it is the very day."""
    return house.calendar.workdays_between(_day(clock.due, house), _day(clock.reached or now, house))


def _day(moment: datetime, house: House) -> date:
    return house.hours.local(moment).date()
