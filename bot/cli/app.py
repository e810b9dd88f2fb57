"""The ``taizhang`` application: every command by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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


def _assembled() -> Application:
    from bot.cli import backups, checking, reporting, running, understanding

    root = typer_group(PURPOSE, shown="taizhang demo")
    root.callback()(_root)
    for module in (running, checking, reporting, understanding, backups):
        module.add_to(root)
    for name, one in _groups().items():
        root.add_typer(one, name=name)
    return root


def _groups() -> dict[str, typer.Typer]:
    from bot.cli import (
        calendars,
        channels,
        chats,
        database,
        feeds,
        inboxes,
        ledgers,
        regulations,
        retention,
        rosters,
        rules,
        trainings,
    )

    return {
        "roster": rosters.group,
        "chats": chats.group,
        "channels": channels.group,
        "ledger": ledgers.group,
        "feeds": feeds.group,
        "calendar": calendars.group,
        "rules": rules.group,
        "regulations": regulations.group,
        "training": trainings.group,
        "inbox": inboxes.group,
        "retention": retention.group,
        "db": database.group,
    }


app = _assembled()
