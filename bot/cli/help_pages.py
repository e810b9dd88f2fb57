"""The frame of a help page in Chinese: typer knows its headings in English only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_FRAME = {
    "Usage: ": "用法：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "Options:": "选项：",
    "Arguments:": "参数：",
    "Commands:": "命令：",
    "Show this message and exit.": "显示本说明，随即结束。",
    "required]": "必填]",
    "[default: ": "[默认 ",
    "<path>": "<路径>",
    "<int range>": "<整数>",
}
"""What typer writes around our words, and what stands there instead."""


def in_chinese(page: str) -> str:
    """Return a help page with its frame in Chinese."""
    for english, chinese in _FRAME.items():
        page = page.replace(english, chinese)
    return page


class _Command(TyperCommand):
    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))


class _Group(TyperGroup):
    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))


class Application(typer.Typer):
    """Commands, and groups of them, whose help is Chinese throughout."""

    def __init__(self, **how: Any) -> None:
        super().__init__(cls=_Group, **how)

    def command(self, name: str | None = None, **how: Any) -> Callable[[Any], Any]:
        """Register a command as typer does."""
        return super().command(name, cls=_Command, **how)
