"""The ``taizhang`` application: every command by its name."""

from __future__ import annotations

import typer

from bot.cli.options import GIVEN_CONFIG, Config, typer_group

PURPOSE = "政务台账助手：以消息交办、反馈、销号，按时推送日调度、日报告、周总结。"


def _root(config: Config = None) -> None:
    GIVEN_CONFIG.set(config)


def _assembled() -> typer.Typer:
    from bot.cli import (
        backups,
        calendars,
        chats,
        checking,
        database,
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
        "ledger": ledgers,
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
