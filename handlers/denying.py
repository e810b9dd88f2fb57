"""Refusals of access are kept without their content, few for each user (``docs/access.md``)."""

from __future__ import annotations

from ledger.people import PersonId
from storage.books import OpenBooks
from storage.denials import Denial

STRANGER, LINK, CONTACT, BUTTON = "stranger", "link", "contact", "button"
"""What was refused where it was no act of the table: a word, a link, a contact, a button of nobody or of another."""


async def refused(books: OpenBooks, *, user: int, person: PersonId | None, act: str, chat: int) -> None:
    """Keep that the user was refused the act in this chat."""
    await books.denials.note(Denial(at=books.now, user=user, person=person, act=act, chat=chat))
