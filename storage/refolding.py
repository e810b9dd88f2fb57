"""Refolding: the row of a task or document is a cache of the fold of its entries, and is made anew from them."""

from __future__ import annotations

from sqlalchemy import delete

from ledger.document_entries import DocumentEntry
from ledger.documents import replay_document
from ledger.folding import replay
from storage import document_rows
from storage.books import OpenBooks
from storage.tables import branches, documents, tasks


async def refold(books: OpenBooks, number: str) -> None:
    """Let the task or document stand as its entries say, a row of no entries go; the books hold the chain already."""
    records = await books.entries_of(number)
    if not records:
        await books.connection.execute(delete(branches).where(branches.c.task == number))
        for table in (tasks, documents):
            await books.connection.execute(delete(table).where(table.c.number == number))
        return
    last_at = max(record.entry.at for record in records)
    if isinstance(records[0].entry, DocumentEntry):
        await document_rows.save(books.connection, replay_document(records), last_at=last_at)
    else:
        await books.keep(replay(records), last_at=last_at)
