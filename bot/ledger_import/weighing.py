"""Rows held against the ledger: which are new, which were imported before, and which numbers are taken here."""

from __future__ import annotations

from collections.abc import Iterable

from bot.ledger_import import columns as c
from bot.ledger_import.rows import Row
from bot.roster_files.problems import Problem
from ledger.acts.importing import Fate, Imported
from ledger.values import dataclass
from storage.books import OpenBooks


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What becomes of one row; ``fate`` is ``None`` where it has problems, ``number`` the one it has here already."""

    row: Row
    fate: Fate | None
    number: str = ""
    problems: tuple[Problem, ...] = ()


async def weigh(books: OpenBooks, rows: Iterable[Row], known: Imported | None = None) -> tuple[Weighed, ...]:
    """Return what becomes of each row, in their order; ``known`` need not be read again for the next rows."""
    known = known or Imported()
    await known.learn(books)
    return tuple([await _weighed(books, known, row) for row in rows])


async def _weighed(books: OpenBooks, known: Imported, row: Row) -> Weighed:
    if row.task is None:
        return Weighed(row=row, fate=None, problems=row.problems)
    fate, number = known.find(row.task)
    if fate is Fate.CHANGED:
        return Weighed(row=row, fate=fate, number=number, problems=(_changed(row.line, number),))
    here = await books.tasks.get(row.task.reference) if fate is Fate.NEW and row.task.reference else None
    if here is None:
        return Weighed(row=row, fate=fate, number=number)
    if here.title == row.task.title:  # The export of a ledger adds nothing to itself.
        return Weighed(row=row, fate=Fate.SAME, number=here.number)
    return Weighed(row=row, fate=Fate.TAKEN, number=here.number, problems=(_taken(row.line, here.number),))


def _changed(line: int, number: str) -> Problem:
    return Problem(
        line, c.NUMBER, f"以前已导入为 {number}，内容与那时不同；不重复登记，请直接在 {number} 上反馈、变更或更正。"
    )


def _taken(line: int, number: str) -> Problem:
    return Problem(line, c.NUMBER, f"本台账已有 {number}，事项不同；请在编号前加上原台账的简称后再导入。")
