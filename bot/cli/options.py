"""Options that several commands share."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.help_pages import Application

GIVEN_CONFIG: ContextVar[Path | None] = ContextVar("given_config", default=None)
"""The ``--config`` that stands before the command."""

CONFIG_HELP = "设置文件，默认 taizhang.toml。"
Config = Annotated[Path | None, typer.Option("--config", help=CONFIG_HELP, metavar="FILE")]


def example(*lines: str) -> str:
    """Return the epilog that shows a command at work."""
    return "\n\n".join(f"示例：{line}" for line in lines)


def typer_group(purpose: str, *, shown: str) -> Application:
    """Return a group of commands with an example; without a command it shows its help."""
    return Application(
        help=purpose, epilog=example(shown), no_args_is_help=True, add_completion=False, rich_markup_mode=None
    )
