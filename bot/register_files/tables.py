"""A table of a register: its header found below a title, columns in any order, and the days and units in its cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Generic, TypeVar

from bot.ledger_import.cells import Cells
from bot.ledger_import.names import Names
from bot.marking import marking_of_name
from bot.roster_files.problems import Problem, RosterFileError, WrongTableError
from bot.roster_files.tables import plain_text, read_table
from ledger.house import House
from ledger.people import UnitId
from ledger.values import dataclass

T = TypeVar("T")
HEADER_WITHIN = 10
"""The header stands among the first lines that hold anything; above it are titles and dates."""


@dataclass(frozen=True, slots=True)
class RegisterLine(Generic[T]):
    """One line of the file: the row that it makes, or what is wrong with it."""

    line: int
    row: T | None
    problems: tuple[Problem, ...] = ()


def lines_of(
    name: str, data: bytes, *, columns: Mapping[str, Sequence[str]], needed: Collection[str], house: House, now: date
) -> tuple[list[Cells], tuple[str, ...]]:
    """Return the cells of each line below the header, by standard column, and the columns that are not read.

    ``columns`` holds what else each standard column is called. ``RosterFileError``: the file cannot be taken at all.
    """
    marked = marking_of_name(name)
    if marked:
        raise RosterFileError.whole(f"文件名带有“{marked}”标识，本系统不处理涉密内容，请按保密规定另行办理。")
    lines = read_table(name, data, text=plain_text)
    words = {word: column for column, also in columns.items() for word in (column, *also)}
    known = [(line, [words.get(_bare(cell), "") for cell in cells], cells) for line, cells in lines[:HEADER_WITHIN]]
    header, found, cells = max(known, key=lambda one: len(set(one[1])), default=(0, [], []))
    missing = [one for one in needed if one not in found]
    if missing:
        raise WrongTableError.whole(f"没有找到表头“{'”“'.join(missing)}”，请保留一行列名。")
    at = house.hours.end_of_business(now)
    rows = [
        Cells(line, dict(zip(found, cells, strict=False)), house.hours, at) for line, cells in lines if line > header
    ]
    if not rows:
        raise RosterFileError.whole("只有表头，没有内容，请逐行填写后再导入。")
    return rows, tuple(word for word, column in zip(cells, found, strict=False) if word and not column)


def _bare(header: str) -> str:
    return re.sub(r"\(.*?\)|[\s*:_]", "", unicodedata.normalize("NFKC", header))


def day_of(cells: Cells, column: str) -> date | None:
    """Return the day in the cell; one without a year is of this year or the next, as the text of a deadline is."""
    moment = cells.moment(column, not_before=cells.hours.local(cells.now).date(), default=cells.hours.afternoon_end)
    return cells.hours.local(moment).date() if moment is not None else None


def unit_of(cells: Cells, column: str, names: Names) -> UnitId | None:
    """Return the unit in the cell, of which there may be one."""
    found = names.units(cells.text(column), lambda what: cells.complain(column, what))
    if len(found) > 1:
        cells.complain(column, "只能填写一个单位，请保留牵头的一个。")
    return found[0] if found else None
