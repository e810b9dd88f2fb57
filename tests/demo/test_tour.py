"""The guided tour: every step of its data can be done, and brings what it promises, within its three minutes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiohttp import ClientSession

from bot.demo.guide import guide
from bot.demo.show import playing
from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Message, Person, key_of

SPEED = 60.0
PATIENCE = 30.0  # Real seconds; the machine may be busy.


class Visitor:
    """Does the steps one after the other as the page does them."""

    def __init__(self, client: SandboxClient, people: dict[int, Person]) -> None:
        self.client, self.people = client, people
        self._ended: dict[str, Message] = {}

    async def does(self, step: dict[str, Any]) -> None:
        """Do one step and wait for what it expects."""
        who, chat = self.people[step["user"]], step["chat"]
        place = await self.chat(chat) or who
        before = {message.id: message.text for message in await self.client.messages(place)}
        if "advance_to" in step:
            await self.client.clock(now=datetime.fromisoformat(step["advance_to"]))
        if "press" in step:
            card = await self._newest(place, lambda m: any(step["press"] in button for button in m.buttons))
            await who.presses(next(button for button in card.buttons if step["press"] in button), card)
        elif "say" in step or "photo" in step:
            await self._write(who, await self.chat(chat), step)
        self._ended[key_of(place)] = await self._expected(place, step["expect"], before)

    async def _write(self, who: Person, chat: Chat | None, step: dict[str, Any]) -> None:
        target = self._ended[key_of(chat or who)] if step.get("reply_to_last_bot") else None
        if "photo" in step:
            await who.sends_photo(await self._photo(step["photo"]), chat=chat, caption=step["caption"], reply_to=target)
        else:
            await who.says(step["say"], chat=chat, reply_to=target)

    async def _photo(self, name: str) -> bytes:
        """Return the photo as the demo serves it to the page."""
        async with ClientSession() as session, session.get(f"{self.client.url}/page/photos/{name}") as answer:
            return await answer.read()

    async def _expected(self, place: Chat | Person, words: str, before: dict[int, str]) -> Message:
        def fulfils(message: Message) -> bool:
            return message.by_bot and words in message.text and before.get(message.id) != message.text

        return await self.client.until(place, fulfils, timeout=PATIENCE)

    async def _newest(self, place: Chat | Person, holds: Callable[[Message], bool]) -> Message:
        await self.client.until(place, lambda m: m.by_bot and holds(m), timeout=PATIENCE)
        return [m for m in await self.client.messages(place) if m.by_bot and holds(m)][-1]

    async def chat(self, key: str) -> Chat | None:
        """Return the group of that key; ``None`` for the private chat."""
        rooms = (await self.client.ask("GET", "/sandbox/state"))["chats"]
        return next(Chat(self.client, room) for room in rooms if room["key"] == key) if key else None


async def test_the_whole_tour_is_done_in_less_than_three_minutes(stage):
    tour, stop = guide(stage)["tour"], asyncio.Event()
    assert tour["minutes"] == 3 and len(tour["steps"]) == 7
    async with playing(stage, port=0, speed=SPEED, stop=stop) as url, SandboxClient(url) as client:
        people = {person.id: person for person in await client.people()}
        visitor, began = Visitor(client, people), time.monotonic()
        for step in tour["steps"]:
            await visitor.does(step)
        seconds = time.monotonic() - began
        group = await visitor.chat(tour["steps"][-1]["chat"])
        assert group is not None
        texts = [message.text for message in await client.messages(group)]
    report = next(text for text in texts if text.startswith("日报告｜2026-11-27"))
    assert "报送四季度经济形势分析" in report.partition("销号 ")[2]
    assert seconds < 60 * tour["minutes"]
