"""What is said to the bot in private before the demo begins: the week's circular (通报), and points by two people."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime

from bot.demo.mail import Mail
from bot.demo.plan import Remark
from handlers.acts import ACTS
from handlers.beforehand import Beforehand, made_ready
from handlers.heard import Answers, Heard
from handlers.reading.circulars import words_on_circular
from handlers.understanding import act_of, understood, with_reading
from ledger.entries import Entry
from ledger.score_entries import AdjustmentProposed, ScoreAppealed
from storage.books import OpenBooks
from storage.store import Store


@dataclass(frozen=True)
class Circulating:
    """Lets people say to the bot what takes a circular or a score on."""

    store: Store
    mail: Mail

    async def say(self, remark: Remark, at: datetime) -> None:
        """Say it at that moment, in books of its own."""
        async with self.store.books(now=at) as books:
            heard = self.mail.heard(books, remark.who, remark.text, text=remark.text, said=remark.text)
            act, heard = await _meant(books, heard, remark)
            await self.mail.answered(books, heard, await _answers(books, heard, act))


async def _meant(books: OpenBooks, heard: Heard, remark: Remark) -> tuple[str, Heard]:
    """Return the act that the words ask for; an answer is about the latest thing of its kind."""
    if remark.answers:
        name, kind = _ANSWERED[remark.answers]
        latest = (await books.records_of(kind))[-1]
        return remark.answers, replace(heard, args={name: latest.seq})
    if words_on_circular(remark.text, heard.sent_at.year) is not None:
        return "circular.words", heard
    reading = understood(books, heard)
    return act_of(reading) or "circular", with_reading(heard, reading)


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
