"""``taizhang check``: whether everything is in place, one line each."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.opening import now, run, settings_from
from bot.cli.options import GIVEN_CONFIG, Config, example
from bot.cli.printing import data

if TYPE_CHECKING:
    from bot.cli.checks.findings import Finding
    from config.settings import Settings

CHECK = "逐项检查能否正常运行，每行：结果、项目、说明，以制表符分隔；有一项不行时退出码为 1。"


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("check", help=CHECK, epilog=example("taizhang check --config taizhang.toml"))(check)


def check(config: Config = None) -> None:
    """Print every finding as it is made; exit 1 where one of them stops the job."""
    settings = settings_from(config)
    if run(_print_all(settings, config or GIVEN_CONFIG.get())):
        raise typer.Exit(1)


async def _print_all(settings: Settings, config: Path | None) -> bool:
    from bot.cli.checks.files import files_finding
    from bot.cli.checks.findings import State, fine

    data(str(fine("设置", f"已读取，时区 {settings.timezone}")))
    data(str(files_finding(settings, config)))
    stopped = False
    async for finding in _findings(settings):
        data(str(finding))
        stopped = stopped or finding.state is State.STOPS
    return stopped


async def _findings(settings: Settings) -> AsyncIterator[Finding]:
    from bot.cli.asking import asking
    from bot.cli.checks.findings import stops
    from bot.cli.checks.ledger import look_at_ledger
    from bot.cli.checks.platform import platform_findings

    found, chats = await look_at_ledger(settings, await now(settings))
    for finding in found:
        yield finding
    if settings.token is None:
        yield stops("令牌", "未提供，请设环境变量 TAIZHANG_TOKEN，或用 TAIZHANG_TOKEN_FILE 指明令牌文件")
        return
    async with asking(settings) as api:
        async for finding in platform_findings(api, settings, chats):
            yield finding
