"""What the commands of the registers (制度、培训) share: a file is read, weighed row by row, and taken in at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from bot.cli.opening import now, opened, run
from bot.cli.printing import data, note

if TYPE_CHECKING:
    from bot.register_files.tables import RegisterLine
    from config.settings import Settings
    from ledger.acts.regulations import RowFate

T = TypeVar("T")
FATES = {"new": "登记", "same": "已有", "changed": "更新", "older": "版本较旧，未改"}
_READ_AT_MOST = 10_000_001  # One byte more than is taken, so that a file of any size is refused and never read whole.


class _NotMeant(Exception):  # noqa: N818 - an import that is only looked at is taken back whole
    """Takes the import back."""


def import_file(
    settings: Settings,
    path: Path,
    *,
    read: Callable[..., Sequence[RegisterLine[T]]],
    take: Callable[..., Awaitable[Sequence[tuple[RowFate, str]]]],
    dry_run: bool,
) -> None:
    """Take in the rows that are whole, print what became of each line, and exit 1 where some were faulty.

    ``read`` gets name and bytes of the file with ``roster``, ``house`` and ``today``; ``take`` the books and the rows
    with ``by`` and ``at``.
    """
    if run(_imported(settings, path, read=read, take=take, dry_run=dry_run)):
        raise typer.Exit(1)


async def _imported(
    settings: Settings,
    path: Path,
    *,
    read: Callable[..., Sequence[RegisterLine[T]]],
    take: Callable[..., Awaitable[Sequence[tuple[RowFate, str]]]],
    dry_run: bool,
) -> int:
    with path.open("rb") as opening:
        content = opening.read(_READ_AT_MOST)
    at = await now(settings)
    faulty = 0
    async with opened(settings) as store:
        try:
            async with store.books(now=at) as books:
                today = books.house.hours.local(at).date()
                lines = read(path.name, content, roster=books.roster, house=books.house, today=today)
                fates = await take(books, [one.row for one in lines if one.row is not None], by=None, at=books.now)
                faulty = _told(lines, fates, dry_run=dry_run)
                if dry_run:
                    raise _NotMeant  # noqa: TRY301 - only an exception rolls it back
        except _NotMeant:
            pass
    return faulty


def _told(lines: Sequence[RegisterLine[T]], fates: Sequence[tuple[RowFate, str]], *, dry_run: bool) -> int:
    """Print a line for each row: what became of it, and under which number; then the sum."""
    outcome = iter(fates)
    for one in lines:
        if one.row is None:
            for problem in one.problems:
                data(f"有误\t{problem}")
            continue
        fate, number = next(outcome)
        data(f"{FATES[fate.value]}\t第 {one.line} 行\t{number}")
    count = Counter(fate.value for fate, _ in fates)
    faulty = len(lines) - len(fates)
    said = "，".join(f"{word} {count[fate]} 行" for fate, word in FATES.items())
    wrong = f"，有误 {faulty} 行（未写入，改正后可将同一文件再次导入）" if faulty else ""
    note(f"共 {len(lines)} 行：{said}{wrong}。" + ("未写入，去掉 --dry-run 即可导入。" if dry_run else ""))
    return faulty
