"""The week's circular (通报) before the demo begins: drafted, changed, sent back, approved and published, in words."""

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
from handlers.understanding import understood, with_reading
from storage.books import OpenBooks
from storage.store import Store


@dataclass(frozen=True)
class Circulating:
    """Lets people say to the bot what takes the circular on."""

    store: Store
    mail: Mail

    async def say(self, remark: Remark, at: datetime) -> None:
        """Say it at that moment, in books of its own."""
        async with self.store.books(now=at) as books:
            heard = self.mail.heard(books, remark.who, remark.text, text=remark.text, said=remark.text)
            act = "circular.words"
            if words_on_circular(remark.text, at.year) is None:
                act, heard = "circular", with_reading(heard, understood(books, heard))
            await self.mail.answered(books, heard, await _answers(books, heard, act))


async def _answers(books: OpenBooks, heard: Heard, act: str) -> Answers:
    """Do the act; what is to be made beforehand is made between two tries, for nothing was written by then."""
    while True:
        try:
            return await ACTS[act](books, heard)
        except Beforehand as wanted:
            heard = replace(heard, ready=await made_ready(wanted, nullcontext(books)))
