"""Words that begin with, or answer, a number that is no task's: a document's, a meeting's, that of information."""

from __future__ import annotations

from handlers.documents import about_document
from handlers.heard import Heard
from handlers.information import about_information
from handlers.meetings import about_meeting
from storage.books import OpenBooks


def about_number(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    """Return the act that the words name of what has that number; nothing where there is none."""
    return about_document(books, heard) or about_meeting(books, heard) or about_information(books, heard)
