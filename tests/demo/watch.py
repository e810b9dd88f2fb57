"""Watches the demo from its morning to the next workday's evening, and prints what a visitor could have seen.

``python -m tests.demo.watch [--speed 600] [--until "1 18:10"] [--transcript FILE]``; not a part of the test suite.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from structlog.testing import LogCapture

from bot.demo.days import Mark
from bot.demo.preparing import Stage, prepare
from bot.demo.script import Line, keys_in, numbered, script
from bot.demo.show import playing
from bot.house import house_of
from bot.sandbox.values import Room
from storage.store import Store
from storage.verify import verify
from tests.demo.conftest import START

LOOK_EVERY = 0.2


@dataclass
class Watch:
    """What was seen of one run of the demo."""

    stage: Stage
    since: int
    logs: list[Any] = field(default_factory=list)

    def said(self, room: Room) -> list[dict[str, Any]]:
        """Return the room's messages of the demo's own days."""
        return [message for message in room.messages.values() if message["date"] >= self.since]

    def by_room(self) -> list[str]:
        """Return how many messages each chat got."""
        rooms = self.stage.world.rooms.values()
        counts = [(len(self.said(room)), len(room.messages), title_of(room)) for room in rooms]
        return [f"{title}：{new}条（连同以前{total}条）" for new, total, title in sorted(counts, reverse=True) if new]

    def reports(self) -> list[str]:
        """Return each report as it came into a group: when, where, its first line."""
        found = []
        for title, chat in self.stage.cast.chats.items():
            for message in self.said(self.stage.world.room(chat)):
                head = text_of(message).partition("\n")[0]
                drawn = "photo" in message
                if message["from"]["is_bot"] and not drawn and head.startswith(("日调度", "日报告", "周总结")):
                    found.append((message["date"], f"{self.clock(message)} {title}：{head}"))
        return [line for _, line in sorted(found)]

    def clock(self, message: dict[str, Any]) -> str:
        """Return when the message was sent, in business time."""
        moment = datetime.fromtimestamp(message["date"], START.tzinfo)
        return f"{self.stage.days.hours.local(moment):%m-%d %H:%M}"

    def answer_to(self, line: Line, sources: set[tuple[int, int]]) -> str | None:
        """Return the bot's answer to a line that left nothing in the ledger; ``None`` where it did, or was not said."""
        if not keys_in(line.text) <= self.stage.numbers.keys():
            return "（没有说出）"
        chat = self.stage.cast.chats[line.chat] if line.chat else self.stage.cast.users[line.who]
        room, words = self.stage.world.room(chat), numbered(line.text, self.stage.numbers)
        mine = [m for m in self.said(room) if text_of(m) == words and m["from"]["first_name"] == line.who]
        if not mine:
            return "（没有说出）"
        if any((chat, m["message_id"]) in sources for m in mine):
            return None
        later = [m for m in self.said(room) if m["message_id"] > mine[-1]["message_id"] and m["from"]["is_bot"]]
        return text_of(later[0]) if later else "（无答复）"

    def transcript(self, room: Room) -> list[str]:
        """Return the room's messages as text."""
        lines = [f"## {title_of(room)}"]
        for message in room.messages.values():
            buttons = message.get("reply_markup", {}).get("inline_keyboard", [])
            labels = "".join(f"［{button['text']}］" for row in buttons for button in row)
            kind = "".join(f"<{name}>" for name in ("photo", "document", "contact") if name in message)
            edited = "（已修改）" if "edit_date" in message else ""
            who = message["from"]["first_name"]
            lines.append(f"{self.clock(message)} {who}：{kind}{text_of(message)}{edited} {labels}".rstrip())
        return lines


def text_of(message: dict[str, Any]) -> str:
    """Return the text or caption."""
    return str(message.get("text") or message.get("caption") or "")


def title_of(room: Room) -> str:
    """Return the name of the group, or of the person."""
    return str(room.chat.get("title") or room.chat.get("first_name"))


