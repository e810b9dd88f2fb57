"""Registers beside the list of tasks: the number at the front of some words says which of them they are about."""

from __future__ import annotations

from collections.abc import Collection

from handlers.awaited import awaited
from handlers.documents import about_document
from handlers.heard import Heard
from handlers.information import about_information
from handlers.meetings import about_meeting
from handlers.reading.document_steps import begins_with_number, numbers_in
from handlers.reading.phrases import is_bare_undo, is_undo
from handlers.register_cards import NUMBER
from ledger.regulations import NUMBERING as REGULATIONS
from ledger.replacing import replace
from storage.books import OpenBooks


async def about_register(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    """Return the act for words on what has a number and is no task, or waits for that answer; nothing without one."""
    house = books.house
    if heard.reply_task is None and not begins_with_number(heard.text, house.other_numberings):
        return await awaited(books, heard)  # Most messages; one look is enough for all registers.
    found = about_document(books, heard) or about_meeting(books, heard) or about_information(books, heard)
    found = found or _about(heard, (REGULATIONS,), "regulation.words")
    found = found or _about(heard, (house.training.numbering,), "training.words")
    return found or await awaited(books, heard)


def _about(heard: Heard, patterns: Collection[str], act: str) -> tuple[str, Heard] | None:
    numbers, rest = numbers_in(heard.text, patterns)
    if not numbers and heard.reply_task is not None:
        numbers, rest = numbers_in(heard.reply_task, patterns)[0], heard.text
    if not numbers:
        return None
    if is_undo(rest) or is_bare_undo(rest):
        return "undo", replace(heard, task=None, reply_task=None, text="", said="")
    return act, replace(heard, args={**heard.args, NUMBER: numbers[0]}, text=rest, said=rest)
