"""``taizhang retention``: what is past its term, erasing it, and erasing what somebody asked to be erased."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.failing import Failed, wrong_use
from bot.cli.opening import now, opened, run, settings_from
from bot.cli.options import Config, example, typer_group
from bot.cli.printing import busy, data, note

if TYPE_CHECKING:
    from config.settings import Settings
    from ledger.retention import Gone
    from storage.books import OpenBooks

group = typer_group("保留期限：清除到期的文字、消息、材料，或按申请清除。", shown="taizhang retention run --dry-run")

RUN = "清除已到期的内容；机器人每夜也会自动清除。流水和校验链不变，清除本身记入流水。"
ERASE = "按申请清除一件事项的文字，或一个人留下的文字；须写明理由，记入流水。"
_LABELS = {
    "texts": "流水中的文字",
    "reports": "已发布的报告",
    "messages": "已发消息和按钮",
    "updates": "原始消息",
    "refusals": "拒绝记录",
    "people": "离任人员",
    "files": "佐证材料",
}


@group.command("run", help=RUN, epilog=example("taizhang retention run --dry-run"))
def run_(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只列出将清除多少，不清除。")] = False,
    config: Config = None,
) -> None:
    """Erase whatever is due, or only count it."""
    with busy("正在统计" if dry_run else "正在清除"):
        gone = run(_swept(settings_from(config), dry_run=dry_run))
    for line in _lines(gone):
        data(line)
    note("未清除，去掉 --dry-run 即可清除。" if dry_run else "已清除，核验请用 taizhang ledger verify。")


@group.command("erase", help=ERASE, epilog=example("taizhang retention erase --task DB-2026-118 --reason 当事人申请"))
def erase(
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="理由，记入流水。")],
    task: Annotated[str | None, typer.Option("--task", metavar="NUMBER", help="事项、文件等的编号。")] = None,
    person: Annotated[str | None, typer.Option("--person", metavar="NAME", help="姓名；离任的同时隐去姓名。")] = None,
    config: Config = None,
) -> None:
    """Erase what somebody asked to be erased, whatever its term."""
    if (task is None) == (person is None):
        raise wrong_use("请用 --task 写明编号，或用 --person 写明姓名，两者写其一。")
    if not reason.strip():
        raise wrong_use("请用 --reason 写明理由。")
    gone, left = run(_asked(settings_from(config), task, person, reason.strip()))
    for line in _lines(gone):
        data(line)
    if left:
        note(f"另有 {left} 处文字属于未办结的事项或现行的制度、周期事项，予以保留。")


def _lines(gone: Gone) -> Iterator[str]:
    for name, count in asdict(gone).items():
        yield f"{_LABELS[name]}\t{count}"


async def _swept(settings: Settings, *, dry_run: bool) -> Gone:
    from bot.clock import ScaledClock, SystemClock
    from bot.evidence import EvidenceFolder
    from bot.house import evidence_folder
    from bot.retention import Erasing
    from bot.steadiness import confirming
    from ledger.retention import Gone

    clock, folder = ScaledClock(await now(settings), speed=1.0), EvidenceFolder(evidence_folder(settings))
    async with opened(settings) as store:
        erasing = Erasing(store, clock, SystemClock().now, settings.retention, folder, confirming(store, clock))
        if dry_run:
            return await erasing.waiting() + Gone(files=len(await erasing.dead_files()))
        return await erasing.all()


async def _asked(settings: Settings, task: str | None, person: str | None, reason: str) -> tuple[Gone, int]:
    from storage.erasing import overwrite_log

    async with opened(settings) as store:
        async with store.books(now=await now(settings)) as books:
            erased = await (_about(books, task, reason) if task else _said_by(books, person or "", reason))
        await overwrite_log(store.database)
    return erased


async def _about(books: OpenBooks, number: str, reason: str) -> tuple[Gone, int]:
    from storage.erasing_asked import erase_about

    if not await books.entries_of(number):
        raise Failed(f"没有编号为 {number} 的流水，请写完整编号并核对。")
    return await erase_about(books, number, reason=reason), 0


async def _said_by(books: OpenBooks, name: str, reason: str) -> tuple[Gone, int]:
    from storage.erasing_asked import erase_said_by, kept_of

    found = [one for one in books.roster.people if name in (one.name, *one.aliases)]
    if len(found) != 1:
        raise Failed(f"花名册（含离任人员）中名为“{name}”的有 {len(found)} 位，请核对姓名，重名的请用别名。")
    gone = await erase_said_by(books, found[0].id, reason=reason)
    return gone, await kept_of(books, found[0].id)
