"""Erasing free texts (retention, a person's request): the words go, the entries and their chain stay whole."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import update

from ledger.document_entries import DocumentEntry
from ledger.entries import TaskEntry
from storage.books import OpenBooks
from storage.entry_rows import recorded
from storage.refolding import refold
from storage.tables import entries, texts


async def erase(books: OpenBooks, seqs: Collection[int]) -> int:
    """Erase the texts of these entries, fold their tasks and documents anew; return how many texts went."""
    mine = texts.c.seq.in_(seqs) & texts.c.text.is_not(None)
    gone = await books.connection.execute(update(texts).where(mine).values(text=None, salt=None))
    touched = await recorded(books.connection, entries.c.seq.in_(seqs))
    about = TaskEntry | DocumentEntry
    await books.hold()
    for number in sorted({record.entry.number for record in touched if isinstance(record.entry, about)}):
        await refold(books, number)
    return gone.rowcount
