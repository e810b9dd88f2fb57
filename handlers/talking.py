"""Short talk about oneself: /start, /help, /whoami, and what is not available yet."""

from __future__ import annotations

from handlers.commands import offered
from handlers.heard import Answer, Answers, Heard
from handlers.wording import commands as wording
from handlers.wording import helping, terms
from storage.books import OpenBooks


async def on_start(_books: OpenBooks, heard: Heard) -> Answers:
    """Greet somebody who is bound already, with the reply keyboard."""
    return (Answer(text=wording.greeting(heard.person), keyboard=_keyboard(heard)),)


async def on_help(_books: OpenBooks, heard: Heard) -> Answers:
    """Return the help by role and place."""
    names = offered(heard.person, private=heard.place.private)
    text = helping.help_text(heard.person, names, private=heard.place.private)
    return (Answer(text=text, keyboard=_keyboard(heard)),)


async def on_whoami(books: OpenBooks, heard: Heard) -> Answers:
    """Tell the person in private who the ledger takes them for."""
    unit = books.roster.unit(heard.person.unit).name if heard.person.unit is not None else ""
    fields = [books.roster.unit(one).name for one in heard.person.fields]
    answer = Answer(text=helping.who(heard.person, unit, fields), to=heard.person.id)
    return (answer,) if heard.place.private else (answer, Answer(text=wording.sent_in_private()))


async def on_not_yet(_books: OpenBooks, heard: Heard) -> Answers:
    """Say politely that something is not available yet."""
    return (Answer(text=wording.not_yet(str(heard.args.get("command") or ""))),)


def _keyboard(heard: Heard) -> tuple[tuple[str, ...], ...]:
    return terms.KEYBOARD if heard.place.private else ()
