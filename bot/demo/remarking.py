"""What is said to the bot in private before the demo begins: of circulars, points, documents, meetings."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime

from bot.demo.mail import Mail
from bot.demo.plan import Remark
from handlers.acts import ACTS
from handlers.beforehand import Beforehand, made_ready
from handlers.heard import Answer, Answers, Heard
from handlers.information import of_information
from handlers.reading.circulars import words_on_circular
from handlers.reading.meetings import registers_meeting
from handlers.registers import about_register
from handlers.understanding import act_of, understood, with_reading
from ledger.entries import Entry
from ledger.score_entries import AdjustmentProposed, ScoreAppealed
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.store import Store


@dataclass(frozen=True)
class Remarking:
    """Lets people say to the bot what takes a circular, a score or a document on."""

    store: Store
    mail: Mail

    async def say(self, remark: Remark, at: datetime) -> None:
        """Say it at that moment, in books of its own; a card is confirmed at once."""
        async with self.store.books(now=at) as books:
            words = {"text": remark.text, "said": remark.text, "file": remark.file}
            heard = self.mail.heard(books, remark.who, remark.text, **words)
            act, heard = await _meant(books, heard, remark)
            answers = await _answers(books, heard, act)
            if any(button.act in _CONFIRM for card in answers[:1] for row in card.buttons for button in row):
                answers = await _confirmed(books, heard, answers[0])
            await self.mail.answered(books, heard, answers)


async def _meant(books: OpenBooks, heard: Heard, remark: Remark) -> tuple[str, Heard]:
    """Return the act that the words ask for; an answer is about the latest thing of its kind."""
    if remark.answers:
        name, kind = _ANSWERED[remark.answers]
        latest = (await books.records_of(kind))[-1]
        return remark.answers, replace(heard, args={name: latest.seq})
    known = await about_register(books, heard) or of_information(books, heard)
    if known is not None:
        return known
    if registers_meeting(remark.text):
        return "meeting.register", heard
    if words_on_circular(remark.text, heard.sent_at.year) is not None:
        return "circular.words", heard
    reading = understood(books, heard)
    return act_of(reading) or "circular", with_reading(heard, reading)


_CONFIRM = frozenset({"document.confirm", "meeting.confirm", "assign.confirm"})
"""What is pressed at once under the card of a document, a meeting, or of what a meeting has decided."""
_ANSWERED: dict[str, tuple[str, type[Entry]]] = {
    "adjust.reply": ("adjustment", AdjustmentProposed),
    "appeal.reply": ("appeal", ScoreAppealed),
}
"""What an answer in words is about, by the act that takes it."""


async def _answers(books: OpenBooks, heard: Heard, act: str) -> Answers:
    """Do the act; what is to be made beforehand is made between two tries, for nothing was written by then."""
    while True:
        try:
            return await ACTS[act](books, heard)
        except Beforehand as wanted:
            heard = replace(heard, ready=await made_ready(wanted, nullcontext(books)))


async def _confirmed(books: OpenBooks, heard: Heard, card: Answer) -> Answers:
    confirm = next(button for row in card.buttons for button in row if button.act in _CONFIRM)
    return await ACTS[confirm.act](books, replace(heard, args=confirm.args))
