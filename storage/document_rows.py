"""Documents (办文) as rows: a cache of the fold, written with every entry of a document; and questions about them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ledger.document_entries import DocumentEntry, DocumentRegistered
from ledger.documents import Document, replay_document
from ledger.entries import Recorded
from storage.codec import dump_state, load_document
from storage.engines import replace_in
from storage.entry_rows import chunks, recorded
from storage.tables import documents, entries

_STATE = select(documents.c.state).where(documents.c.number == bindparam("wanted"))


async def load(connection: AsyncConnection, number: str) -> Document | None:
    """Return the document as it stands."""
    found = (await connection.execute(_STATE, {"wanted": number})).scalar_one_or_none()
    return None if found is None else load_document(found)


async def save(connection: AsyncConnection, document: Document, *, last_at: datetime) -> None:
    """Let it stand so; ``last_at`` is the sending time of its entry."""
    row = {**columns_of(document), "last_at": last_at, "state": dump_state(document)}
    await replace_in(connection, documents, latest="last_at").changed(connection, row)


def columns_of(document: Document) -> dict[str, Any]:
    """Return what the columns beside the state say, by which documents are found."""
    return {
        "number": document.number,
        "version": document.version,
        "is_open": document.is_open,
        "registered_at": document.registered_at,
        "reference": document.reference,
    }


async def known_at(
    connection: AsyncConnection, *known: ColumnElement[bool], since: datetime, at: datetime, upto: int | None
) -> tuple[Document, ...]:
    """Return the documents open at ``at`` or touched after ``since``, by the entries for which ``known`` holds."""
    wanted = or_(documents.c.is_open.is_(True), documents.c.last_at > since)
    query = select(documents.c.number, documents.c.state, documents.c.last_at, documents.c.version)
    rows = (await connection.execute(query.where(wanted, documents.c.registered_at <= at))).all()
    same = {row.number for row in rows if row.last_at <= at and (upto is None or row.version <= upto)}
    found = {row.number: load_document(row.state) for row in rows if row.number in same}
    found |= await _replayed(connection, [row.number for row in rows if row.number not in same], known)
    return tuple(sorted(found.values(), key=lambda one: (one.registered_at, one.version)))


async def _replayed(
    connection: AsyncConnection, numbers: Collection[str], known: Collection[ColumnElement[bool]]
) -> dict[str, Document]:
    found: dict[str, list[Recorded]] = {}
    for chunk in chunks(numbers):
        for record in await recorded(connection, entries.c.task.in_(chunk), *known):
            if isinstance(record.entry, DocumentEntry):
                found.setdefault(record.entry.number, []).append(record)
    begun = {number: records for number, records in found.items() if isinstance(records[0].entry, DocumentRegistered)}
    return {number: replay_document(records) for number, records in begun.items()}


class DocumentQueries:
    """Lists of documents, in the order of their registration."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, number: str) -> Document | None:
        """Return the document as it stands, without holding it; ``None`` where there is none."""
        return await load(self._connection, number)

    async def open_all(self) -> tuple[Document, ...]:
        """Return every open document."""
        return await self._listed(documents.c.is_open.is_(True))

    async def with_reference(self, reference: str) -> tuple[Document, ...]:
        """Return the documents with that number on the paper (文号), open or not."""
        return await self._listed(documents.c.reference == reference)

    async def touched(self, since: datetime) -> tuple[Document, ...]:
        """Return the documents that are open, or had an entry sent after that moment."""
        return await self._listed(or_(documents.c.is_open.is_(True), documents.c.last_at > since))

    async def _listed(self, where: ColumnElement[bool]) -> tuple[Document, ...]:
        query = select(documents.c.state).where(where).order_by(documents.c.registered_at, documents.c.version)
        return tuple(load_document(state) for state in (await self._connection.execute(query)).scalars())
