"""The demo's day to come as it stands in the data files: who may be played, and what everybody else does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cache
from typing import Any

from bot.demo.days import Mark
from bot.demo.plan import data
from ledger.values import dataclass

_KEY = re.compile(r"\{(.+?)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a colleague does while the demo runs; ``{key}`` in the words becomes the task's number.

    ``chat`` is a group's title, else the private chat with the bot. ``text`` is written, in ``reply`` to the newest
    message that holds those words, in the place (``edit``) of one's own, or under a ``file``. ``press`` is a button: of
    the bot's answer, or without a text of the newest message that holds ``on``. ``names`` is the key by which later
    lines call the task that this one brought about. ``blocks`` puts the bot away, ``contact`` shares one's own.
    ``asks``: the words leave nothing in the ledger; they are answered by a list, a question or a refusal.
    """

    at: Mark
    who: str
    text: str = ""
    chat: str = ""
    reply: str = ""
    edit: str = ""
    file: str = ""
    press: str = ""
    on: str = ""
    names: str = ""
    blocks: bool = False
    contact: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """What somebody who is played may say first; places and numbers as in a line."""

    text: str
    chat: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """Who may be played (with the reason, also in English, and what to say first), and what everybody else does."""

    play: Mapping[str, str]
    lines: tuple[Line, ...]
    tries: Mapping[str, Try] = field(default_factory=dict)
    play_en: Mapping[str, str] = field(default_factory=dict)


@cache
def script() -> Script:
    """Return the days to come, in their order."""
    given = data("script")
    tries = {who: Try(**said) for who, said in given["try"].items()}
    lines = sorted((*_days(given), *_dailies(given)), key=lambda line: line.at)
    return Script(play=given["play"], lines=tuple(lines), tries=tries, play_en=given["play_en"])


def _days(given: Mapping[str, Any]) -> Iterator[Line]:
    for line in given["line"]:
        yield Line(**{**line, "at": Mark.read(line["at"])})


def _dailies(given: Mapping[str, Any]) -> Iterator[Line]:
    """Daily reports come one after the other."""
    first = Mark.read(given["daily"]["first"])
    for minutes, (who, text) in enumerate(given["daily"]["said"]):
        yield Line(at=first.later(minutes), who=who, text=text)


def keys_in(*texts: str) -> set[str]:
    """Return the keys of tasks that the texts name."""
    return {key for text in texts for key in _KEY.findall(text)}


def numbered(text: str, numbers: Mapping[str, str]) -> str:
    """Put the numbers of tasks in the place of their ``{keys}``; ``KeyError`` for one that is not there (yet)."""
    return _KEY.sub(lambda key: numbers[key[1]], text)
