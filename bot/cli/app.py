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
        rosters,
        rules,
        running,
        trainings,
        understanding,
    )

    root = typer_group(PURPOSE, shown="taizhang demo")
    root.callback()(_root)
    running.add_to(root)
    checking.add_to(root)
    reporting.add_to(root)
    understanding.add_to(root)
    backups.add_to(root)
    groups = {
        "roster": rosters,
        "chats": chats,
        "ledger": ledgers,
        "calendar": calendars,
        "rules": rules,
        "regulations": regulations,
        "training": trainings,
        "inbox": inboxes,
        "db": database,
    }
    for name, module in groups.items():
        root.add_typer(module.group, name=name)
    return root


app = _assembled()
