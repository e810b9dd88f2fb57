"""The document (办文) that the manual quotes: the paper of its first sentence, as the coordinator reads it."""

from __future__ import annotations

from handlers.wording import documents, registering
from handlers.wording.voice import Voice
from ledger.document_entries import DocumentKind, DocumentRegistered
from ledger.documents import Document, fold_document, limits_of
from ledger.entries import Source
from ledger.people import Assignee, PersonId, Roster
from tests.docs.answers import HOUSE, MONDAY, ROSTER, shown

STEPS = tuple(documents.STEPS[what] for what in ("hand", "withdraw"))
"""What a coordinator may press: the office's own steps are the office's."""


def documents_quoted() -> dict[str, str]:
    """Return the answers about documents by the name of their block."""
    said = registering.registered(Voice(ROSTER, HOUSE, MONDAY), a_document(ROSTER), ())
    return {"document": shown(said, labels=STEPS)}


def a_document(roster: Roster) -> Document:
    """Return the paper as it was just registered."""
    limit = limits_of(DocumentKind.INCOMING, MONDAY, HOUSE)
    office = next(unit.id for unit in roster.units if unit.name == "综合一科")
    entry = DocumentRegistered(
        number="SW-2026-1",
        by=PersonId(1),
        at=MONDAY,
        kind=DocumentKind.INCOMING,
        title="内政办发〔2026〕35号",
        handler=Assignee(unit=office),
        finish_by=limit.finish_by,
    )
    return fold_document(None, entry, seq=1, source=Source())
