"""An office's day in English over real HTTP: staff member, coordinator and leader of the demo, and a group of theirs.

Whatever the bot sends to them from then on is judged as it went over the wire: texts, buttons, captions, names of
files, the short answers to taps and the menus of commands.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from typing import Any

from bot.demo.plan import office_rows
from bot.demo.preparing import Stage
from bot.demo.show import playing
from bot.house import house_of
from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Message, Person
from ledger.kinds import KINDS
from storage.store import Store
from tests.handlers.test_english import EXAMPLES, HAN

GROUP = "市政府办公室工作群"
COORDINATOR, STAFF, LEADER = "许言之", "程若溪", "林静姝"
TITLE = "报送四季度经济形势分析"
PATIENCE = 60.0  # Real seconds; the machine may be busy.
WORDS = ("text", "caption", "title", "description", "label", "document", "photo")


class Day:
    """Who acts, and where; each act waits for what the bot answers."""

    def __init__(self, client: SandboxClient, people: dict[str, Person], group: Chat) -> None:
        self.client, self.people, self.group = client, people, group

    async def says(self, who: str, text: str, holds: str, *, chat: Chat | None = None, **more: Any) -> Message:
        """Write something and return the answer that holds these words."""
        said = await self.people[who].says(text, chat=chat, **more)
        return await self._answered(chat or self.people[who], holds, after=said)

    async def taps(self, who: str, button: str, message: Message, holds: str, *, chat: Chat | None = None) -> Message:
        """Tap a button and return the message that holds these words afterwards."""
        await self.people[who].presses(button, message)
        return await self._answered(chat or self.people[who], holds)

    async def shown(self, who: str, button: str) -> Message:
        """Return the newest message to somebody with that button, once there is one."""
        place = self.people[who]
        await self.client.until(place, lambda one: button in one.buttons, timeout=PATIENCE)
        return [one for one in await self.client.messages(place) if button in one.buttons][-1]

    async def _answered(self, place: Chat | Person, holds: str, after: Message | int = 0) -> Message:
        return await self.client.until(
            place, lambda one: one.by_bot and holds in one.text, after=after, timeout=PATIENCE
        )


async def _played(day: Day) -> None:
    """Go from the assignment to the claim that is closed, and ask for whatever can be asked for."""
    card = await day.says(COORDINATOR, f"请{STAFF}下周三下班前{TITLE}", "Please check", chat=day.group)
    refused = await day.people[STAFF].presses("Confirm", card, wait=PATIENCE)
    assert refused["answer"]["text"] and not HAN.search(refused["answer"]["text"])
    await day.taps(COORDINATOR, "Confirm", card, "assigned to", chat=day.group)
    order = await day.shown(STAFF, "Acknowledge")
    number = re.search(r"DB-\d+-\d+", order.text)
    assert number is not None
    await day.taps(STAFF, "Acknowledge", order, f"{number[0]} acknowledged")
    await day.says(STAFF, f"{number[0]} 完成60%，初稿已成", "60%")
    await day.people[STAFF].sends_photo(_photo(), caption=f"{number[0]} 申请销号")
    claim = await day.shown(COORDINATOR, "Close")
    await day.taps(COORDINATOR, "Close", claim, "closed")
    for who in (STAFF, COORDINATOR, LEADER):
        for words in ("/help", "/my", "/whoami", "/ack 9999"):
            await day.says(who, words, "")
    for words in ("/dispatch", "/daily", "/weekly", "/timetable", "/documents", "日报告Word版"):
        await day.says(COORDINATOR, words, "")
    for words in ("/digest", "/score", "/board"):
        await day.says(LEADER, words, "")
    for words, begins in (("/help", ""), ("/daily", "Daily report")):
        await day.says(COORDINATOR, words, begins, chat=day.group)


def _photo() -> bytes:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def _said(value: Any, key: str = "") -> Iterator[str]:
    """Yield the words of a call that people read."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _said(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _said(one, key)
    elif isinstance(value, str) and value[:1] in {"{", "["} and key not in WORDS:
        yield from _said(json.loads(value), key)
    elif isinstance(value, str) and key in WORDS:
        yield value


async def test_a_whole_day_in_english_shows_no_chinese_but_names_and_peoples_words(stage: Stage) -> None:
    stop = asyncio.Event()
    async with playing(stage, port=0, speed=10, stop=stop) as url, SandboxClient(url) as client:
        everybody = {person.name: person for person in await client.people()}
        people = {name: everybody[name] for name in (COORDINATOR, STAFF, LEADER)}
        day = Day(client, people, await client.chat(GROUP))
        for name in people:
            await day.says(name, "/language English", "English from now on")
        await client.until(day.group, lambda one: "工作看板" in one.text, timeout=PATIENCE)  # Before anybody chooses.
        await day.says(COORDINATOR, "/language English", "English", chat=day.group)
        menus = [one["params"] for one in await client.journal("setMyCommands")]
        begun = len(await client.journal())
        await _played(day)
        calls = (await client.journal())[begun:]
    held = await _held(stage)
    shown = {text: one["method"] for one in calls if _is_ours(one, day) for text in _said(one["params"])}
    left = {text: found for text in shown if (found := [run for run in HAN.findall(text) if run not in held])}
    assert len(shown) > 50
    assert left == {}
    english = [text for one in menus if one["language_code"] == "en" for text in _said(one)]
    assert len(english) > 30
    assert [run for text in english for run in HAN.findall(text) if run not in EXAMPLES] == []


def _is_ours(call: dict[str, Any], day: Day) -> bool:
    """Tell whether the call says something to one of the three, or in their group."""
    chats = {str(one.id) for one in day.people.values()} | {str(day.group.id)}
    return str(call["params"].get("chat_id")) in chats


async def _held(stage: Stage) -> str:
    """Return the names of the office, what people wrote, as the ledger holds it, and what they are told to write."""
    house = house_of(stage.settings)
    store = await Store.open(stage.settings.database_url, house=house)
    try:
        async with store.reading(now=stage.clock.now()) as books:
            entries = [repr(one.entry) for one in await books.records_of(*KINDS.values())]
    finally:
        await store.close()
    return "\n".join([EXAMPLES, *(one.name for one in house.registers), *map(repr, office_rows()), *entries])
