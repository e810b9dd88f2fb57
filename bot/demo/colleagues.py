"""The colleagues do what the script says at its business time, as people do, and never for one who is played."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, time, timedelta
from typing import Any

import structlog

from bot.clock import ScaledClock
from bot.demo.cast import Cast
from bot.demo.days import Days
from bot.demo.papers import content_of, kind_of
from bot.demo.script import Line, Script, keys_in, numbered
from bot.sandbox.client import SandboxClient, SandboxRefused
from bot.sandbox.people import Chat, Message, Person
from ledger.values import dataclass

log = structlog.get_logger(__name__)

LOOK_EVERY = 0.1
"""Real seconds between two looks at the clock, which may be paused, hurried or set while we wait."""
TOO_LATE = timedelta(hours=2)
"""A line whose hour is so long past was jumped over by the clock, and is left out."""
CARD_COMES_WITHIN = 10.0
"""Real seconds in which the bot shows the card that a colleague waits for."""
HOME_AT = time(19)
"""From this hour on nobody works; a clock that runs fast goes on shortly before the next morning's first line."""
BEFORE_WORK = timedelta(minutes=10)
_LAST = 2**53
_GIVEN = re.compile(r"([A-Z]+-\d{4}-\d+) 已交办")


@dataclass
class Colleagues:
    """Everybody whom nobody plays: each does one thing after the other, and waits for nobody else's card."""

    office: SandboxClient
    clock: ScaledClock
    days: Days
    cast: Cast
    numbers: dict[str, str]
    _mine: set[tuple[str, int]] = field(default_factory=set)
    _played: set[int] = field(default_factory=set)
    _seen: int = 0
    _turns: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    _sending: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def act_out(self, script: Script) -> None:
        """Do every line when its hour comes; returns when the script is over."""
        people = {person.name: person for person in await self.office.people()}
        if not self._seen:  # What was said before the beginning tells nothing of who is played.
            self._seen = (await self.office.ask("GET", "/sandbox/happenings", after=_LAST))["seq"]
        async with asyncio.TaskGroup() as turns:
            for line in script.lines:
                await self._wait_until(self.days.moment(line.at))
                turns.create_task(self._in_turn(people[line.who], line))

    async def _in_turn(self, who: Person, line: Line) -> None:
        """Do the line after the person's earlier ones, unless its hour is long past, or somebody plays the person."""
        async with self._turns[who.name]:
            if self.clock.now() - self.days.moment(line.at) < TOO_LATE and not await self._is_played(who):
                await self._do(who, line)

    async def _wait_until(self, moment: datetime) -> None:
        while (now := self.clock.now()) < moment:
            if self._is_night(now, moment):
                self.clock.jump_to(moment - BEFORE_WORK)
            await asyncio.sleep(LOOK_EVERY)

    def _is_night(self, now: datetime, next_line: datetime) -> bool:
        """Tell whether the rest of the night, or of the days off, is skipped; at its real pace time is left alone."""
        local, then = self.days.hours.local(now), self.days.hours.local(next_line)
        home = local.time() >= HOME_AT or not self.days.calendar.is_workday(local.date())
        return self.clock.speed > 1 and home and local.date() < then.date()

    async def _do(self, who: Person, line: Line) -> None:
        """Do one line; whatever the sandbox refuses is left out, the day goes on."""
        try:
            await self._act(who, line)
        except (SandboxRefused, TimeoutError) as problem:
            log.warning("line_left_out", who=line.who, at=line.at, kind=type(problem).__name__)

    async def _act(self, who: Person, line: Line) -> None:
        await self._until_named(keys_in(line.text, line.on, line.reply))
        chat = await self._chat(line.chat) if line.chat else None
        if line.blocks:
            await who.blocks()
        elif line.edit:
            await who.edits(await self._newest(chat or who, line.edit), self._words(line.text))
        else:
            said = await self._say(who, line, chat) if line.text or line.file or line.contact else None
            if line.press:
                await self._press(who, line, chat, said)
            if line.names:
                self.numbers[line.names] = await self._number(chat or who, said)

    async def _say(self, who: Person, line: Line, chat: Chat | None) -> Message:
        reply_to = await self._newest(chat or who, line.reply) if line.reply else None
        async with self._sending:  # Until it is known as ours, nobody asks who is played.
            said = await self._send(who, line, chat, reply_to)
            self._mine.add((said.room, said.id))
        return said

    async def _send(self, who: Person, line: Line, chat: Chat | None, reply_to: Message | None) -> Message:
        text = self._words(line.text)
        if line.contact:
            return await who.shares_contact(chat=chat)
        if not line.file:
            return await who.says(text, chat=chat, reply_to=reply_to)
        send = who.sends_photo if kind_of(line.file) == "photo" else who.sends_document
        return await send(content_of(line.file), chat=chat, caption=text, name=line.file, reply_to=reply_to)

    async def _until_named(self, keys: set[str]) -> None:
        """Wait for the numbers of tasks that were given a moment ago."""
        async with asyncio.timeout(CARD_COMES_WITHIN):
            while not keys <= self.numbers.keys():  # noqa: ASYNC110 - nobody rings when a number is known
                await asyncio.sleep(LOOK_EVERY)

    def _words(self, text: str) -> str:
        return numbered(text, self.numbers)

    async def _newest(self, chat: Chat | Person, words: str) -> Message:
        """Return the newest message that holds the words; it may still be on its way."""
        wanted = self._words(words)
        await self.office.until(chat, lambda message: wanted in message.text, timeout=CARD_COMES_WITHIN)
        found = [message for message in await self.office.messages(chat) if wanted in message.text]
        return found[-1]

    async def _press(self, who: Person, line: Line, chat: Chat | None, said: Message | None) -> None:
        """Press the button once the bot's card is there."""
        wanted = self._words(line.on)

        def offers(message: Message) -> bool:
            has = any(line.press in button for button in message.buttons)
            return message.by_bot and has and wanted in message.text

        after = said or 0
        await self.office.until(chat or who, offers, after=after, timeout=CARD_COMES_WITHIN)
        card = [message for message in await self.office.messages(chat or who, after=after) if offers(message)][-1]
        button = next(button for button in card.buttons if line.press in button)
        await who.presses(button, card)

    async def _number(self, chat: Chat | Person, said: Message | None) -> str:
        """Return the number that the bot gave to the task."""

        def given(message: Message) -> bool:
            return message.by_bot and _GIVEN.match(message.text) is not None

        answer = await self.office.until(chat, given, after=said or 0, timeout=CARD_COMES_WITHIN)
        number: str = _GIVEN.findall(answer.text)[0]
        return number

    async def _chat(self, title: str) -> Chat:
        return await self.office.chat(title)

    async def _is_played(self, who: Person) -> bool:
        """Whoever wrote something that is not ours has a player now, and is left to them."""
        async with self._sending:
            answer = await self.office.ask("GET", "/sandbox/happenings", after=self._seen)
            self._seen = answer["seq"]
            self._played |= {by for happening in answer["happenings"] if (by := self._author(happening))}
        return who.id in self._played

    def _author(self, happening: Mapping[str, Any]) -> int | None:
        message = happening.get("message")
        if happening["kind"] != "message" or not isinstance(message, dict):
            return None
        ours = (happening["room"], message["message_id"]) in self._mine
        sender = message.get("from", {"is_bot": True})  # A channel's post has no person.
        return None if ours or sender["is_bot"] else int(sender["id"])