async def watched(speed: float, until: Mark, folder: Path) -> tuple[Watch, float]:
    """Run the demo until the mark; returns what was seen, and the real seconds."""
    logs = LogCapture()
    structlog.configure(processors=[logs])
    stage, stop = await prepare(START, folder), asyncio.Event()
    watch, began = Watch(stage, int(START.timestamp()), logs.entries), time.monotonic()
    async with playing(stage, port=0, speed=speed, stop=stop):
        while stage.clock.now() < stage.days.moment(until) and not stop.is_set():  # noqa: ASYNC110 - a clock rings not
            await asyncio.sleep(LOOK_EVERY)
        await asyncio.sleep(2)  # What is on its way arrives.
    return watch, time.monotonic() - began


async def ledger_of(stage: Stage) -> tuple[list[str], set[tuple[int, int]]]:
    """Return the figures of the ledger, and the messages that left an entry in it."""
    store = await Store.open(stage.settings.database_url, house=house_of(stage.settings))
    try:
        verdict = await verify(store)
        async with store.reading(now=stage.clock.now()) as books:
            facts = await books.facts(since=START - timedelta(days=60), at=stage.clock.now())
        outbox = await store.outbox.counts()
    finally:
        await store.close()
    kinds = Counter(type(record.entry).__name__ for record in facts.records)
    states = Counter(task.status.value for task in facts.tasks)
    figures = [
        f"台账{'完整' if verdict.is_whole else '不完整'}，{verdict.entries}条",
        "条目：" + "，".join(f"{kind} {count}" for kind, count in kinds.most_common()),
        f"事项{len(facts.tasks)}件：" + "，".join(f"{state} {count}" for state, count in states.most_common()),
        f"逾期{sum(task.is_open and task.is_overdue(stage.clock.now()) for task in facts.tasks)}件",
        "发件：" + "，".join(f"{state} {count}" for state, count in outbox.items()),
    ]
    sources = {(r.source.chat, r.source.message) for r in facts.records if r.source.chat and r.source.message}
    return figures, sources


def unheard(watch: Watch, sources: set[tuple[int, int]], until: Mark) -> list[str]:
    """Return the lines after which the ledger says nothing, with the bot's answer; chatter among people is left out."""
    found = []
    for line in script().lines:
        chatter = line.chat and not (line.reply or line.press or line.text.startswith("/"))
        if line.at < until and line.text and not chatter and not line.press and not line.edit:
            answer = watch.answer_to(line, sources)
            if answer is not None:
                mark = "预期" if line.asks else "留意"
                found.append(f"[{mark}] {line.at.day} {line.at.hour:%H:%M} {line.who}：{line.text} → {answer[:120]!r}")
    return found


def main() -> None:
    """Watch, and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--speed", type=float, default=600)
    asked.add_argument("--until", default="1 18:10")
    asked.add_argument("--transcript", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="taizhang-watch-") as folder:
        watch, seconds = asyncio.run(watched(given.speed, Mark.read(given.until), Path(folder)))
        figures, sources = asyncio.run(ledger_of(watch.stage))
    warnings = Counter(
        (entry["log_level"], entry["event"], entry.get("who") or entry.get("reason") or entry.get("kind"))
        for entry in watch.logs
        if entry["log_level"] not in ("debug", "info")
    )
    parts = {
        f"耗时 {seconds:.0f} 秒，{given.speed:g} 倍": figures,
        "报告": watch.reports(),
        "未成为登记的话": unheard(watch, sources, Mark.read(given.until)),
        "警告": [f"{level} {event} {why}：{count}次" for (level, event, why), count in warnings.items()],
        "消息": watch.by_room(),
    }
    sys.stdout.write("\n\n".join("\n".join([f"== {title}", *lines]) for title, lines in parts.items()) + "\n")
    if given.transcript:
        rooms = (room for room in watch.stage.world.rooms.values() if watch.said(room))
        given.transcript.write_text("\n\n".join("\n".join(watch.transcript(room)) for room in rooms), "utf-8")


if __name__ == "__main__":
    main()
