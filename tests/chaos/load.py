"""A crowd at work: many people in many chats, each message with a word of its own and a known effect.

The crowd knows what the ledger must hold and who must be answered how often, without ever asking the bot's tables.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.demo.pictures import photo
from bot.sandbox import acts
from bot.sandbox.values import Room
from tests.chaos.office import Json, Office

SIGNS = "梅兰竹菊松柏桃杏莲荷桂枫榆槐柳桐"
FAR_APART = 654_321
"""Odd, so that no two numbers meet; neighbours differ in most signs, for titles that are alike are asked about."""
UNITS = {
    "综合科": ("赵刚", "张三", "王五"),
    "秘书一科": ("吴敏", "赵六", "李明"),
    "行政科": ("郑华", "何平", "罗兰"),
    "财政局": ("冯涛", "林芳"),
    "住建局": ("韩雪", "黄河"),
    "发改委": ("杨帆", "马力"),
    "城管局": ("朱江", "董洁"),
}
COORDINATORS = ("李四", "周琳")
OUTSIDER = "高远"
REPORTERS = ("张三", "王五", "赵六", "李明", "何平", "罗兰", "林芳", "黄河", "马力", "董洁")

Key = tuple[int, int]
"""Chat and message."""


@dataclass
class Task:
    """A task that the crowd has seen on a card."""

    number: str
    unit: str
    receipt: str = ""
    """Who has signed for it, once somebody has been sent to."""
    ready: bool = False


@dataclass
class Crowd:
    """Says and does the next thing; remembers what must come of it."""

    office: Office
    chance: random.Random
    tasks_wanted: int = 40
    effects: dict[str, int] = field(default_factory=dict)
    """How many entries each word, or each task's receipt, must have become."""
    answers: Counter[Key] = field(default_factory=Counter)
    """How often each message must be answered."""
    tasks: dict[str, Task] = field(default_factory=dict)
    cards: dict[str, Key] = field(default_factory=dict)
    """The order of each word that becomes an entry only by a tap on the order's card."""
    _asked: dict[Key, str] = field(default_factory=dict)
    _titles: dict[str, str] = field(default_factory=dict)
    _editable: list[tuple[str, Json, Room, Task]] = field(default_factory=list)
    _seen: int = 0

    def step(self) -> None:
        """Look at what the bot said, and do one thing that somebody in the office would."""
        self.look()
        choices: Sequence[tuple[Callable[[], bool], int]] = (
            (self.assigns, 8),
            (self.signs, 8),
            (self.progresses, 45),
            (self._edits, 12),
            (self._reports, 8),
            (self._meddles, 4),
            (self.photographs, 2),
            (self._chats, 90),
        )
        acts_, weights = zip(*choices, strict=True)
        while not self.chance.choices(acts_, weights)[0]():
            pass

    def look(self) -> None:
        """Take in what the bot has said: confirm cards, learn tasks and receipts."""
        feed = self.office.world.feed
        for fact in feed.since(self._seen):
            self._seen = fact["seq"]
            if fact["kind"] == "message" and fact["message"]["from"]["id"] == self.office.account.id:
                self._hear(self.office.world.rooms[fact["room"]], fact["message"])

    def _hear(self, room: Room, message: Json) -> None:
        text, answered = message.get("text", ""), message.get("reply_to_message", {}).get("message_id", 0)
        asker = self._asked.pop((room.id, answered), None)
        if asker is not None:
            for _ in range(self.chance.choice((1, 1, 1, 2))):  # An impatient thumb taps twice; that counts once.
                self.office.taps(asker, "确认", message, chat=room)
        number, _, rest = text.partition(" ")
        if rest.startswith("交办事项") and number not in self.tasks:
            for word in [word for word in self._titles if word in rest]:
                self.tasks[number] = Task(number, self._titles.pop(word))
        elif "已签收" in text and number in self.tasks:
            self.tasks[number].ready = True

    def assigns(self) -> bool:
        if len(self.tasks) + len(self._titles) >= self.tasks_wanted:
            return False
        who, unit, group = self.chance.choice(COORDINATORS), self.chance.choice(list(UNITS)), self._group()
        word = self.word()
        self._titles[word] = unit
        said = self.office.says(who, f"请{unit}周五下班前报送{word}分析材料", chat=group)
        self.answers[group.id, said["message_id"]] = 1
        self._asked[group.id, said["message_id"]] = who
        self.cards[word] = group.id, said["message_id"]
        return True

    def signs(self) -> bool:
        task = self._any(lambda task: not task.receipt)
        if task is None:
            return False
        task.receipt = UNITS[task.unit][0]
        self.effects[task.number] = 1
        cards = [one for one in self.office.said(task.receipt) if one["text"].startswith(f"{task.number} 交办")]
        if cards and self.chance.random() < 0.5:
            self.office.taps(task.receipt, "签收", cards[-1])
        else:
            self._say(task.receipt, f"签收 {task.number}")
        return True

    def progresses(self) -> bool:
        task = self._any(lambda task: task.ready)
        if task is None:
            return False
        who = self.chance.choice(UNITS[task.unit])
        room = self.chance.choice((self.office.room(who), self._group()))
        said = self._say(who, f"{self._done(task)}{self.word()}汇总", room)
        self._editable.append((who, said, room, task))
        return True

    def _edits(self) -> bool:
        if not self._editable:
            return False
        who, said, room, task = self._editable.pop(self.chance.randrange(len(self._editable)))
        self.office.edits(who, said, f"{self._done(task)}{self.word()}汇总", chat=room)
        self.answers[room.id, said["message_id"]] += 1
        return True

    def _done(self, task: Task) -> str:
        return f"{task.number}完成{self.chance.randrange(1, 99)}%，已完成"

    def _reports(self) -> bool:
        who = self.chance.choice(REPORTERS)
        self._say(who, f"今日：起草{self.word()}提纲。明日：校核。困难：无")
        return True

    def _meddles(self) -> bool:
        task = self._any(lambda task: task.ready)
        if task is not None:
            self._say(OUTSIDER, f"签收 {task.number}")  # Not hers to sign for: a refusal and no entry.
        return task is not None

    def photographs(self) -> bool:
        task = self._any(lambda task: task.ready)
        if task is None:
            return False
        who = self.chance.choice(UNITS[task.unit])
        caption = f"{task.number} {self.word()}照片"
        room = self.office.room(who)
        file, given = ("photo.png", photo(task.unit)), {"caption": caption}
        said = acts.send_file(self.office.world, room, self.office.people[who], file, kind="photo", given=given)
        self.answers[room.id, said["message_id"]] = 1
        return True

    def _chats(self) -> bool:
        word, group = self.word(entries=0), self._group()
        said = self.office.says(self.chance.choice(list(self.office.people)), f"周五聚餐去{word}吗？", chat=group)
        self.answers[group.id, said["message_id"]] = 0
        return True

    def _say(self, who: str, text: str, room: Room | None = None) -> Json:
        room = room or self.office.room(who)
        said = self.office.says(who, text, chat=room)
        self.answers[room.id, said["message_id"]] = 1
        return said

    def _group(self) -> Room:
        return self.chance.choice(self.office.groups)

    def _any(self, fits: Callable[[Task], bool]) -> Task | None:
        found = [task for task in self.tasks.values() if fits(task)]
        return self.chance.choice(found) if found else None

    def word(self, entries: int = 1) -> str:
        """Return a word that nobody has used yet, and note how many entries it must become."""
        number, word = (len(self.effects) + 1) * FAR_APART % len(SIGNS) ** 5, ""
        for _ in range(5):
            number, sign = divmod(number, len(SIGNS))
            word = SIGNS[sign] + word
        self.effects[word] = entries
        return word
