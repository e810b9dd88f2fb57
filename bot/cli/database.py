"""``taizhang db``: migrations."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from bot.cli import moving
from bot.cli.failing import Failed, newer_schema
from bot.cli.opening import check_folder, run, settings_from
from bot.cli.options import Config, example, typer_group
from bot.cli.printing import data, note

group = typer_group("数据库：升级到本版本的表结构。", shown="taizhang db upgrade")
moving.add_to(group)

UPGRADE = "把数据库升级到本版本的表结构；可重复运行，机器人启动时也会自动升级。"
CURRENT = "显示数据库现在的表结构版本；不是最新时退出码为 1。"


@group.command("upgrade", help=UPGRADE, epilog=example("taizhang db upgrade"))
def upgrade(config: Config = None) -> None:
    """Apply the migrations that are missing."""
    revision = run(_upgraded(_url(config)))
    note(f"数据库已是最新：{revision}。")


@group.command("current", help=CURRENT, epilog=example("taizhang db current"))
def current(config: Config = None) -> None:
    """Print the revision that the database stands at."""
    found, newest, newer = run(_revisions(_url(config)))
    data(found or "empty")
    if found is not None and newer:
        raise Failed(newer_schema(found))
    if found != newest:
        note("数据库不是最新的表结构，请运行 taizhang db upgrade。")
        raise typer.Exit(1)


def _url(config: Path | None) -> str:
    settings = settings_from(config)
    check_folder(settings)
    return settings.database_url


async def _upgraded(url: str) -> str | None:
    from storage.engines import Database
    from storage.migrating import current, upgrade

    database = Database(url)
    try:
        await upgrade(database)
        return await current(database)
    finally:
        await database.close()


async def _revisions(url: str) -> tuple[str | None, str | None, bool]:
    """Return the revision of the database, that of a new one, and whether a newer program made the first."""
    from storage.engines import Database
    from storage.migrating import current, knows

    database = Database(url)
    try:
        found = await current(database)
    finally:
        await database.close()
    with TemporaryDirectory() as folder:
        return found, await _upgraded(f"sqlite:///{folder}/new.db"), found is not None and not knows(found)
