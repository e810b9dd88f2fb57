"""匿名管理员: what an anonymous administrator orders in a group is nobody's until its writer says so by a tap."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import replace
from datetime import datetime

from telegram import Message

from handlers import assigning
from handlers.cards import spend
from handlers.desk import Desk
from handlers.heard import Answer, Answers, Button, Heard
from handlers.incoming import GROUP_ANONYMOUS, heard_from, place_of
from handlers.reading.values import Intent
from handlers.speaking import Listener, speak
from handlers.understanding import read_as, understood
from handlers.wording import identifying as wording
from ledger.people import Person, PersonId, Role
from ledger.refusals import NotAllowed
from ledger.transitions import Act
from storage.actions import NewAction
from storage.books import OpenBooks

ACT = "identify"
_NOBODY = Person(id=PersonId(0), name="")


def is_anonymous(message: Message) -> bool:
    """Tell whether an administrator of the group wrote this in the group's name."""
    sender, name = message.from_user, message.sender_chat
    return sender is not None and sender.id == GROUP_ANONYMOUS and name is not None and name.id == message.chat.id


async def on_anonymous(books: OpenBooks, desk: Desk, message: Message) -> None:
    """Ask under an order who has written it; all else that the anonymous say is nobody's, and gets no answer."""
    place = await place_of(books, message.chat.id, message.chat.type)
    heard = await heard_from(books, desk, message, _NOBODY, place)
    said = read_as(books, heard, Role.COORDINATOR) if place.bound and not (heard.edited or heard.forwarded) else None
    if said is None or said.intent is not Intent.ASSIGN or not said.certain:
        books.settle("ignored", "not attributable")
        return
    args = {"words": heard.said, "source": heard.message, "at": heard.sent_at.isoformat()}
    group = secrets.token_urlsafe(12)
    card = await books.actions.store(
        NewAction(act=ACT, task=None, args=args, person=None, chat=place.chat, group=group)
    )
    mine = Button(label=wording.MINE, act=ACT, args=args | {"card": card}, anyone=True)
    asked = Answer(text=wording.who_wrote_it(), buttons=((mine,),), lapses=True)
    await speak(books, desk, Listener(chat=place.chat, message=message.message_id), (asked,))


async def on_identify(books: OpenBooks, heard: Heard) -> Answers:
    """Put the card in the place of the question, for whoever says that the order is theirs and may give it; once."""
    words = str(heard.args["words"])
    mine = replace(
        heard,
        text=unicodedata.normalize("NFKC", words).strip(),
        said=words,
        message=int(heard.args["source"]),
        sent_at=datetime.fromisoformat(str(heard.args["at"])),
        args={},
    )
    reading = understood(books, mine)
    if not assigning.may_give(books, heard.person, reading):
        raise NotAllowed(Act.ASSIGN)
    await spend(books, heard, str(heard.args["card"]))
    return await assigning.assign_by(books, mine, reading, mine.text)
