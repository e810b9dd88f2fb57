"""The sandbox's world: who exists, which chats there are, what lies in them. No HTTP here.

What happens in it is in ``posting`` (messages), ``membership`` (who is where) and ``acts`` (what people do).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from bot.clock import Clock, SystemClock
from bot.sandbox.errors import Json, WrongUse, bad_request, forbidden, unauthorized
from bot.sandbox.faults import Faults
from bot.sandbox.feed import Feed
from bot.sandbox.journal import Journal
from bot.sandbox.limits import Limits
from bot.sandbox.signals import Signal
from bot.sandbox.updates import TAP, UpdateQueue
from bot.sandbox.values import Bot, InlineQuery, Member, Poll, Query, Room, StoredFile, User

STANDSTILL = 60.0  # Real seconds between two looks at a clock that stands still.
TOKEN = re.compile(r"(\d{3,16}):([A-Za-z0-9_-]{3,128})")


class World:
    """Everything that the sandbox knows.

    Dates come from the clock. Life times, limits and the waits of webhooks are real seconds, or, where ``virtual``, the
    clock's: then they run, stand still and jump with it. Whatever a world holds is saved and loaded by ``saving``.
    """

    users: dict[int, User]
    bots: dict[int, Bot]
    rooms: dict[str, Room]  # By their keys.
    files: dict[str, StoredFile]
    queries: dict[str, Query]
    inline_queries: dict[str, InlineQuery]
    polls: dict[str, Poll]
    played: int | None  # The person at the chat page.
    feed: Feed
    journal: Journal
    faults: Faults
    limits: Limits
    _numbers: dict[str, int]

    def __init__(self, clock: Clock | None = None, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.clock: Clock = clock or SystemClock()
        self.virtual = False
        self._real = monotonic
        self.tap_life = TAP
        self.strict = True  # Refuse unknown parameters, which the platform ignores: they are a bot's mistakes.
        self.brakes = True  # Slow down clients that ask for the same updates again at once, as the platform does.
        self.closed = False
        self.feed = Feed()
        self.watch: Callable[[Bot], None] = lambda _: None  # Called with each bot that may have a webhook.
        self.bots = {}
        self.reset()

    def close(self) -> None:
        """Let go of everybody who waits: the server goes down."""
        self.closed = True
        self.feed.signal.ring()
        for bot in self.bots.values():
            bot.queue.take_over("terminated by the server's shutdown")

    def reset(self) -> None:
        """Forget everything but the clock; those who poll now are told that they were replaced."""
        for old in self.bots.values():
            old.webhook = None
            old.queue.take_over("terminated by a reset of the sandbox")
        self.played = None
        self.users = {}
        self.bots = {}
        self.rooms = {}
        self.files = {}
        self.queries = {}
        self.polls = {}
        self.inline_queries = {}
        self.journal = Journal()
        self.faults = Faults()
        self.limits = Limits(monotonic=self.monotonic)
        self._numbers = {}
        self.feed.tell("reset")

    def number(self, of: str, first: int = 1, step: int = 1) -> int:
        """Return the next number of a series."""
        self._numbers[of] = self._numbers.get(of, first - step) + step
        return self._numbers[of]

    def monotonic(self) -> float:
        """Return the seconds by which life times, limits and waits are counted."""
        return self.count(virtual=self.virtual)

    def count(self, *, virtual: bool, moment: datetime | None = None) -> float:
        """Return what ``monotonic`` says, or would say, where life times go by the clock, at some moment of it."""
        return (moment or self.clock.now()).timestamp() if virtual else self._real()

    def go_by(self, *, clock: bool) -> None:
        """Count life times by the clock, or by real time again; what waits keeps its age."""
        before = self.monotonic()
        self.virtual = clock
        self.age(before - self.monotonic())

    def age(self, seconds: float) -> None:
        """Make older whatever waits and is remembered: updates, taps, calls that the limits count."""
        for bot in self.bots.values():
            bot.queue.age(seconds)
        waiting: list[Query | InlineQuery] = [*self.queries.values(), *self.inline_queries.values()]
        for query in waiting:
            query.born -= seconds
        self.limits.age(seconds)

    async def wait(self, ready: Callable[[], bool], seconds: float, *, bell: Signal) -> None:
        """Wait ``seconds`` of ``monotonic``, or until the bell rings and ``ready`` says so."""
        end = self.monotonic() + seconds
        while not ready() and (left := end - self.monotonic()) > 0:
            speed = getattr(self.clock, "speed", 1.0) if self.virtual else 1.0
            await bell.until(lambda: ready() or self.monotonic() >= end, left / speed if speed else STANDSTILL)

    def moment(self) -> int:
        """Return the world's time as the platform writes dates."""
        return int(self.clock.now().timestamp())

    # People and bots

    def create_user(self, first_name: str, *, user_id: int | None = None, **more: Any) -> User:
        """Add a person."""
        number = user_id or self.number("user", 10_001)
        if number in self.users:
            raise WrongUse(f"user {number} is already there")
        self.users[number] = User(number, first_name, **more)
        self.feed.tell("people")
        return self.users[number]

    def user(self, user_id: int) -> User:
        """Return a person or a bot's account."""
        if user_id not in self.users:
            raise WrongUse(f"no user {user_id}")
        return self.users[user_id]

    def bot_of(self, token: str) -> Bot:
        """Return the bot of a token, made at first sight; another secret or a malformed token is a 401."""
        match = TOKEN.fullmatch(token)
        if match is None:
            raise unauthorized()
        number, secret = int(match[1]), match[2]
        if number not in self.bots:
            if number in self.users:
                raise unauthorized()
            self._create_bot(number, secret)
        if self.bots[number].secret != secret:
            raise unauthorized()
        return self.bots[number]

    def _create_bot(self, number: int, secret: str) -> None:
        account = User(number, "台账", username=f"sandbox_{number}_bot", is_bot=True)
        self.users[number] = account
        self.bots[number] = Bot(account, secret, UpdateQueue(self.monotonic))
        self.feed.tell("people")

    def only_bot(self, bot_id: int | None = None) -> Bot:
        """Return the bot that is meant when none is named: the first one."""
        if bot_id is None:
            bot_id = next(iter(self.bots), None)
        if bot_id is None or bot_id not in self.bots:
            raise WrongUse("no such bot yet")
        return self.bots[bot_id]

    # Rooms

    def create_group(self, title: str, members: Iterable[User], *, kind: str = "supergroup") -> Room:
        """Open a group, a supergroup or a channel; the first member is its creator."""
        if kind not in ("group", "supergroup", "channel"):
            raise WrongUse("a chat is a group, a supergroup or a channel")
        series, first = ("group", -4_000_000_001) if kind == "group" else ("supergroup", -1_001_000_000_001)
        chat = {"id": self.number(series, first, -1), "title": title, "type": kind}
        if kind == "group":
            chat["all_members_are_administrators"] = False
        room = Room(str(chat["id"]), chat)
        for user in members:
            room.members[user.id] = Member(user, "member" if room.members else "creator")
        self.rooms[room.key] = room
        self.feed.tell("chat", room=room.key)
        return room

    def private_room(self, bot: Bot, user: User, *, create: bool = False) -> Room | None:
        """Return the private chat of a bot and a person; it opens when the person writes."""
        key = f"{bot.id}/{user.id}"
        if key not in self.rooms and create:
            names = {name: value for name, value in user.public().items() if name.endswith("name")}
            room = Room(key, {"id": user.id, **names, "type": "private"}, bot=bot)
            room.members = {user.id: Member(user), bot.id: Member(bot.user)}
            self.rooms[key] = room
        return self.rooms.get(key)

    def room(self, key: str | int) -> Room:
        """Return a room by its key, or by the chat id of a group or of a person's chat with the first bot."""
        person = str(key).isdecimal()
        found = self.rooms.get(f"{self.only_bot().id}/{key}" if person else str(key))
        if found is None:
            raise WrongUse(f"no chat {key}")
        return self._today(found)

    def _today(self, room: Room) -> Room:
        """Let bans and restrictions end whose time is over."""
        moment = self.moment()
        for member in room.members.values():
            member.lapse(moment)
        return room

    # What a bot may reach

    def chat_for(self, bot: Bot, chat_id: int | str, *, sending: bool = False) -> Room:
        """Return the chat that a bot names, or refuse: unknown, blocked, kicked, moved to a supergroup."""
        if isinstance(chat_id, str):
            return self._public(bot, chat_id, sending=sending)
        room = self.rooms.get(str(chat_id)) if chat_id < 0 else self.rooms.get(f"{bot.id}/{chat_id}")
        if chat_id > 0 and room is None:
            self._refuse_stranger(bot, chat_id)
        if room is None or bot.id not in room.members:
            raise bad_request("chat not found")
        self._today(room)
        if room.migrated_to:
            moved = "group chat was upgraded to a supergroup chat"
            raise bad_request(moved, migrate_to_chat_id=room.migrated_to)
        if room.private and sending and self.users[room.id].deactivated:
            raise forbidden("user is deactivated")
        if sending or not room.private:
            self._refuse_outsider(room, room.members[bot.id])
        return room

    def _public(self, bot: Bot, name: str, *, sending: bool) -> Room:
        """Return the group or channel of an ``@username``; strangers may read public chats, people have none."""
        wanted = name.removeprefix("@").lower() if name.startswith("@") else ""
        rooms = [room for room in self.rooms.values() if room.chat.get("username", "").lower() == wanted]
        room = next((room for room in rooms if wanted and not room.private), None)
        if room is None:
            raise bad_request("chat not found")
        member = self._today(room).members.get(bot.id) or Member(bot.user, "left")
        if sending or member.status == "kicked":
            self._refuse_outsider(room, member)
        return room

    def _refuse_outsider(self, room: Room, member: Member) -> None:
        if member.status == "kicked":
            raise forbidden(
                "bot was blocked by the user" if room.private else f"bot was kicked from the {room.kind} chat"
            )
        if not member.present:
            raise forbidden(f"bot is not a member of the {room.kind} chat")

    def _refuse_stranger(self, bot: Bot, user_id: int) -> None:
        if user_id in self.bots:
            raise forbidden("the bot can't send messages to the bot")
        if self.knows(bot, user_id):
            raise forbidden("bot can't initiate conversation with a user")

    def knows(self, bot: Bot, user_id: int) -> Json | None:
        """Return the User if the bot has met this person in a chat."""
        met = any(bot.id in room.members and user_id in room.members for room in self.rooms.values())
        return self.users[user_id].public() if met or user_id == bot.id else None
