"""``taizhang ledger``: files in and out, one task with its entries, the proof that nothing was changed."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.failing import Failed, wrong_use
from bot.cli.opening import moment, now, opened, run, settings_from
from bot.cli.options import Config, example, typer_group
from bot.cli.printing import busy, counting, data, note

if TYPE_CHECKING:
    from config.settings import Settings
    from ledger.house import House
    from ledger.tasks import Task
    from storage.books import OpenBooks
    from storage.verify import Verdict

group = typer_group("台账：核验、导入、导出、查看一件事项。", shown="taizhang ledger export 台账.xlsx")

VERIFY = "核验台账：流水是否连续、未被改动，触发器是否有效，事项状态是否与流水一致；不一致时退出码为 1。"
REBUILD = "按流水重新生成事项状态：升级后或核验提示事项状态与流水不一致时使用；流水不改动。"
IMPORT = "导入原有台账：逐行检查，正确的行登记为新事项，有误的行列出原因；重复导入不会重复登记。"
EXPORT = "导出台账：.jsonl 每行一条流水，.csv 和 .xlsx 每行一件事项。"
SCHEMA = "输出一条流水的 JSON Schema，供对接的程序核对字段。"
TASK = "查看一件事项和它的全部流水。"
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="ISO", help="台账在何时的记载，按入账时间；默认现在。")]


@group.command("verify", help=VERIFY, epilog=example("taizhang ledger verify"))
def verify(
    head: Annotated[
        str | None, typer.Option("--head", metavar="HASH", help="日报告上印的校验码；核对它是否仍在链上。")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="ISO", help="只核验此时以后入账的流水，如 2026-11-27；默认核验全部。"),
    ] = None,
    chain: Annotated[bool, typer.Option("--chain", help="只核验流水本身，不核对事项状态，可快数倍。")] = False,
    config: Config = None,
) -> None:
    """Check the whole ledger, or what was recorded since a moment; exit 1 where something does not fit."""
    from bot.cli.verdicts import pace_line, verdict_lines

    if head is not None and not re.fullmatch(r"[0-9a-f]{12,64}", head := head.strip().lower()):
        raise wrong_use("校验码是日报告上印的 12 位字母和数字（0-9、a-f），请核对后重试。")
    if head is not None and since is not None:
        raise wrong_use("--head 须核对全部流水，不能与 --since 同用，请去掉其中一个。")
    with busy("正在核验"):
        verdict, seconds = run(_verdict(settings_from(config), head, since, folded=not chain))
    for line in verdict_lines(verdict):
        data(line)
    note(pace_line(verdict, seconds))
    if not verdict.is_whole:
        raise typer.Exit(1)


@group.command("rebuild", help=REBUILD, epilog=example("taizhang ledger rebuild"))
def rebuild(config: Config = None) -> None:
    """Fold anew what is not the fold of its entries; exit 1 where the entries themselves are broken."""
    from bot.cli.verdicts import rebuilt_lines

    with busy("正在核对"):
        found = run(_rebuilt(settings_from(config)))
    for line in rebuilt_lines(found):
        data(line)
    if found.broken is not None:
        raise typer.Exit(1)


@group.command("import", help=IMPORT, epilog=example("taizhang ledger import 原台账.xlsx --dry-run"))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="原有台账，.xlsx 或 .csv，列名与导出相同或相近。")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不写入。")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="每行输出一个 JSON 对象。")] = False,
    pairs: Annotated[
        list[str] | None, typer.Option("--map", metavar="标准列=列名", help="文件中的列名与标准列的对应，可重复。")
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map-file", metavar="FILE", help="对应关系文件（TOML）：列名、状态、固定值。")
    ] = None,
    *,
    config: Config = None,
) -> None:
    """Take over the tasks of a ledger that was kept elsewhere; exit 1 where a row was not taken."""
    from bot.cli.ledger_importing import import_file, outcome_lines, summary
    from bot.ledger_import.own_words import own_words

    own = own_words(pairs or (), map_file.read_bytes() if map_file is not None else None)
    with busy("正在导入"):
        done = run(import_file(settings_from(config), file, dry_run=dry_run, own=own))
    for line in outcome_lines(done, as_json=as_json):
        data(line)
    note(summary(done))
    if done.refused:
        raise typer.Exit(1)


@group.command(
    "export",
    help=EXPORT,
    epilog=example(
        "taizhang ledger export 台账.xlsx --as-of 2026-11-27T17:30", "taizhang ledger export --follow --after 118"
    ),
)
def export(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="写到哪里，.jsonl、.csv 或 .xlsx。")] = None,
    as_of: AsOf = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="向标准输出逐行输出流水，并持续输出新的流水，直到停止。")
    ] = False,
    after: Annotated[
        int, typer.Option("--after", metavar="SEQ", min=0, help="从这条流水之后开始，配合 --follow。")
    ] = 0,
    config: Config = None,
) -> None:
    """Write entries or tasks into a file, or entries to standard output as they come."""
    settings = settings_from(config)
    if follow:
        _follow(settings, file, as_of, after)
        return
    if file is None or after:
        raise wrong_use("请写明导出到哪个文件；--after 只能与 --follow 一起用。")
    ending = file.suffix.lower()
    if ending not in {".jsonl", ".csv", ".xlsx"}:
        raise wrong_use(f"不认识的文件格式“{ending or file.name}”，请用 .jsonl、.csv 或 .xlsx。")
    if ending == ".jsonl":
        note(f"已导出 {run(_write_entries(settings, file, as_of))} 条流水到 {file}。")
        return
    _write_tasks(settings, file, as_of)


def _write_tasks(settings: Settings, file: Path, as_of: str | None) -> None:
    from handlers.wording.ledger_rows import COLUMNS
    from reports.sheets import write_csv, write_xlsx
    from reports.tables import SHADES

    rows = run(_rows(settings, as_of))
    if file.suffix.lower() == ".csv":
        write_csv(file, COLUMNS, rows)
    else:
        write_xlsx(file, COLUMNS, rows, shades=SHADES)
    note(f"已导出 {len(rows)} 件事项到 {file}。")


def _follow(settings: Settings, file: Path | None, as_of: str | None, after: int) -> None:
    from bot.cli.following import until_stopped

    if file is not None or as_of is not None:
        raise wrong_use("--follow 输出到标准输出，不能再写文件名或 --as-of。")
    run(until_stopped(settings, after=after))


@group.command("schema", help=SCHEMA, epilog=example("taizhang ledger schema"))
def schema() -> None:
    """Print the JSON Schema of an entry."""
    from storage.entry_schema import schema_lines

    for line in schema_lines():
        data(line)


@group.command("task", help=TASK, epilog=example("taizhang ledger task 118 --as-of 2026-11-27T17:30"))
def task(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="编号，如 DB-2026-118、2026-118 或 118。")],
    as_of: AsOf = None,
    config: Config = None,
) -> None:
    """Print where the task stands and everything that happened to it, numbers of people masked."""
    for line in run(_task(settings_from(config), number, as_of)):
        data(line)


async def _task(settings: Settings, number: str, as_of: str | None) -> list[str]:
    from bot.cli.telling import entry_line, task_lines
    from ledger.personal import masked

    current = await now(settings)
    async with opened(settings) as store, store.reading(now=current) as books:
        hours, whole = store.house.hours, full_number(number, store.house, current)
        at = moment(as_of, hours) if as_of else None
        found = await _as_it_stood(books, whole, at)
        if found is None:
            raise Failed(f"没有编号为 {whole} 的事项，请核对编号，或检查 --as-of 是否早于入账时间。")
        records = [record for record in await books.entries_of(whole) if at is None or record.recorded_at <= at]
        told = [entry_line(record, books.roster, hours) for record in records]
        return [masked(line) for line in (*task_lines(found, books.roster, hours), "", *told)]


async def _as_it_stood(books: OpenBooks, number: str, at: datetime | None) -> Task | None:
    from ledger.refusals import NoSuchTask

    if at is None:
        return await books.tasks.get(number)
    try:
        return await books.task_as_of(number, at)
    except NoSuchTask:
        return None


def full_number(text: str, house: House, at: datetime) -> str:
    """Return the whole number of a task that is called by its last part, with or without the year."""
    match = re.fullmatch(r"(?:(\d{4})-)?(\d+)号?", text.strip())
    if match is None:
        return text.strip()
    year, n = match.groups()
    return house.numbering.format(year=year or house.year(at), n=int(n))


async def _verdict(settings: Settings, head: str | None, since: str | None, *, folded: bool) -> tuple[Verdict, float]:
    """Return the verdict, and the seconds that it took; loading the program and opening the ledger do not count."""
    from storage.verify import verify as check

    async with opened(settings) as store:
        after = moment(since, store.house.hours) if since else None
        began = perf_counter()
        return await check(store, head=head, since=after, folded=folded), perf_counter() - began


async def _rebuilt(settings: Settings) -> Verdict:
    from storage.rebuilding import rebuild as build_anew

    async with opened(settings) as store:
        return await build_anew(store, now=await now(settings))


async def _write_entries(settings: Settings, file: Path, as_of: str | None) -> int:
    from storage.export import entry_objects

    written = 0
    async with opened(settings) as store, store.reading(now=await now(settings)) as books:
        at = moment(as_of, store.house.hours) if as_of else None
        seq = (await books.head()).seq
        # Opened last: what keeps the ledger closed does not cost an earlier export its content.
        with file.open("w", encoding="utf-8", newline="\n") as out, counting("正在导出", seq) as done:
            async for entry in entry_objects(books, as_of=at):
                out.write(json.dumps(entry, ensure_ascii=False) + "\n")
                written += 1
                done()
    return written


async def _rows(settings: Settings, as_of: str | None) -> list[list[str]]:
    from handlers.wording.ledger_rows import task_row
    from storage.export import task_lines

    with busy("正在导出"):
        async with opened(settings) as store, store.reading(now=await now(settings)) as books:
            hours = store.house.hours
            lines = await task_lines(books, as_of=moment(as_of, hours) if as_of else None)
            return [task_row(line, hours) for line in lines]
