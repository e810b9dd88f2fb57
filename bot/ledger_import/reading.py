"""A ledger file into rows: the header found below a merged title, columns in any order, every fault with its cell."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from bot.ledger_import import columns as c
from bot.ledger_import.cells import Cells
from bot.ledger_import.names import Names, assignees
from bot.ledger_import.own_words import NONE, OwnWords
from bot.ledger_import.rows import LedgerFile, Row
from bot.marking import marking_of_name
from bot.roster_files.problems import Problem, RosterFileError, WrongTableError
from bot.roster_files.tables import Line, plain_text, read_table
from ledger.acts.importing import OldTask
from ledger.hours import OfficeHours
from ledger.people import Roster
from ledger.tasks import OVER, Status

HEADER_WITHIN = 10
"""The header stands among the first lines that hold anything; above it are titles and dates."""
_FOOTER = re.compile(
    r"(?:填表人|制表人|审核人|填报人|填报单位|联系电话|合计|总计|备注|注)[:：].*|(?:合计|总计|小计)\s*\d*\D?"
)
_OVER = OVER | {Status.WITHDRAWN}


def read_ledger(
    name: str,
    data: bytes,
    *,
    roster: Roster,
    hours: OfficeHours,
    now: datetime,
    categories: Collection[str] = (),
    own: OwnWords = NONE,
) -> LedgerFile:
    """Return the rows of the file; ``RosterFileError`` where the file as a whole cannot be taken.

    A category that is none of ``categories`` stays in the remark: other offices sort their tasks by other words.
    Formulas count by the value that was last shown; nothing is computed and no link is followed.
    """
    marked = marking_of_name(name)
    if marked:
        raise RosterFileError.whole(f"文件名带有“{marked}”标识，本系统不处理涉密内容，请按保密规定另行办理。")
    lines = read_table(name, data, text=_text)
    header, columns, ignored = _header(lines, own)
    names = Names(roster)
    rows = tuple(
        _row(Cells(line, _by_column(columns, cells, own), hours, now, own.states), names, categories)
        for line, cells in lines
        if line > header and not _is_footer(cells)
    )
    if not rows:
        raise RosterFileError.whole("只有表头，没有事项，请逐行填写后再导入。")
    return LedgerFile(name=name, sha256=hashlib.sha256(data).hexdigest(), rows=_once(rows), ignored=ignored)


def _text(cell: Any) -> str:
    """Return the cell's text; the apostrophe by which the export keeps a text from being a formula is dropped."""
    text = plain_text(cell)
    return text[1:] if re.match(r"'[=+\-@\t\r＝]", text) else text


def _by_column(columns: list[str], cells: list[str], own: OwnWords) -> dict[str, str]:
    """Return the cells by their columns; what is fixed for the whole file fills a cell that says nothing."""
    said = dict(zip(columns, cells, strict=False))
    return said | {column: value for column, value in own.fixed.items() if not said.get(column)}


def _header(lines: list[Line], own: OwnWords) -> tuple[int, list[str], tuple[str, ...]]:
    """Return the header's line, the standard column of each of its cells (or ``""``), and the words not understood."""
    known = [(line, [own.column_of(word) or "" for word in cells], cells) for line, cells in lines[:HEADER_WITHIN]]
    line, columns, words = max(known, key=lambda one: len(set(one[1])), default=(0, [], []))
    if missing := [column for column in own.columns.values() if column not in columns]:
        raise RosterFileError([Problem(line, "表头", f"没有与“{one}”对应的列，请核对对应关系。") for one in missing])
    if c.TITLE not in columns:
        raise WrongTableError.whole("没有找到表头，请保留一行列名，至少写明“事项”和“牵头单位”或“责任人”。")
    if c.LEAD not in columns and c.PEOPLE not in columns and not {c.LEAD, c.PEOPLE} & set(own.fixed):
        raise WrongTableError([Problem(line, "表头", "缺少“牵头单位”或“责任人”列，请补上。")])
    twice = [column for column in dict.fromkeys(columns) if column and columns.count(column) > 1]
    if twice:
        raise RosterFileError([Problem(line, "表头", f"“{one}”列出现了两次，请只保留一列。") for one in twice])
    return line, columns, tuple(word for word, column in zip(words, columns, strict=True) if word and not column)


def _is_footer(cells: list[str]) -> bool:
    """Tell whether the line only says who filled in the table, or sums up."""
    filled = [cell for cell in cells if cell]
    return bool(_FOOTER.fullmatch(filled[0].split("\n")[0])) and len(filled) <= 3


