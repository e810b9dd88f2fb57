"""The colleagues do what the script says at its business time, as people do, and never for one who is played."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import structlog

from bot.clock import Clock
from bot.demo.cast import Cast
from bot.demo.days import Days
from bot.demo.pictures import photo
from bot.demo.plan import Line, Script, numbered
from bot.sandbox.client import SandboxClient, SandboxRefused
from bot.sandbox.people import Chat, Message, Person

log = structlog.get_logger(__name__)

LOOK_EVERY = 0.25
"""Real seconds between two looks at the clock, which may be paused, hurried or set while we wait."""
TOO_LATE = timedelta(hours=2)
"""A line whose hour is so long past was jumped over by the clock, and is left out."""
CARD_COMES_WITHIN = 10.0
"""Real seconds in which the bot shows the card that a colleague waits for."""


@dataclass
class Colleagues:
    """Everybody whom nobody plays."""

    office: SandboxClient
    clock: Clock
    days: Days
    cast: Cast
    numbers: Mapping[str, str]
    _mine: set[tuple[str, int]] = field(default_factory=set)
    _played: set[int] = field(default_factory=set)
    _seen: int = 0

    async def act_out(self, script: Script) -> None:
        """Do every line when its hour comes; returns when the script is over."""
        people = {person.name: person for person in await self.office.people()}
        for line in script.lines:
            moment = self.days.moment(line.at)
            while (now := self.clock.now()) < moment:  # noqa: ASYNC110 - nobody rings when a clock is set
                await asyncio.sleep(LOOK_EVERY)
            if now - moment < TOO_LATE and not await self._is_played(people[line.who]):
                await self._do(people[line.who], line)

    async def _do(self, who: Person, line: Line) -> None:
        """Do one line; whatever the sandbox refuses is left out, the day goes on."""
        try:
            said = await self._say(who, line)
            self._mine.add((said.room, said.id))
            if line.press:
                await self._press(who, line, said)
        except (SandboxRefused, TimeoutError) as problem:
            log.warning("line_left_out", who=line.who, kind=type(problem).__name__)

    async def _say(self, who: Person, line: Line) -> Message:
        text = numbered(line.text, self.numbers)
        chat = await self._chat(line.chat) if line.chat else None
        if line.photo:
            return await who.sends_photo(photo(line.photo), chat=chat, caption=text, name=line.photo)
        return await who.says(text, chat=chat)

    async def _press(self, who: Person, line: Line, said: Message) -> None:
        """Press the button once the bot's card is there."""
        chat = await self._chat(line.chat) if line.chat else who

        def offers(message: Message) -> bool:
            return message.by_bot and any(line.press in button for button in message.buttons)

        card = await self.office.until(chat, offers, after=said, timeout=CARD_COMES_WITHIN)
        button = next(button for button in card.buttons if line.press in button)
        await who.presses(button, card)

    async def _chat(self, title: str) -> Chat:
        return await self.office.chat(title)

    async def _is_played(self, who: Person) -> bool:
        """Whoever wrote something that is not ours has a player now, and is left to them."""
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
