"""Forwarded messages: somebody else's words and files, taken as a card of whoever forwarded them, or as nothing."""

from __future__ import annotations

from handlers import assigning, registering
from handlers.heard import Answer, Answers, Heard
from handlers.understanding import understood
from handlers.wording import commands as wording
from storage.books import OpenBooks


async def on_forwarded(books: OpenBooks, heard: Heard) -> Answers:
    """Take an order or a paper that somebody forwards as a card of their own; other words count for nothing."""
    reading = understood(books, heard)
    answers = await assigning.on_forwarded(books, heard, reading) if heard.text else ()
    answers = answers or await registering.on_forwarded(books, heard, reading)
    if answers or not heard.place.private:
        return answers
    return (Answer(text=wording.forwarded()),)
