"""The table of commands: name → act → where it is offered; read by the door, by /help and by wiring's menus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import Flag, auto
from typing import Any

from handlers.english.commands import DESCRIPTIONS as ENGLISH
from handlers.wording.commands import ALIASES, DESCRIPTIONS
from ledger.languages import Language
from ledger.people import Person
from ledger.permissions import scopes
from ledger.transitions import Act
from ledger.values import dataclass


class Scope(Flag):
    """Where a command stands in the menu."""

    PRIVATE = auto()
    GROUP = auto()
    ADMINISTRATOR = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One slash command; ``act`` is the handler's name, ``right`` what the person needs to be offered it."""

    name: str
    act: str
    scope: Scope
    right: Act | None = None
    args: Mapping[str, Any] = field(default_factory=dict)
    takes_number: bool = True

    @property
    def description(self) -> str:
        """What the menu says, in Chinese."""
        return DESCRIPTIONS[self.name]

    def says(self, language: Language) -> str:
        """Return what the menu says in that language."""
        return ENGLISH[self.name] if language is Language.ENGLISH else self.description


_HERE, _ADMIN = Scope.PRIVATE, Scope.ADMINISTRATOR
_BOTH = Scope.PRIVATE | Scope.GROUP | Scope.ADMINISTRATOR  # A group's administrators see their own menu instead.
_NOWHERE = Scope(0)


def _command(
    name: str, act: str, scope: Scope, right: Act | None = None, *, number: bool = True, **args: str
) -> Command:
    return Command(name=name, act=act, scope=scope, right=right, args=args, takes_number=number)


COMMANDS: tuple[Command, ...] = (
    _command("my", "my", _BOTH, number=False),
    _command("task", "task", _BOTH),
    _command("timeline", "timeline", _NOWHERE),  # The button 经过 and the word are nearer than the menu.
    _command("asof", "asof", _HERE),
    _command("today", "today", _BOTH, number=False),
    _command("find", "find", _BOTH),
    _command("why", "why", _BOTH),
    _command("assign", "assign", _BOTH, Act.ASSIGN, number=False),
    _command("split", "split", _HERE, Act.SPLIT),
    _command("recurring", "recurring", _HERE, Act.RECUR, number=False),
    _command("instruct", "instruct", _HERE, Act.INSTRUCT),
    _command("key", "orient", _HERE, Act.ORIENT),
    _command("visit", "visit", _HERE, Act.VISIT),
    _command("ack", "ack", _BOTH),
    _command("progress", "progress", _BOTH),
    _command("claim", "claim", _BOTH),
    _command("blocker", "blocker", _HERE),
    _command("unblock", "unblock", _HERE),
    _command("decline", "decline", _HERE),
    _command("correct", "correct", _HERE),
    _command("mend", "mend", _HERE),
    _command("submit", "report_day", _HERE, number=False),
    _command("leave", "leave", _HERE, number=False),
    _command("back", "back", _HERE, number=False),
    _command("extend", "extend", _HERE),
    _command("close", "close", _HERE, Act.CLOSE),
    _command("return", "return", _HERE, Act.RETURN),
    _command("archive", "archive", _HERE, Act.ARCHIVE),
    _command("recheck", "recheck", _HERE, Act.RECHECK, number=False),
    _command("reopen", "reopen", _HERE, Act.REOPEN),
    _command("remind", "remind", _BOTH, Act.REMIND),
    _command("escalate", "escalate", _HERE, Act.ESCALATE),
    _command("reassign", "reassign", _HERE),
    _command("amend", "amend", _HERE, Act.AMEND),
    _command("category", "category", _HERE, Act.CATEGORISE),
    _command("withdraw", "withdraw", _HERE, Act.WITHDRAW),
    _command("undo", "undo", _BOTH),
    _command("suspend", "suspend", _HERE, Act.SUSPEND),
    _command("resume", "resume", _HERE, Act.RESUME),
    _command("dispatch", "report", _BOTH, Act.SEE_REPORT, number=False, kind="dispatch"),
    _command("daily", "report", _BOTH, Act.SEE_REPORT, number=False, kind="daily"),
    _command("weekly", "report", _BOTH, Act.SEE_REPORT, number=False, kind="weekly"),
    _command("digest", "digest", _HERE, Act.SEE_DIGEST, number=False),
    _command("board", "board", _HERE, Act.SEE_BOARD, number=False),
    _command("score", "score", _HERE, Act.SEE_SCORES, number=False),
    _command("adjust", "adjust", _HERE, Act.PROPOSE_SCORE, number=False),
    _command("appeal", "appeal", _HERE, Act.APPEAL_SCORE),
    _command("circular", "circular", _HERE, Act.DRAFT_CIRCULAR, number=False),
    _command("minutes", "minutes", _HERE, Act.MAKE_MINUTES, number=False),
    _command("documents", "documents", _HERE, number=False),
    _command("regulations", "regulations", _HERE, number=False),
    _command("training", "training", _HERE, number=False),
    _command("meetings", "meetings", _HERE, Act.SEE_MEETING, number=False),
    _command("information", "information", _HERE, Act.SEE_INFORMATION, number=False),
    _command("export", "export", _HERE, Act.EXPORT, number=False),
    _command("verify", "verify", _HERE, Act.VERIFY, number=False),
    _command("help", "help", _BOTH, number=False),
    _command("practice", "practice", _HERE, number=False),
    _command("whoami", "whoami", _HERE, number=False),
    _command("setup", "setup", _HERE, Act.CHANGE_ROSTER, number=False),
    _command("requests", "bind.requests", _HERE, Act.BIND_PERSON, number=False),
    _command("language", "language", _BOTH, number=False),
    _command("bind", "bind", _ADMIN, Act.BIND_CHAT, number=False),
    _command("timetable", "timetable", _HERE, Act.SET_TIMETABLE, number=False),
    _command("calendar", "calendar", _HERE, Act.SET_CALENDAR, number=False),
    _command("roster", "roster", _HERE, Act.CHANGE_ROSTER, number=False),
    _command("import", "import", _HERE, Act.PREPARE_IMPORT, number=False),
    _command("start", "start", _NOWHERE, number=False),
)
"""In the order of the menu."""

_BY_NAME = {command.name: command for command in COMMANDS}
_BY_NAME |= {alias: _BY_NAME[name] for name, aliases in ALIASES.items() for alias in aliases}


def command_named(name: str) -> Command | None:
    """Return the command of that English or Chinese name."""
    return _BY_NAME.get(name.lower())


def menu(scope: Scope, language: Language = Language.CHINESE) -> tuple[tuple[str, str], ...]:
    """Return (name, description) for one menu of the platform; wiring sets them at the start."""
    return tuple((one.name, one.says(language)) for one in COMMANDS if scope in one.scope)


def offered(person: Person, *, private: bool) -> tuple[str, ...]:
    """Return the commands that /help shows: those of the place that the person's roles can use."""
    here = Scope.PRIVATE if private else Scope.GROUP | Scope.ADMINISTRATOR
    return tuple(one.name for one in COMMANDS if one.scope & here and (one.right is None or scopes(person, one.right)))
