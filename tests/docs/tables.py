"""The tables of the pages as the program has them; ``python -m tests.docs.tables`` prints them to be pasted."""

from __future__ import annotations

from collections.abc import Iterator

from config.channels import BoardPage, Webhook
from config.section import Section
from config.settings import Settings
from config.showing import NOTHING, fields, written
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
    unset = {"webhook": Webhook, "page": BoardPage}  # Not set by default, so that their own settings do not show.
    found: dict[str, str] = {}
    for name, value in fields(Settings(), ""):
        found |= dict(_of_section(name, unset[name])) if name in unset else {name: value}
    return found


def _of_section(section: str, model: type[Section]) -> Iterator[tuple[str, str]]:
    for name, field in model.model_fields.items():
        yield f"{section}.{name}", NOTHING if field.is_required() else written(field.default)


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
