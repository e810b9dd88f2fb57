"""``taizhang ledger import``: each row's fate, as lines or JSON objects."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.opening import now, opened
from bot.ledger_import.own_words import NONE, OwnWords
from bot.ledger_import.reading import read_ledger
from bot.ledger_import.rows import LedgerFile
from bot.ledger_import.weighing import Weighed, weigh
from handlers.wording.ledger_rows import STATUSES
from ledger.acts.importing import Fate, OldTask, import_tasks
from ledger.values import dataclass

if TYPE_CHECKING:
    from config.settings import Settings
    from ledger.hours import OfficeHours
    from storage.books import OpenBooks

FATES = {Fate.NEW: "登记", Fate.SAME: "已有", Fate.CHANGED: "有变化", Fate.TAKEN: "编号重复", None: "有误"}
_READ_AT_MOST = 10_000_001  # One byte more than is taken, so that a file of any size is refused and never read whole.


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an import did, or (``dry_run``) would do; ``numbers`` are the new numbers by line."""

    file: LedgerFile
    rows: tuple[Weighed, ...]
    numbers: dict[int, str]
    dry_run: bool
    hours: OfficeHours
    at: datetime

    @property
    def refused(self) -> int:
        """How many rows were not taken and are not here yet."""
        return sum(bool(one.problems) for one in self.rows)


async def import_file(settings: Settings, path: Path, *, dry_run: bool, own: OwnWords = NONE) -> Done:
    """Read the file, weigh every row, and begin the new tasks in one transaction."""
    with path.open("rb") as opening:
        content = opening.read(_READ_AT_MOST)
    at = await now(settings)
    async with opened(settings) as store:
        if dry_run:
            async with store.reading(now=at) as books:
                return await _done(books, path.name, content, own, dry_run=True)
        async with store.books(now=at) as books:
            await books.hold()
            return await _done(books, path.name, content, own, dry_run=False)


async def _done(books: OpenBooks, name: str, content: bytes, own: OwnWords, *, dry_run: bool) -> Done:
    hours = books.house.hours
    file = read_ledger(
        name, content, roster=books.roster, hours=hours, now=books.now, categories=books.house.evidence_needs, own=own
    )
    rows = await weigh(books, file.rows)
    new = [(one.row.line, one.row.task) for one in rows if one.fate is Fate.NEW and one.row.task is not None]
    numbers: dict[int, str] = {}
    if not dry_run:
        old = [task for _, task in new]
        tasks = await import_tasks(books, old, by=None, at=books.now, name=name, sha256=file.sha256)
        numbers = {line: task.number for (line, _), task in zip(new, tasks, strict=True)}
    return Done(file=file, rows=rows, numbers=numbers, dry_run=dry_run, hours=hours, at=books.now)


def outcome_lines(done: Done, *, as_json: bool) -> Iterator[str]:
    """Yield what became of each row: tab-separated for people, one object a line for programs."""
    for one in done.rows:
        if as_json:
            yield json.dumps(_object(done, one), ensure_ascii=False)
        elif one.problems:
            yield from (f"{FATES[one.fate]}\t{problem}" for problem in one.problems)
        else:
            yield "\t".join((FATES[one.fate], f"第 {one.row.line} 行", *_told(done, one)))


def summary(done: Done) -> str:
    """Say in a sentence or two what was done, what was not, and what to do next."""
    count = Counter(one.fate for one in done.rows)
    new, same = count[Fate.NEW], count[Fate.SAME]
    parts = [f"{'可登记' if done.dry_run else '已登记'} {new} 件", f"已有 {same} 件"]
    parts += [f"{FATES[fate]} {count[fate]} 行" for fate in (Fate.CHANGED, Fate.TAKEN, None) if count[fate]]
    said = [f"共 {len(done.rows)} 行：{'，'.join(parts)}。"]
    late = sum(_is_late(one.row.task, done.at) for one in done.rows if one.fate is Fate.NEW)
    if late:
        said.append(f"其中 {late} 件在办事项已过时限，{'导入后将' if done.dry_run else '即日起'}按规则督办。")
    if done.file.ignored:
        columns = "、".join(word[:20] for word in done.file.ignored)
        said.append(f"未读入的列：{columns}。如需读入，请加 --map 标准列=列名。")
    if done.dry_run:
        said.append("未写入，去掉 --dry-run 即可导入。")
    elif done.refused:
        said.append("未登记的行改正后，可将同一文件再次导入，已登记的不会重复。")
    return "".join(said)


def _is_late(task: OldTask | None, at: datetime) -> bool:
    from ledger.tasks import Status

    running = task is not None and task.status in {Status.ASSIGNED, Status.ACTIVE}
    return task is not None and running and task.deadline is not None and task.deadline < at


def _told(done: Done, one: Weighed) -> Iterator[str]:
    task = one.row.task
    if task is None:
        return
    yield one.number or done.numbers.get(one.row.line, "新编号")
    yield task.reference or "无原编号"
    yield " ".join(task.title.split())
    yield STATUSES[task.status]
    yield f"{done.hours.local(task.deadline):%Y-%m-%d %H:%M}" if task.deadline else "无时限"


def _object(done: Done, one: Weighed) -> dict[str, Any]:
    task = one.row.task
    return {
        "row": one.row.line,
        "outcome": one.fate.value if one.fate is not None else "error",
        "number": one.number or done.numbers.get(one.row.line),
        "reference": task.reference if task else None,
        "title": task.title if task else None,
        "status": task.status.value if task else None,
        "deadline": f"{done.hours.local(task.deadline):%Y-%m-%dT%H:%M}" if task and task.deadline else None,
        "problems": [{"column": problem.column, "what": problem.what} for problem in one.problems],
    }
