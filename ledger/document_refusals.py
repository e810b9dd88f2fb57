"""Refusals about documents (办文)."""

from __future__ import annotations

from datetime import datetime

from ledger.documents import DocumentStage
from ledger.people import Assignee, PersonId
from ledger.refusals import Refusal
from ledger.transitions import Act
from ledger.values import dataclass


@dataclass(unsafe_hash=True)
class WrongDocumentStage(Refusal):
    """The step does not fit how far the document has come."""

    number: str
    stage: DocumentStage
    act: Act


@dataclass(unsafe_hash=True)
class NotSignedOff(Refusal):
    """What is to be signed is not issued (印发) before it is signed off (签发)."""

    number: str


@dataclass(unsafe_hash=True)
class HandlerSigns(Refusal):
    """Whoever handles a document does not sign it off as well."""

    number: str


@dataclass(unsafe_hash=True)
class HasDocument(Refusal):
    """It is handed to whoever has it already."""

    number: str
    handler: Assignee


@dataclass(unsafe_hash=True)
class NotALeader(Refusal):
    """It is laid before somebody who may not sign it off."""

    number: str
    name: str


@dataclass(unsafe_hash=True)
class GoneOn(Refusal):
    """Somebody has gone on with the document, by an entry of that ``kind``: the step before is not taken back."""

    number: str
    by: PersonId | None
    kind: str


@dataclass(unsafe_hash=True)
class LimitPassed(Refusal):
    """The limit that was said is over already."""

    limit: datetime


@dataclass(unsafe_hash=True)
class LimitsCross(Refusal):
    """It would be issued before it is signed off."""

    sign_by: datetime
    finish_by: datetime
