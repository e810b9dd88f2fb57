"""``taizhang db move``: the whole ledger from one database into another, of either kind."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.backups import filled
from bot.cli.failing import Failed, wrong_use
from bot.cli.opening import check_folder, now, opened, run, settings_from
from bot.cli.options import Config, example
from bot.cli.printing import busy, note

if TYPE_CHECKING:
    from config.settings import Settings
    from storage.backing_up import Manifest

MOVE = (
    "搬迁：把另一个数据库里的台账、往来消息、设置和佐证材料整体搬入设置所指的空数据库，并核验；"
    "机器人须先停止，原数据库不作改动。"
)
Source = Annotated[
    str, typer.Argument(metavar="URL", help="原来的数据库，如 sqlite:////var/lib/taizhang/taizhang.db。")
]


def add_to(group: typer.Typer) -> None:
    """Add the command."""
    shown = example("taizhang db move sqlite:////var/lib/taizhang/taizhang.db")
    group.command("move", help=MOVE, epilog=shown)(move)


def move(source: Source, config: Config = None) -> None:
    """Fill the empty database of the settings from the one at ``source``, and prove it; exit 1 where it is not good."""
    settings = settings_from(config)
    old = _old(settings, source)
    check_folder(settings)
    with busy("正在搬迁"):
        made = run(_moved(old, settings))
    if made.files_spoilt:
        raise Failed(
            f"有 {len(made.files_spoilt)} 个佐证文件的内容与校验码不符，没有搬入，其余均已搬入；请从备份中找回。"
        )
    note(f"已搬迁：{made.seq} 条流水，校验码 {made.head[:12]}，核验无误。原数据库未作改动，请勿再用它启动机器人。")


def _old(settings: Settings, source: str) -> Settings:
    """Return the settings as they were with the old database."""
    from bot.house import ledger_exists

    if not source.startswith(("sqlite:///", "postgresql://")):
        raise wrong_use("URL 应写成 sqlite:////绝对路径/taizhang.db 或 postgresql://用户:口令@主机/库名。")
    if source == settings.database_url:
        raise wrong_use("新旧数据库相同；请先把 database_url 改为新的空数据库，再在命令后写原来的数据库。")
    old = settings.model_copy(update={"database_url": source})
    if not ledger_exists(old):
        raise Failed(f"没有 {source.removeprefix('sqlite:///')} 这个文件，请核对原数据库的路径。")
    return old


async def _moved(old: Settings, new: Settings) -> Manifest:
    from bot.clock import SystemClock
    from bot.house import evidence_folder
    from storage.backing_up import back_up
    from storage.lock import single_process
    from storage.turns import nobody_else

    since = SystemClock().now().astimezone(new.zone)
    with (
        single_process(old.database_url, since=since),
        single_process(new.database_url, since=since),
        TemporaryDirectory(prefix="taizhang-") as folder,
    ):
        file = Path(folder) / "all.zip"
        async with opened(old) as store, nobody_else(store.database):
            made = await back_up(store.database, file, evidence=evidence_folder(old), at=await now(old))
        await filled(new, file, new.database_url, evidence_folder(new), moved=True)
    return made
