"""试办: one task from receipt to progress to try the words on, in private; nothing of it reaches the ledger."""

from __future__ import annotations

from handlers.heard import Answer, Answers, Button, Heard
from handlers.reading.values import Intent
from handlers.understanding import understood
from handlers.wording import practising as wording
from handlers.wording.voice import Voice
from ledger.people import PersonId
from storage.books import OpenBooks

PROGRESS = "practice.progress"
_LIMIT = 2
"""Workdays."""


def offered(newcomer: PersonId) -> Answer:
    """Offer it to somebody who was just bound."""
    return Answer(text=wording.offered(), to=newcomer, buttons=((Button(label=wording.BEGIN, act="practice"),),))


async def on_begin(books: OpenBooks, heard: Heard) -> Answers:
    """``/practice`` or the button: hand the person a task that does not exist."""
    if not heard.place.private:
        return (Answer(text=wording.only_in_private()),)
    hours, calendar = books.house.hours, books.house.calendar
    until = hours.end_of_business(calendar.add_workdays(hours.local(books.now).date(), _LIMIT))
    text = wording.task(Voice.of(books), heard.person, until)
    return (Answer(text=text, buttons=((Button(label=wording.RECEIPT, act="practice.ack"),),), reply=False),)


async def on_receipt(_books: OpenBooks, _heard: Heard) -> Answers:
    """签收 on it: ask for a first word of progress."""
    return Answer(text=wording.receipt(), edit=True), _asked(wording.ask_progress())


async def on_progress(books: OpenBooks, heard: Heard) -> Answers:
    """Read the reply as the words of a real task are read, say what would have been kept, and end."""
    if heard.edited:
        return ()
    reading = understood(books, heard)
    if reading.intent not in {Intent.PROGRESS, Intent.CLOSE_REQUEST} and not heard.files:
        return (_asked(wording.not_read()),)
    percent = reading.args.get("percent")
    return (Answer(text=wording.over(heard.said or heard.text, percent if isinstance(percent, int) else None)),)


def _asked(text: str) -> Answer:
    return Answer(text=text, purpose=f"ask:{PROGRESS}", prompt=True, reply=False)
