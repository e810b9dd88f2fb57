"""The tables of the pages as the program has them; ``python -m tests.docs.tables`` prints them to be pasted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr

from config.channels import Webhook
from config.section import Address
from config.settings import Settings
from config.timetable import Rule
from handlers.commands import COMMANDS, Command, Scope
from handlers.wording.commands import ALIASES
from handlers.wording.helping import TOPICS
from handlers.wording.terms import ROLE
from ledger.people import Role
from ledger.permissions import PERMISSIONS
from ledger.permissions import Scope as Reach
from ledger.transitions import Act

SCOPE_WORDS = {scope: scope.value.replace("_", " ") for scope in Reach} | {Reach.NONE: "–"}
ROLE_WORDS = {role: role.value for role in Role} | {Role.ADMIN: "administrator"}

_PER_DAY, _PER_HOUR, _PER_MINUTE = 86_400, 3_600, 60


def commands() -> list[list[str]]:
    """Return the manual's table of commands: name, other names, purpose, where, who."""
    return [
        [f"/{one.name}", "、".join(ALIASES[one.name]), one.description, _places(one), _users(one)] for one in COMMANDS
    ]


def topics() -> list[list[str]]:
    """Return the manual's table of topics of the help: name, other names."""
    return [[one.name, "、".join(one.also)] for one in TOPICS]


def _places(command: Command) -> str:
    if command.scope == Scope(0):
        return "私聊"
    private = "私聊" if Scope.PRIVATE in command.scope else ""
    group = "群" if command.scope & (Scope.GROUP | Scope.ADMINISTRATOR) else ""
    return "、".join(word for word in (private, group) if word)


def _users(command: Command) -> str:
    if command.right is None:
        return "全部"
    able = [ROLE[role] for role in Role if PERMISSIONS[role, command.right] is not Reach.NONE]
    return "、".join(able)


def permissions() -> list[list[str]]:
    """Return the table of rights, one act a row, one role a column."""
    return [[act.value, *(SCOPE_WORDS[PERMISSIONS[role, act]] for role in Role)] for act in Act]


def settings() -> dict[str, str]:
    """Return every setting by its dotted name, with its default as the settings file would say it."""
    return dict(_fields(Settings(), ""))


def _fields(section: BaseModel, prefix: str) -> Iterator[tuple[str, str]]:
    for name in type(section).model_fields:
        value = getattr(section, name)
        if prefix + name == "webhook":
            yield from _webhook()
        elif isinstance(value, Rule):
            yield prefix + name, f'{{ time = "{value.time:%H:%M}", on = "{value.on}" }}'
        elif isinstance(value, Mapping):
            for key, one in value.items():
                yield from _fields(one, f"{prefix}{name}.{key}.")
        elif isinstance(value, BaseModel):
            yield from _fields(value, f"{prefix}{name}.")
        else:
            yield prefix + name, written(value)


def _webhook() -> Iterator[tuple[str, str]]:
    for name, field in Webhook.model_fields.items():
        yield f"webhook.{name}", "–" if field.is_required() else written(field.default)


def written(value: Any) -> str:
    """Return a value as it is written in the settings file; nothing set shows as a dash."""
    if value is None or isinstance(value, SecretStr):
        return "–"
    if isinstance(value, timedelta):
        return json.dumps(_duration(int(value.total_seconds())))
    if isinstance(value, time):
        return f'"{value:%H:%M}"'
    if isinstance(value, Address):
        return f'"{value.host}:{value.port}"'
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value if not isinstance(value, Path) else str(value), ensure_ascii=False)


def _duration(seconds: int) -> str:
    for unit, size in (("d", _PER_DAY), ("h", _PER_HOUR), ("m", _PER_MINUTE)):
        if seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _main() -> None:
    for row in [
        *commands(),
        *topics(),
        *permissions(),
        *([f"`{name}`", f"`{value}`"] for name, value in settings().items()),
    ]:
        print(_line(row))  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    _main()
