"""阅知, 参加 said in private of no number and in reply to nothing: meant is what waits for that person's answer."""

from __future__ import annotations

from dataclasses import replace

from handlers.heard import Answer, Answers, Button, Heard
from handlers.reading.regulations import words_on_regulation
from handlers.reading.trainings import answers_invitation
from handlers.register_cards import NUMBER
from handlers.speaking import rows_of
from handlers.wording import register_cards as wording
from ledger.acts.regulations import unread_by
from ledger.acts.trainings import invited_to
from storage.books import OpenBooks


async def awaited(books: OpenBooks, heard: Heard) -> tuple[str, Heard] | None:
    """Return the act for such words where something waits for them; of several it is asked which."""
    if not heard.place.private or heard.edited or heard.files or heard.reply_task or heard.reply_purpose:
        return None
    step = words_on_regulation(heard.text)
    if step is not None and step[0] == "read":
        return _meant(heard, "regulation", "read", await unread_by(books, heard.person.id))
    said = answers_invitation(heard.text)
    if said is not None:
        return _meant(heard, "training", said, await invited_to(books, heard.person.id, now=heard.sent_at))
    return None


def _meant(heard: Heard, register: str, what: str, found: dict[str, str]) -> tuple[str, Heard] | None:
    if not found:
        return None
    if len(found) == 1:
        return f"{register}.words", replace(heard, args={**heard.args, NUMBER: next(iter(found))})
    return "awaited", replace(heard, args={"register": register, "what": what, "among": found})


async def on_awaited(_books: OpenBooks, heard: Heard) -> Answers:
    """Ask which of them is meant, each by a button."""
    found, register = heard.args["among"], heard.args["register"]
    what = heard.args["what"]
    keys = (Button(label=one, act=f"{register}.step", args={register: one, "what": what}, item=one) for one in found)
    return (Answer(text=wording.which(found), buttons=rows_of(tuple(keys), 3)),)
