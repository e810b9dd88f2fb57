"""The week's documents (办文) before the demo begins: registered, signed for, handed on and signed off, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.demo.mail import Mail
from bot.demo.plan import Remark
from handlers.acts import ACTS
from handlers.documents import about_document
from handlers.heard import Answers, Heard
from storage.books import OpenBooks
from storage.store import Store


@dataclass(frozen=True)
class Handling:
    """Lets people say to the bot what takes a document on."""

    store: Store
    mail: Mail

    async def say(self, remark: Remark, at: datetime) -> None:
        """Say it at that moment, in books of its own; a registration is confirmed at once."""
        async with self.store.books(now=at) as books:
            words = {"text": remark.text, "said": remark.text, "file": remark.file}
            heard = self.mail.heard(books, remark.who, remark.text, **words)
            about = about_document(books, heard)
            answers = await (_registered(books, heard) if about is None else ACTS[about[0]](books, about[1]))
            await self.mail.answered(books, heard, answers)


async def _registered(books: OpenBooks, heard: Heard) -> Answers:
    card, *_ = await ACTS["document.register"](books, heard)
    confirm = next(button for row in card.buttons for button in row if button.act == "document.confirm")
    return await ACTS[confirm.act](books, replace(heard, args=confirm.args))
