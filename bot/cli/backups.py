"""``taizhang backup`` and ``taizhang restore``: the ledger as one file, and back, into either kind of database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.failing import Failed
from bot.cli.opening import check_folder, now, run, settings_from
from bot.cli.options import Config, example
from bot.cli.printing import busy, note

if TYPE_CHECKING:
    from config.settings import Settings
    from storage.backing_up import Manifest
    from storage.engines import Database
    from storage.verify import Verdict

BACKUP = "备份：把某一时刻的台账、往来消息、设置和佐证材料写入一个文件，机器人可以照常运行；写完后试恢复并核验。"
RESTORE = "恢复：把备份写入一个空的数据库（SQLite 或 PostgreSQL 均可）并核验；机器人须先停止。"
File = Annotated[Path, typer.Argument(metavar="FILE", help="备份文件。")]


def add_to(root: typer.Typer) -> None:
    """Add both commands."""
    root.command("backup", help=BACKUP, epilog=example("taizhang backup /backup/taizhang-20261127.zip"))(backup)
    root.command("restore", help=RESTORE, epilog=example("taizhang restore /backup/taizhang-20261127.zip"))(restore)


def backup(
    file: File,
    quick: Annotated[bool, typer.Option("--quick", help="只核对文件本身，不试恢复。")] = False,
    config: Config = None,
) -> None:
    """Write a backup and prove it; exit 1 where it is not good."""
    settings, file = settings_from(config), file.absolute()
    if file.exists():
        raise Failed(f"{file} 已存在，没有覆盖；请换一个文件名。")
    if not file.parent.is_dir():
        raise Failed(f"没有 {file.parent} 这个文件夹，请先建好。")
    with busy("正在备份"):
        made = run(_backed_up(settings, file, quick=quick))
    note(f"已备份到 {file}：{made.seq} 条流水，校验码 {made.head[:12]}，{made.rows.get('tasks', 0)} 件事项。")
    if made.files_spoilt:
        raise Failed(
            f"有 {len(made.files_spoilt)} 个佐证文件的内容与校验码不符，请核对 {_evidence(settings)} 所在磁盘。"
        )


def restore(file: File, config: Config = None) -> None:
    """Fill an empty database from a backup and prove it; exit 1 where that is not possible."""
    settings = settings_from(config)
    with busy("正在恢复"):
        made = run(_restored(settings, file))
    note(f"已恢复：{made.seq} 条流水，校验码 {made.head[:12]}，核验无误。备份时间 {made.made_at}。")
    note("下次启动机器人时，将告知督查员和管理员备份之后缺少的内容，并询问未发完的消息如何处理。")


async def _backed_up(settings: Settings, file: Path, *, quick: bool) -> Manifest:
    from storage.backing_up import back_up
    from storage.drafts import private_folder
    from storage.engines import Database
    from storage.restoring import manifest_of

    check_folder(settings)
    database = Database(settings.database_url)
    try:
        await _check_schema(database)
        made = await back_up(database, file, evidence=_evidence(settings), at=await now(settings))
    finally:
        await database.close()
    if quick:
        return manifest_of(file)
    with private_folder(file.parent) as folder:
        await filled(settings, file, f"sqlite:///{folder}/check.db", folder / "evidence")
    return made


async def _check_schema(database: Database) -> None:
    """Make a schema where there is none; one of an older program stays as it is, for that may be running on it."""
    from storage.migrating import NewerSchema, current, knows, upgrade

    found = await current(database)
    if found is None:
        await upgrade(database)
    elif not knows(found):
        raise NewerSchema(found)


async def _restored(settings: Settings, file: Path) -> Manifest:
    from bot.clock import SystemClock
    from storage.lock import single_process

    check_folder(settings)
    with single_process(settings.database_url, since=SystemClock().now().astimezone(settings.zone)):
        return await filled(settings, file, settings.database_url, _evidence(settings))


async def filled(settings: Settings, file: Path, url: str, evidence: Path, *, moved: bool = False) -> Manifest:
    """Restore into the database at ``url``, and verify what came of it."""
    from bot.house import house_of
    from storage.engines import Database
    from storage.restoring import restore as fill
    from storage.store import Store
    from storage.turns import nobody_else
    from storage.verify import verify

    database = Database(url)
    try:
        async with nobody_else(database):
            made = await fill(file, database, evidence=evidence, at=await now(settings), moved=moved)
    except Exception as error:
        raise _sentence(file, error) from error
    finally:
        await database.close()
    store = await Store.open(url, house=house_of(settings), evidence=evidence)
    try:
        verdict: Verdict = await verify(store, head=made.head)
    finally:
        await store.close()
    if not verdict.is_whole:
        raise Failed("备份中的台账核验不通过，请运行 taizhang ledger verify 查看原库，并改用更早的备份。")
    return made


def _sentence(file: Path, error: Exception) -> Exception:
    kinds = {
        "NotABackup": f"{file} 不是完整的备份文件，或写成后被改动，请改用另一份备份。",
        "FromNewerProgram": "备份由更新版本的程序写成，请先升级本程序，再恢复。",
        "NotEmpty": "数据库里已有内容，没有改动；请把 database_url 指向空的数据库，或先移走原文件。",
    }
    return Failed(kinds[type(error).__name__]) if type(error).__name__ in kinds else error


def _evidence(settings: Settings) -> Path:
    from bot.house import evidence_folder

    return evidence_folder(settings)
