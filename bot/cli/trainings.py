"""``taizhang training``: the yearly plan of training (培训计划) as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import settings_from
from bot.cli.options import Config, example, typer_group

group = typer_group("培训计划：导入年度计划。", shown="taizhang training import 培训计划.xlsx")
IMPORT = "导入培训计划表：逐行检查，正确的行写入，重复导入不会重复登记；表中没有的培训不变。"


@group.command("import", help=IMPORT, epilog=example("taizhang training import 培训计划.xlsx --dry-run"))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="培训计划表，.xlsx 或 .csv。")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不写入。")] = False,
    config: Config = None,
) -> None:
    """Bring the plan to what the table says; exit 1 where rows were faulty."""
    from bot.cli.registers import import_file
    from bot.register_files.trainings import read_trainings
    from ledger.acts.trainings import import_trainings

    import_file(settings_from(config), file, read=read_trainings, take=import_trainings, dry_run=dry_run)
