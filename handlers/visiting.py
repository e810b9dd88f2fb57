"""Strangers in private: a link or the own contact leads to binding; everything else gets one polite sentence a day."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from telegram import Message

from handlers import binding, denying
from handlers.desk import Desk
from handlers.heard import Answer, Answers
from handlers.incoming import sent_at
from handlers.speaking import Listener, speak
from handlers.visitor import Visitor
from handlers.wording import binding as wording
from storage.books import OpenBooks

_LINK = re.compile(r"/start(?:@\w+)?\s+(?P<token>[A-Za-z0-9_-]{8,64})")


async def on_visitor(books: OpenBooks, desk: Desk, message: Message) -> None:
    """Answer somebody whom no binding names; nothing of what they wrote is kept."""
    if message.edit_date is not None:
        books.settle("ignored", "stranger")
        return
    answers = await _answers(books, _visitor(message, books.now))
    if not answers:
        books.settle("ignored", "stranger")
    await speak(books, desk, Listener(chat=message.chat.id), answers)


def _visitor(message: Message, now: datetime) -> Visitor:
    assert message.from_user is not None  # noqa: S101 - the door has looked
    own = message.contact if message.contact and message.contact.user_id == message.from_user.id else None
    text = unicodedata.normalize("NFKC", message.text or "").strip()
    phone = own.phone_number if own else None
    return Visitor(user=message.from_user.id, text=text, sent_at=sent_at(message, now), phone=phone)


async def _answers(books: OpenBooks, visitor: Visitor) -> Answers:
    found = _LINK.fullmatch(visitor.text)
    answers: Answers = ()
    if found is not None:
        answers = await binding.on_link(books, visitor, found["token"])
    elif visitor.phone:
        answers = await binding.on_contact(books, visitor)
    if answers:
        return answers
    act = denying.LINK if found else denying.CONTACT if visitor.phone else denying.STRANGER
    await denying.refused(books, user=visitor.user, person=None, act=act, chat=visitor.user)
    return await _once_a_day(books, visitor)


async def _once_a_day(books: OpenBooks, visitor: Visitor) -> Answers:
    """Keep the day's number as a message link, below zero where no real message is."""
    marker = -books.house.hours.local(books.now).date().toordinal()
    if await books.tasks.by_message(visitor.user, marker) is not None:
        return ()
    await books.tasks.link(visitor.user, marker, task=None, purpose="stranger")
    return (Answer(text=wording.stranger(), chat=visitor.user),)
