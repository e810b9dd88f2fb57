"""The mail of the past days: words of people and answers of the bot, put into the sandbox's chats without the wire.

What intake and delivery do while the bot runs is done here for a whole week within seconds.
"""

from __future__ import annotations

import hashlib
from dataclasses import field
from datetime import datetime
from typing import Any

from bot.clock import ScaledClock
from bot.demo.cast import TOKEN, Cast
from bot.demo.papers import content_of, kind_of
from bot.demo.plan import newcomers
from bot.sandbox.acts import say, send_file
from bot.sandbox.methods import METHODS, Call
from bot.sandbox.values import Room
from bot.sandbox.world import World
from handlers.heard import Answer, Answers, Heard, Place
from handlers.keyboards import keyboard
from ledger.entries import Evidence, Source
from ledger.people import PersonId
from ledger.values import dataclass
from storage.books import OpenBooks
from storage.outbox import Outbound
from storage.store import Store

Json = dict[str, Any]


def evidence(name: str) -> Evidence:
    """Return the demo's file of that name as evidence."""
    content = content_of(name)
    return Evidence(sha256=hashlib.sha256(content).hexdigest(), name=name, size=len(content), kind=kind_of(name))


@dataclass
class Mail:
    """Carries words into the world's rooms; ``buttons_from`` is the moment from which cards can still be pressed."""

    world: World
    cast: Cast
    clock: ScaledClock
    buttons_from: datetime
    _tasks: dict[tuple[int, str], int] = field(default_factory=dict)

    def heard(self, books: OpenBooks, who: str, words: str, **more: Any) -> Heard:
        """Let a person write to the bot in private, and return what the bot hears."""
        user = self.cast.users[who]
        file = more.pop("file", "")
        task = more.get("task") or ""
        number = self._write(self._room(user), who, words, file=file, reply_to=self._reply(user, task, words))
        books.said_in(Source(chat=user, message=number))
        return Heard(
            person=next(one for one in books.roster.active_people if one.name == who),
            user=user,
            place=Place(chat=user, private=True),
            message=number,
            sent_at=self.clock.now(),
            files=(evidence(file),) if file else (),
            **more,
        )

    def said(self, who: str, words: str, chat: str, *, photo: str = "") -> Source:
        """Let a person write into a group, whether or not it is for the bot."""
        room = self.world.room(self.cast.chats[chat])
        return Source(chat=room.id, message=self._write(room, who, words, file=photo))

    async def answered(self, books: OpenBooks, heard: Heard, answers: Answers) -> None:
        """Put the answers where they belong: with the one who was heard, with others in private, or in a group."""
        await self.posted(books, answers, here=heard.place.chat)

    async def posted(self, books: OpenBooks, answers: Answers, *, here: int | None = None) -> None:
        """Put each answer into its chat, ``here`` where it names none; whoever is not bound cannot be told."""
        for answer in answers:
            chat = self._user_of(books, answer.to) if answer.to is not None else answer.chat or here
            if chat is not None:
                await self._put(books, answer, chat)

    async def hand_out(self, store: Store, real: datetime) -> None:
        """Deliver what lies in the outbox, each lane in its order."""
        for lane in await store.outbox.lanes(now=real):
            while (row := await store.outbox.next_in(lane, now=real)) is not None:
                await store.outbox.sending(row.id, now=real)
                await store.outbox.sent(row.id, message=self._sent(row), now=real)

    def _sent(self, row: Outbound) -> int:
        return self._call(row.method, dict(row.payload))

    def _write(self, room: Room, who: str, words: str, *, file: str = "", reply_to: int | None = None) -> int:
        user = self.world.user(self.cast.users[who])
        given = {"reply_to": reply_to} if reply_to else {}
        if not file:
            return int(say(self.world, room, user, words, given=given)["message_id"])
        sent = (file, content_of(file))
        told = send_file(self.world, room, user, sent, kind=kind_of(file), given={**given, "caption": words})
        return int(told["message_id"])

    def _reply(self, user: int, task: str, words: str) -> int | None:
        """Answer the card of the task where the words alone do not name it."""
        return None if task and task in words else self._tasks.get((user, task))

    def _room(self, user: int) -> Room:
        return self.world.room(user)

    def _user_of(self, books: OpenBooks, person: PersonId) -> int | None:
        name = books.roster.person(person).name
        return None if name in newcomers() else self.cast.users[name]

    async def _put(self, books: OpenBooks, answer: Answer, chat: int) -> None:
        if answer.paper is not None:
            sent = (answer.paper.name, answer.paper.content)
            room, bot = self._room(chat), self.world.bot_of(TOKEN).user
            send_file(self.world, room, bot, sent, kind="document", given={"caption": answer.text})
            return
        fresh = self.clock.now() >= self.buttons_from
        payload: Json = {"chat_id": chat, "text": answer.text, "parse_mode": "HTML"}
        if answer.buttons and fresh:
            owner = answer.to or await _owner(books, chat)
            payload["reply_markup"] = await keyboard(books, answer.buttons, chat, owner=owner)
        number = self._call("sendMessage", payload)
        if answer.task:
            self._tasks[chat, answer.task] = number
        if fresh and (answer.task or answer.purpose):
            await books.tasks.link(chat, number, task=answer.task, purpose=answer.purpose)

    def _call(self, method: str, payload: Json) -> int:
        result = METHODS[method](Call(self.world, self.world.bot_of(TOKEN), payload))
        assert isinstance(result, dict)  # noqa: S101 - whatever is sent is a message
        return int(result["message_id"])


async def _owner(books: OpenBooks, chat: int) -> PersonId | None:
    person = await books.directory.person_of_user(chat)
    return person.id if person else None
