"""Slash commands as words: /ack 118 and /claim 118 are read like 收到 and 申请销号 with a number."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handlers.reading.late import Late
from handlers.reading.numbers import TaskNumber, from_argument
from handlers.reading.replies import heard, which_task
from handlers.reading.said import Said
from handlers.reading.values import Intent, Reading

_COMMAND = Late(r"^\s*/(?P<name>[a-z_]{1,32})(?:@\w{1,64})?(?:\s+|$)")

PLAIN: Mapping[str, Intent] = MappingProxyType(
    {
        "ack": Intent.ACK,
        "progress": Intent.PROGRESS,
        "extend": Intent.EXTEND_REQUEST,
        "claim": Intent.CLOSE_REQUEST,
        "close": Intent.CLOSE_APPROVE,
        "return": Intent.CLOSE_REJECT,
        "remind": Intent.URGE,
        "task": Intent.QUERY,
        "my": Intent.QUERY,
        "today": Intent.QUERY,
        "why": Intent.QUERY,
        "score": Intent.QUERY,
    }
)
"""What a command means where its words say nothing more precise."""

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "dispatch": "给我来份日调度",
        "daily": "给我来份日报",
        "weekly": "给我来份周总结",
        "export": "导出台账",
        "assign": "",
    }
)
"""Commands that stand for a sentence."""


def command_of(text: str) -> tuple[str, str] | None:
    """Return the command's name and what follows it, or nothing where the text is no command."""
    found = _COMMAND.match(text) if "/" in text else None
    return (found["name"], text[found.end() :].strip()) if found else None


def numbered(said: Said) -> TaskNumber | None:
    """Return the task number that a command's argument begins with: 118, 118号, DB-2026-118."""
    return from_argument(said.plain, said.now.today.year)


def plain(said: Said, name: str) -> Reading:
    """Return what the command means by itself."""
    intent = PLAIN[name]
    asks = () if intent is Intent.QUERY else which_task(said)
    return heard(said, intent, asks=asks, **_ARGS.get(name, {}))


_ARGS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "my": {"filter": "open", "mine": True},
        "today": {"filter": "due", "period": "today"},
        "why": {"filter": "why"},
        "score": {"filter": "score"},
        "task": {"filter": "task"},
    }
)
