"""The demo's story as it stands in the data files beside this module: chats, history and script."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from bot.demo.days import Mark
from bot.roster_files import read_roster
from ledger.entries import Completion, Urgency
from ledger.roster_rows import RosterRows

_DATA = files("bot.demo") / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatPlan:
    """A group chat: what it is bound to, which reports it gets, and who is in it."""

    title: str
    reports: tuple[str, ...]
    unit: str = ""
    units: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody does something about a task: the act's Chinese name, and the words after it."""

    mark: Mark
    who: str
    act: str
    rest: str

    @classmethod
    def read(cls, text: str) -> Step:
        """Read ``"-4 16:20 翟立新 反馈 40% 初稿框架已定"``."""
        day, hour, who, act, *rest = text.split(maxsplit=4)
        return cls(Mark.read(f"{day} {hour}"), who, act, "".join(rest))


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPlan:
    """A task of the past days, and what became of it; ``key`` is how the script calls it."""

    key: str
    by: str
    given: Mark
    title: str
    lead: tuple[str, ...]
    due: Mark
    support: tuple[str, ...] = ()
    mode: Completion = Completion.EACH
    urgency: Urgency | None = None
    origin: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavePlan:
    """Somebody is away from the ``first`` to the ``last`` day of the story."""

    who: str
    said: Mark
    first: int
    last: int
    delegate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyPlan:
    """One person's daily report."""

    who: str
    said: Mark
    done: str = ""
    plan: str = ""
    difficulty: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What happened before the demo begins."""

    tasks: tuple[TaskPlan, ...]
    leaves: tuple[LeavePlan, ...]
    dailies: tuple[DailyPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a colleague does while the demo runs; ``{key}`` in the text becomes the task's number.

    ``chat`` is a group's title, else the private chat with the bot; ``press`` a button of the bot's answer.
    """

    at: Mark
    who: str
    text: str
    chat: str = ""
    photo: str = ""
    press: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """What somebody who is played may say first; places and numbers as in a line."""

    text: str
    chat: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """Who may be played (with the reason, and what to say first), and what everybody else does."""

    play: Mapping[str, str]
    lines: tuple[Line, ...]
    tries: Mapping[str, Try] = field(default_factory=dict)


@cache
def office_rows() -> RosterRows:
    """Return the demo office's roster, which is also the example roster of the documentation."""
    return read_roster("roster.csv", (_DATA / "roster.csv").read_bytes())


@cache
def chat_plans() -> tuple[ChatPlan, ...]:
    """Return the three group chats."""
    return tuple(ChatPlan(**_tuples(given)) for given in _toml("chats")["chat"])


@cache
def history() -> History:
    """Return the week before."""
    given = _toml("history")
    return History(
        tasks=tuple(_task(task) for task in given["task"]),
        leaves=tuple(LeavePlan(**{**leave, "said": Mark.read(leave["said"])}) for leave in given["leave"]),
        dailies=tuple(DailyPlan(**{**daily, "said": Mark.read(daily["said"])}) for daily in given["daily"]),
    )


@cache
def script() -> Script:
    """Return the day to come, in its order."""
    given = _toml("script")
    lines = [Line(**{**line, "at": Mark.read(line["at"])}) for line in given["line"]]
    first = Mark.read(given["daily"]["first"])
    lines += [Line(at=first.later(n), who=who, text=text) for n, (who, text) in enumerate(given["daily"]["said"])]
    tries = {who: Try(**said) for who, said in given["try"].items()}
    return Script(play=given["play"], tries=tries, lines=tuple(sorted(lines, key=lambda line: line.at)))


def numbered(text: str, numbers: Mapping[str, str]) -> str:
    """Put the numbers of the history's tasks in the place of their ``{keys}``."""
    return re.sub(r"\{(.+?)\}", lambda key: numbers[key[1]], text)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))


def _task(given: Mapping[str, Any]) -> TaskPlan:
    read: dict[str, Any] = {
        "given": Mark.read(given["given"]),
        "due": Mark.read(given["due"]),
        "steps": tuple(map(Step.read, given["steps"])),
        "mode": Completion(given.get("mode", "each")),
        "urgency": Urgency(given["urgency"]) if "urgency" in given else None,
    }
    return TaskPlan(**{**_tuples(given), **read})


def _tuples(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
