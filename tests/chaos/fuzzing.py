"""Updates that nobody meant: made of the schema's own objects, then broken; from people without any right."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.schema import table
from bot.sandbox.shapes import choices

Json = dict[str, Any]

KINDS = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")
"""What the bot asks for, so what comes most; every other kind of the schema comes, too."""
ACTS = (
    "请张三周五前报送简报", "/assign 请张三周五前报送简报", "DB-2026-1 完成80%", "/close 1", "同意销号",
    "/withdraw 1 误发", "收到", "/bind", "请假：明天", "日报：今日完成简报", "/start AAAA", "催办所有逾期",
    "/amend 1 下周三", "转王五",
    "延期到下周", "/reassign 1 王五",
)  # fmt: skip
HOSTILE = (
    "", " ", "\x00", "\ud83d", "\u202e逆", "'; DROP TABLE entries;--", "<b>粗", "{0.__class__}", "%s%n", "${jndi:x}",
    "{{7*7}}", "\n\r\t", "𠮷" * 50, "A" * 5000, "＝1+1", "../../x", "null", "true", "1e309", "2月30日", "99999999年",
)  # fmt: skip
NUMBERS = (0, -1, 1, 2**31, 2**53 + 1, 2**63 - 1, 2**63, -(2**63) - 1, 10**30, 1.5, -0.0, 1e308)
JUNK: tuple[Any, ...] = (
    *(None, True, [], {}, "x", "12", [[]], {"id": {"id": "1"}}, [None, {}]),
    *NUMBERS,
    *HOSTILE,
)
DEEPEST = 150
ANONYMOUS, SERVICE, CHANNEL_BOT = 1087968824, 777000, 136817688


@dataclass
class Fuzzer:
    """Draws updates; ``chats`` are real, ``bound`` people too, whose words only come in ways that must not count."""

    chance: random.Random
    chats: list[Json]
    bound: list[Json]
    objects: Json = field(default_factory=lambda: table()["objects"])

    def update(self) -> Json:
        """Return the body of one update."""
        kinds = [name for name in self.objects["Update"] if name != "update_id"]
        kind = self.chance.choice(KINDS if self.chance.random() < 0.8 else kinds)
        made = {kind: self._value(self.objects["Update"][kind], depth=0)}
        if "message" in kind or "post" in kind:
            self._say(made[kind])
        for _ in range(self.chance.choice((0, 1, 1, 2, 4))):
            self._break(made)
        self._without_rights(made)
        return made

    def _value(self, kinds: str, depth: int) -> Any:
        kind = self.chance.choice(choices(kinds))
        if kind.startswith("array<"):
            parts = range(self.chance.choice((0, 1, 2)) if depth < 4 else 0)
            return [self._value(kind[len("array<") : -1], depth + 1) for _ in parts]
        if (known := self.objects.get(kind)) is not None:
            return self._value(known, depth) if isinstance(known, str) else self._object(known, depth)
        return self._plain(kind.partition("=")[2] or kind)

    def _object(self, fields: dict[str, str], depth: int) -> Json:
        """Return an object with what it must have, and some of what it may have."""
        odds = 0.12 if depth < 2 else 0.03
        chosen = {name: kinds for name, kinds in fields.items() if kinds[0] in "!=" or self.chance.random() < odds}
        if depth > 5:
            chosen = {name: kinds for name, kinds in chosen.items() if kinds.lstrip("!") in ("integer", "string")}
        return {name: self._value(kinds.lstrip("!"), depth + 1) for name, kinds in chosen.items()}

    def _plain(self, kind: str) -> Any:
        plain: dict[str, Callable[[], Any]] = {
            "integer": lambda: self.chance.choice((7, 42, 1795764300, self.chance.choice(NUMBERS))),
            "float": lambda: self.chance.choice(NUMBERS),
            "boolean": lambda: self.chance.random() < 0.5,
            "string": lambda: self.chance.choice((*ACTS, *HOSTILE)),
        }
        return plain[kind]() if kind in plain else kind

    def _say(self, message: Any) -> None:
        """Let most messages stand in a real chat and hold words that would mean something if the right person spoke."""
        if isinstance(message, dict) and self.chance.random() < 0.8:
            message |= {"chat": dict(self.chance.choice(self.chats)), "text": self.chance.choice(ACTS)}
            message["date"] = 1795764300 + self.chance.randrange(1000)

    def _break(self, made: Json) -> None:
        """Put something else in the place of something, leave it out, or hide it in a deep nest."""
        places = list(_places(made))
        if not places:
            return
        holder, key = self.chance.choice(places)
        how = self.chance.randrange(6)
        if how == 0:
            del holder[key]
        elif how == 1:
            holder[key] = _nested(holder[key], self.chance.randrange(2, DEEPEST))
        else:
            holder[key] = copy.deepcopy(self.chance.choice(JUNK))  # Else the next break would be in all of them.

    def _without_rights(self, made: Json) -> None:
        """Let nobody be heard who has a right to be: only strangers, bots, the anonymous, channels, forged taps."""
        for kind in [kind for kind, inner in made.items() if isinstance(inner, dict)]:
            for name in ("migrate_to_chat_id", "migrate_from_chat_id"):
                made[kind].pop(name, None)  # The platform alone says this, and it is believed.
            if kind == "callback_query":
                made[kind]["from"] = self._somebody()
            elif "from" in made[kind] or self.chance.random() < 0.9:
                made[kind] |= self._unheard()

    def _somebody(self) -> Json:
        return dict(self.chance.choice(self.bound)) if self.chance.random() < 0.5 else self._stranger()

    def _stranger(self) -> Json:
        number = self.chance.choice((ANONYMOUS, SERVICE, CHANNEL_BOT, 900_000 + self.chance.randrange(50), 2**40))
        name = self.chance.choice((*HOSTILE, "陈静"))
        return {"id": number, "is_bot": self.chance.random() < 0.2, "first_name": name}

    def _unheard(self) -> Json:
        """Return a sender without rights, or one of the office whose words are not their own."""
        way = self.chance.randrange(5)
        if way < 2:
            return {"from": self._stranger()}
        somebody, channel = dict(self.chance.choice(self.bound)), {"id": -100_555, "type": "channel", "title": "频道"}
        bot = {"id": 99, "is_bot": True, "first_name": "别的机器人", "username": "other_bot"}
        ways = ({"sender_chat": channel}, {"via_bot": bot}, {"from": somebody | {"is_bot": True}})
        return {"from": somebody} | ways[way - 2]


def _places(holder: Any) -> Iterator[tuple[Any, Any]]:
    """Yield everything in the update that can be replaced, as where it lies and under which key."""
    keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
    for key in keys:
        yield holder, key
        if isinstance(holder[key], dict | list):
            yield from _places(holder[key])


def _nested(value: Any, depth: int) -> Any:
    for _ in range(depth):
        value = {"a": value}
    return value


def stalling() -> list[Json]:
    """Return the kinds of malformed updates over which stock clients stall for ever."""
    chat, user = {"id": -1, "type": "supergroup", "title": "群"}, {"id": 5, "is_bot": False, "first_name": "某"}
    message: Json = {"message_id": 1, "date": 1795764300, "chat": chat, "from": user, "text": "x"}
    return [
        {"message": message | {"date": "yesterday"}},
        {"message": message | {"chat": "nowhere"}},
        {"message": message | {"from": []}},
        {"message": message | {"entities": [{"type": "bold", "offset": "0", "length": None}]}},
        {"message": {name: value for name, value in message.items() if name != "message_id"}},
        {"message": message | {"chat": chat | {"id": 10**40}}},
        {"callback_query": {"id": 7, "from": user, "chat_instance": {}, "message": 5, "data": ["x"]}},
        {"my_chat_member": {"chat": chat, "from": user, "date": 1, "old_chat_member": {"status": "emperor"}}},
        {"message": "not an object"},
        {"message": message | {"reply_to_message": message | {"reply_to_message": {"chat": 3}}}},
        {"edited_message": message | {"edit_date": 10**30, "text": "\ud800"}},
        {"message": message | {"photo": [{"file_id": 5, "width": "wide"}], "text": None}},
    ]
