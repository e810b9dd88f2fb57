"""The demo's story as it stands in the data files beside this module: roster, chats and history."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from bot.demo.days import Mark
from bot.roster_files.reading import read_roster
from ledger.entries import Completion, Urgency
from ledger.roster_rows import RosterRows
from ledger.terms import Term
from ledger.values import dataclass

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
    """A task of the past days; ``key`` is its name in the script, ``chat`` the group in which it was given.

    It is ``due`` at a moment, or a ``term`` after the receipt. ``parent`` is the key of the task that it was split off.
    """

    key: str
    by: str
    given: Mark
    title: str
    lead: tuple[str, ...]
    due: Mark | None = None
    term: Term | None = None
    support: tuple[str, ...] = ()
    mode: Completion = Completion.EACH
    urgency: Urgency | None = None
    origin: str = ""
    chat: str = ""
    parent: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavePlan:
    """Somebody is away from the ``first`` to the ``last`` day of the story, or says before that to be ``back``."""

    who: str
    said: Mark
    first: int
    last: int
    delegate: str = ""
    back: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyPlan:
    """One person's daily report; ``day`` is another day than that on which it was said (补报)."""

    who: str
    said: Mark
    done: str = ""
    plan: str = ""
    difficulty: str = ""
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrencePlan:
    """Somebody sets a duty that recurs, and stops it where ``stopped`` says when."""

    who: str
    said: Mark
    text: str
    stopped: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What somebody says to the bot in private: to draw a sample (回头看), to take a circular, score or document on.

    ``answers`` is the act that takes an answer to the latest card of a kind, ``file`` names the paper that the words
    stand under.
    """

    who: str
    said: Mark
    text: str
    answers: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What people said among themselves in a group."""

    said: Mark
    who: str
    chat: str
    text: str
    photo: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What happened before the demo begins."""

    tasks: tuple[TaskPlan, ...]
    leaves: tuple[LeavePlan, ...]
    dailies: tuple[DailyPlan, ...]
    recurrences: tuple[RecurrencePlan, ...]
    draws: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    words: tuple[Word, ...]


@cache
def office_rows() -> RosterRows:
    """Return the demo office's roster, which is also the example roster of the documentation."""
    return read_roster("roster.csv", (_DATA / "roster.csv").read_bytes())


@cache
def chat_plans() -> tuple[ChatPlan, ...]:
    """Return the three group chats."""
    return tuple(ChatPlan(**_tuples(given)) for given in data("chats")["chat"])


@cache
def newcomers() -> tuple[str, ...]:
    """Return those who have not met the bot yet."""
    return tuple(data("chats")["newcomers"])


@cache
def history() -> History:
    """Return the week before."""
    given = data("history")
    return History(
        tasks=tuple(map(_task, given["task"])),
        leaves=tuple(map(_leave, given["leave"])),
        dailies=tuple(DailyPlan(**_marked(daily)) for daily in given["daily"]),
        recurrences=tuple(map(_recurrence, given["recurrence"])),
        draws=tuple(Remark(**_marked(one)) for one in given["draw"]),
        remarks=tuple(Remark(**_marked(one)) for one in given["remark"]),
        words=tuple(Word(**_marked(word)) for word in given["word"]),
    )


def data(name: str) -> dict[str, Any]:
    """Return one of the data files."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))


def _marked(given: Mapping[str, Any]) -> dict[str, Any]:
    return {**given, "said": Mark.read(given["said"])}


def _leave(given: Mapping[str, Any]) -> LeavePlan:
    back = Mark.read(given["back"]) if "back" in given else None
    return LeavePlan(**{**_marked(given), "back": back})


def _recurrence(given: Mapping[str, Any]) -> RecurrencePlan:
    stopped = Mark.read(given["stopped"]) if "stopped" in given else None
    return RecurrencePlan(**{**_marked(given), "stopped": stopped})


def _task(given: Mapping[str, Any]) -> TaskPlan:
    read: dict[str, Any] = {
        "given": Mark.read(given["given"]),
        "due": Mark.read(given["due"]) if "due" in given else None,
        "term": Term.parse(given["term"]) if "term" in given else None,
        "steps": tuple(map(Step.read, given.get("steps", ()))),
        "mode": Completion(given.get("mode", "each")),
        "urgency": Urgency(given["urgency"]) if "urgency" in given else None,
    }
    return TaskPlan(**{**_tuples(given), **read})


def _tuples(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