def _row(cells: Cells, names: Names, categories: Collection[str]) -> Row:
    hours = cells.hours
    assigned = cells.moment(c.ASSIGNED, not_before=None, default=hours.morning_start)
    first = hours.local(assigned).date() if assigned else None
    original = cells.moment(c.ORIGINAL, not_before=first, default=hours.afternoon_end)
    deadline = cells.moment(c.DEADLINE, not_before=first, default=hours.afternoon_end) or original
    ended = cells.moment(c.ENDED, not_before=first, default=hours.morning_start)
    status = cells.state(is_over=ended is not None)
    category, remark = _category(cells, categories)
    who = _who(cells, names, is_open=status not in _OVER)
    said: dict[str, Any] = {
        "reference": cells.text(c.NUMBER),
        "title": cells.required(c.TITLE),
        "origin": cells.text(c.ORIGIN),
        "note": cells.text(c.NOTE),
        "evidence": cells.text(c.EVIDENCE),
        "remark": remark,
        "category": category,
        "percent": cells.percent(),
        "extensions": cells.extensions(),
    }
    if assigned is None:
        _need_assigned(cells)
    _check_times(cells, assigned=assigned, deadline=deadline, ended=ended, status=status)
    if cells.problems or status is None or assigned is None:
        return Row(line=cells.line, problems=tuple(cells.problems))
    task = OldTask(
        **said,
        lead=who[0],
        support=who[1],
        assigned_at=assigned,
        original_deadline=original or deadline,
        deadline=deadline,
        status=status,
        ended=ended if status in _OVER else None,
    )
    return Row(line=cells.line, task=task)


def _category(cells: Cells, known: Collection[str]) -> tuple[str, str]:
    """Return the category, if it is one of the house's, and the remark, which keeps any other."""
    said, remark = cells.text(c.CATEGORY), cells.text(c.REMARK)
    name = said.removesuffix("类")
    if not said or name in known:
        return name, remark
    return "", "；".join(filter(None, (remark, f"原类别 {said}")))


def _who(cells: Cells, names: Names, *, is_open: bool) -> tuple[Any, Any]:
    def complaining(column: str) -> Any:
        return lambda what: cells.complain(column, what)

    before = len(cells.problems)
    lead = names.units(cells.text(c.LEAD), complaining(c.LEAD))
    support = names.units(cells.text(c.SUPPORT), complaining(c.SUPPORT))
    people = names.people(cells.text(c.PEOPLE), lead + support, complaining(c.PEOPLE), is_open=is_open)
    if len(cells.problems) > before:
        return (), ()
    leads, supports = assignees(names, lead, support, people, complaining(c.PEOPLE))
    if not leads and len(cells.problems) == before:
        cells.complain(c.LEAD, "没有牵头单位，也没有责任人，请至少填写一项。")
    return leads, supports


def _need_assigned(cells: Cells) -> None:
    """Complain where no date of assignment is given: it dates the task and its number."""
    if not any(problem.column == c.ASSIGNED for problem in cells.problems):
        hint = "不能为空" if c.ASSIGNED in cells.cells else "没有这一列"
        cells.complain(c.ASSIGNED, f"{hint}，请填写交办日期，例如 2026-11-02。")


def _check_times(
    cells: Cells, *, assigned: datetime | None, deadline: datetime | None, ended: datetime | None, status: Status | None
) -> None:
    if assigned is not None and assigned > cells.now:
        cells.complain(c.ASSIGNED, "晚于现在，请核对日期。")
    if assigned is not None and deadline is not None and deadline < assigned:
        cells.complain(c.DEADLINE, "早于交办时间，请核对日期。")
    if ended is not None and (ended > cells.now or (assigned is not None and ended < assigned)):
        cells.complain(c.ENDED, "早于交办时间或晚于现在，请核对日期。")
    if status in OVER and ended is None and not cells.cells.get(c.ENDED):
        cells.complain(c.ENDED, "已销号的事项须填销号（办结）日期，否则无法计算是否按期。")


def _once(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows, of which one that repeats an earlier one's number or words is a fault."""
    return tuple(_unless_repeated(rows))


def _unless_repeated(rows: tuple[Row, ...]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for row in rows:
        if row.task is None:
            yield row
            continue
        key = row.task.reference or row.task.digest
        first = seen.setdefault(key, row.line)
        yield row if first == row.line else Row(line=row.line, problems=(_repeated(row, first),))


def _repeated(row: Row, first: int) -> Problem:
    same = "编号" if row.task is not None and row.task.reference else "内容"
    return Problem(row.line, c.NUMBER, f"{same}与第 {first} 行相同，请删去其中一行，或改正编号。")
