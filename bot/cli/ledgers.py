"""``taizhang ledger``: the ledger as files, one task with its entries, and the proof that nothing was changed."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.failing import Failed
from bot.cli.opening import moment, now, opened, run, settings_from
from bot.cli.options import Config, example
from bot.cli.printing import data

if TYPE_CHECKING:
    from config.settings import Settings
    from ledger.house import House

group = typer.Typer(help="台账：核验、导出、查看一件事项。", no_args_is_help=True, rich_markup_mode=None)

VERIFY = "核验台账：流水是否连续、未被改动，触发器是否有效，事项状态是否与流水一致；不一致时退出码为 1。"
EXPORT = "导出台账：.jsonl 每行一条流水，.csv 和 .xlsx 每行一件事项。"
TASK = "查看一件事项和它的全部流水。"
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="ISO", help="截至何时；默认现在。")]


@group.command("task", help=TASK, epilog=example("taizhang ledger task 118 --as-of 2026-11-27T17:30"))
def task(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="编号，如 DB-2026-118、2026-118 或 118。")],
    as_of: AsOf = None,
    config: Config = None,
) -> None:
    """Print where the task stands and everything that happened to it."""
    for line in run(_task(settings_from(config), number, as_of)):
        data(line)


async def _task(settings: Settings, number: str, as_of: str | None) -> list[str]:
    from bot.cli.telling import entry_line, task_lines
    from ledger.refusals import NoSuchTask

    current = await now(settings)
    async with opened(settings) as store, store.reading(now=current) as books:
        hours = store.house.hours
        at = moment(as_of, hours) if as_of else current
        whole = full_number(number, store.house, current)
        try:
            found = await books.task_as_of(whole, at)
        except NoSuchTask:
            raise Failed(f"没有编号为 {whole} 的事项，请核对编号，或检查 --as-of 是否早于交办时间。") from None
        records = [record for record in await books.entries_of(whole) if record.entry.at <= at]
        told = [entry_line(record, books.roster, hours) for record in records]
        return [*task_lines(found, books.roster, hours), "", *told]


def full_number(text: str, house: House, at: datetime) -> str:
    """Return the whole number of a task that is called by its last part, with or without the year."""
    match = re.fullmatch(r"(?:(\d{4})-)?(\d+)号?", text.strip())
    if match is None:
        return text.strip()
    year, n = match.groups()
    return house.numbering.format(year=year or house.year(at), n=int(n))
