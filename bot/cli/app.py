"""The ``taizhang`` application: every command by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import CONFIG_HELP, GIVEN_CONFIG, typer_group
from bot.cli.printing import data

SHOW = "显示生效的各项设置（令牌、口令等以 *** 代替），随即结束。"
PURPOSE = "政务台账助手：以消息交办、反馈、销号，按时推送日调度、日报告、周总结。"


def _show(context: typer.Context, wanted: bool) -> None:
    """Print the settings in force, secrets hidden, and end; ``--config`` is eager, so it is known by now."""
    if wanted:
        from config.settings import load_settings
        from config.showing import shown

        for line in shown(load_settings(context.params.get("config"))):
            data(line)
        raise typer.Exit


def _root(
    config: Annotated[Path | None, typer.Option("--config", help=CONFIG_HELP, metavar="FILE", is_eager=True)] = None,
    show_config: Annotated[
        bool,
        typer.Option("--show-config", help=SHOW, callback=_show),
    ] = False,
) -> None:
    del show_config  # Dealt with while it was read.
    GIVEN_CONFIG.set(config)


def _assembled() -> typer.Typer:
    from bot.cli import (
        backups,
        calendars,
        channels,
        chats,
        checking,
        database,
        feeds,
        inboxes,
        ledgers,
        regulations,
        reporting,
        retention,
        rosters,
        rules,
        running,
        trainings,
        understanding,
    )

    root = typer_group(PURPOSE, shown="taizhang demo")
    root.callback()(_root)
    for module in (running, checking, reporting, understanding, backups):
        module.add_to(root)
    groups = {
        "roster": rosters,
        "chats": chats,
        "channels": channels,
        "ledger": ledgers,
        "feeds": feeds,
        "calendar": calendars,
        "rules": rules,
        "regulations": regulations,
        "training": trainings,
        "inbox": inboxes,
        "retention": retention,
        "db": database,
    }
    for name, one in groups.items():
        root.add_typer(one.group, name=name)
    return root


app = _assembled()
