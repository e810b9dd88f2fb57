"""``taizhang ledger``: the ledger as files, one task with its entries, and the proof that nothing was changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.failing import Failed, wrong_use
from bot.cli.opening import moment, now, opened, run, settings_from
from bot.cli.options import Config, example
from bot.cli.printing import data, note

if TYPE_CHECKING:
    from config.settings import Settings

group = typer.Typer(help="台账：核验、导出、查看一件事项。", no_args_is_help=True, rich_markup_mode=None)

VERIFY = "核验台账：流水是否连续、未被改动，触发器是否有效，事项状态是否与流水一致；不一致时退出码为 1。"
EXPORT = "导出台账：.jsonl 每行一条流水，.csv 和 .xlsx 每行一件事项。"
TASK = "查看一件事项和它的全部流水。"
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="ISO", help="截至何时；默认现在。")]
