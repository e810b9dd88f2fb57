"""``taizhang db``: migrations."""

from __future__ import annotations

import typer

from bot.cli.opening import run, settings_from
from bot.cli.options import Config, example
from bot.cli.printing import data, note

group = typer.Typer(help="数据库：升级到本版本的表结构。", no_args_is_help=True, rich_markup_mode=None)
