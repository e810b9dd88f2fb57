"""Entries about documents (办文): registered, signed for, handed over, returned, submitted, signed off, finished."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from ledger.entries import Evidence, Source, free
from ledger.people import Assignee, PersonId
from ledger.register_entries import RegisterEntry
from ledger.values import dataclass


class DocumentKind(StrEnum):
    """收文, 签发件, 纪要."""

    INCOMING = "incoming"
    FOR_SIGNATURE = "for_signature"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry(RegisterEntry):
    """An entry of one document's life; its number is one like SW-2026-12."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRegistered(DocumentEntry):
    """登记: the document has its first handler (首办) and its limits.

    ``reference`` is the number on the paper (文号). It is to be signed off (签发) by ``sign_by`` and finished (办结,
    印发) by ``finish_by``, whichever clocks its kind has. ``said`` are the words as they came, ``about`` the message
    that they answered, ``files`` the paper itself.
    """

    kind: DocumentKind
    title: str = free()
    reference: str = free("")
    handler: Assignee
    sign_by: datetime | None = None
    finish_by: datetime | None = None
    files: tuple[Evidence, ...] = ()
    said: str = free("")
    about: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSigned(DocumentEntry):
    """签收: ``handler`` has the paper, and answers for it from here on."""

    handler: Assignee


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHanded(DocumentEntry):
    """转办: it is on its way to another handler; until that one signs, the one before stays answerable (首办负责).

    ``left``: because the one before leaves.
    """

    to: Assignee
    note: str = free("")
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReturned(DocumentEntry):
    """退回, by whom it was handed to, by the handler to who registered it, or by the leader who does not sign.

    ``left``: because the one who had it leaves; then there is no other reason.
    """

    reason: str = free()
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSubmitted(DocumentEntry):
    """送签: it was laid before that leader."""

    to: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSignedOff(DocumentEntry):
    """签发: the leader has signed it; ``by`` is who says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFinished(DocumentEntry):
    """办结 of what came in, 印发 of the others: the last step."""

    note: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWithdrawn(DocumentEntry):
    """作废: registered by mistake, or not to be pursued; the number stays taken."""

    reason: str = free()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentUndone(DocumentEntry):
    """撤销: the author takes back the entry ``undoes`` (its ``seq``) of that kind; it stays, and counts no more."""

    undoes: int
    kind: str


DOCUMENTS: tuple[type[DocumentEntry], ...] = (
    DocumentRegistered,
    DocumentSigned,
    DocumentHanded,
    DocumentReturned,
    DocumentSubmitted,
    DocumentSignedOff,
    DocumentFinished,
    DocumentWithdrawn,
    DocumentUndone,
)
"""All of them: the life of every document is told by these alone."""
