"""The ``taizhang`` application: every command by its name."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.help_pages import Application
from bot.cli.options import CONFIG_HELP, GIVEN_CONFIG, typer_group
from bot.cli.printing import data

SHOW = "显示生效的各项设置（令牌、口令等以 *** 代替），随即结束。"
VERSION = "显示程序版本，随即结束。"
PURPOSE = "政务台账助手：以消息交办、反馈、销号，按时推送日调度、日报告、周总结。"


def _show(context: typer.Context, wanted: bool) -> None:
    """Print the settings in force, secrets hidden, and end; ``--config`` is eager, so it is known by now."""
    if wanted:
        from config.settings import load_settings
        from config.showing import shown

        for line in shown(load_settings(context.params.get("config"))):
            data(line)
        raise typer.Exit


def _say_version(wanted: bool) -> None:
    """Print the version of the program, as ``check`` and the figures name it, and end."""
    if wanted:
        from importlib.metadata import version

        data(f"taizhang {version('taizhang')}")
        raise typer.Exit


def _root(
    config: Annotated[Path | None, typer.Option("--config", help=CONFIG_HELP, metavar="FILE", is_eager=True)] = None,
    show_config: Annotated[
        bool,
        typer.Option("--show-config", help=SHOW, callback=_show),
    ] = False,
    show_version: Annotated[
        bool,
        typer.Option("--version", help=VERSION, callback=_say_version, is_eager=True),
    ] = False,
) -> None:
    del show_config, show_version  # Dealt with while they were read.
    GIVEN_CONFIG.set(config)


COMMANDS = {
    "running": ("demo", "run", "sandbox"),
    "checking": ("check",),
    "reporting": ("report",),
    "understanding": ("understand",),
    "backups": ("backup", "restore"),
}
"""Which module has which commands."""
GROUPS = {
    "roster": "rosters",
    "chats": "chats",
    "channels": "channels",
    "ledger": "ledgers",
    "feeds": "feeds",
    "calendar": "calendars",
    "rules": "rules",
    "regulations": "regulations",
    "training": "trainings",
    "inbox": "inboxes",
    "retention": "retention",
    "db": "database",
}
"""Which group of commands is in which module."""


def application(called: str = "") -> Application:
    """Return the application with the command or the group that is called, or with all where none has that name.

    The others are not loaded: typer would read the signatures of all, which takes a tenth of a second.
    """
    root = typer_group(PURPOSE, shown="taizhang demo")
    root.callback()(_root)
    modules = [one for one, names in COMMANDS.items() if called in names]
    groups = [name for name in GROUPS if name == called]
    is_whole = not modules and not groups
    for one in COMMANDS if is_whole else modules:
        _module(one).add_to(root)
    for name in GROUPS if is_whole else groups:
        root.add_typer(_module(GROUPS[name]).group, name=name)
    if modules:
        root.registered_commands = [one for one in root.registered_commands if one.name == called]
    return root


def _module(name: str) -> Any:
    return import_module(f"bot.cli.{name}")
