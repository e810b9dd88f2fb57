"""``taizhang regulations``: the register of regulations (1+2+6+N 制度体系) in and out as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import now, opened, run, settings_from
from bot.cli.options import Config, example, typer_group
from bot.cli.printing import note

if TYPE_CHECKING:
    from config.settings import Settings

group = typer_group("制度体系：导入、导出制度台账。", shown="taizhang regulations import 制度表.xlsx")
IMPORT = "导入制度表：逐行检查，正确的行写入，重复导入不会重复登记；表中没有的制度不变。"
EXPORT = "导出制度台账，格式与导入相同。"


@group.command("import", help=IMPORT, epilog=example("taizhang regulations import 制度表.xlsx --dry-run"))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="制度表，.xlsx 或 .csv。")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不写入。")] = False,
    config: Config = None,
) -> None:
    """Bring the register to what the table says; exit 1 where rows were faulty."""
    from bot.cli.registers import import_file
    from bot.register_files.regulations import read_regulations
    from ledger.acts.regulations import import_regulations

    import_file(settings_from(config), file, read=read_regulations, take=import_regulations, dry_run=dry_run)


@group.command("export", help=EXPORT, epilog=example("taizhang regulations export 制度台账.xlsx"))
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="写到哪里，.xlsx 或 .csv。")],
    config: Config = None,
) -> None:
    """Write the register as a table that can be imported."""
    from reports.regulations import COLUMNS
    from reports.sheets import write_csv, write_xlsx

    rows = run(_rows(settings_from(config)))
    write = write_csv if file.suffix.lower() == ".csv" else write_xlsx
    note(f"已导出 {write(file, COLUMNS, rows)} 项制度到 {file}。")


async def _rows(settings: Settings) -> list[list[str]]:
    from ledger.acts.regulations import all_regulations
    from reports.regulations import row_of

    async with opened(settings) as store, store.reading(now=await now(settings)) as books:
        return [row_of(one, books.roster) for one in (await all_regulations(books)).values()]
