"""What waits for an answer: a question that several are asked and one decides, and what somebody's reply will mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.heard import Heard
from ledger.people import Person, PersonId
from storage.actions import NewAction
from storage.books import OpenBooks


async def begin(books: OpenBooks, heard: Heard, act: str) -> dict[str, Any]:
    """Let a question wait, and return what each button that decides it carries on."""
    chat = heard.place.chat
    pending = await books.actions.store(NewAction(act=act, task=None, args={}, person=None, chat=chat))
    return {"pending": pending, "chat": chat}


async def settle(books: OpenBooks, heard: Heard) -> None:
    """Decide it once, however many were asked; ``ActionGone`` for whoever comes later."""
    pending, chat = str(heard.args["pending"]), int(heard.args["chat"])
    await books.actions.take(pending, person=heard.person.id, chat=chat, now_real=books.now)


async def waits(books: OpenBooks, args: Mapping[str, Any], *, person: PersonId) -> bool:
    """Tell whether nobody has decided it yet."""
    pending, chat = str(args["pending"]), int(args["chat"])
    return await books.actions.standing(pending, person=person, chat=chat, now_real=books.now) is not None


async def kept_for(books: OpenBooks, person: Person, act: str, args: Mapping[str, Any]) -> str:
    """Store what a reply of the person in private will mean; somebody who is not bound cannot reply."""
    chat = await books.directory.user_of(person.id)
    if chat is None:
        return ""
    return await books.actions.store(NewAction(act=act, task=None, args=args, person=person.id, chat=chat))
