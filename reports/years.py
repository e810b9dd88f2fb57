"""A year of scores (年度累计) and its honours list (年度评优) as text and data, down to each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from ledger.facts import Facts
from ledger.people import Person, UnitId
from ledger.scores import Grade
from ledger.years import CadreYear, YearList, YearRow
from reports.scores import GRADES, KINDS, line_data, printed, shown, signed
from reports.splitting import split
from reports.words import clean

_QUARTERS = "一二三四"
Seen = frozenset[UnitId] | None
"""The units that the reader may see; ``None``: all."""


def year_text(facts: Facts, span: str, lists: Sequence[YearList], unit: UnitId, *, placed: bool) -> tuple[str, ...]:
    """Return the parts of the message on the unit's year; ``placed`` tells its place, too."""
    heading = f"<b>年度累计</b>｜{escape(clean(facts.roster.unit(unit).name))}｜{span}"
    mine = [(one, row) for one in lists for row in one.rows if row.unit == unit]
    return split(heading, ["\n".join(_unit_block(facts, one, row, placed=placed)) for one, row in mine])


def _unit_block(facts: Facts, one: YearList, row: YearRow, *, placed: bool) -> Iterator[str]:
    yield f"<b>{escape(clean(one.register.name))}</b>"
    place = f"｜第{row.place}名（共{row.of}）" if placed else ""
    yield f"年度得分 {shown(row.total)}｜{GRADES[row.grade]}{place}"
    yield f"各季度平均：{_mean(row)}"
    yield f"累计加分 {signed(row.gained)}，累计扣分 {signed(row.lost)}"
    months = row.months(facts.house.hours.local)
    if months:
        told = (f"{month}月 {signed(gave)}／{signed(took)}" for month, (gave, took) in months.items())
        yield f"<blockquote>{chr(10).join(told)}</blockquote>"


def _mean(row: YearRow) -> str:
    parts = "、".join(f"{_QUARTERS[quarter.n - 1]}季度 {shown(total)}" for quarter, total in row.quarters)
    return f"（{parts}）÷ {len(row.quarters)} = {shown(row.total)}" if len(row.quarters) > 1 else parts


def cadre_text(facts: Facts, person: Person, span: str, found: Iterable[CadreYear]) -> tuple[str, ...]:
    """Return the parts of the message on the person's year: each side with its lines, and the formula."""
    heading = f"<b>干部年度评价</b>｜{escape(clean(person.name))}｜{span}"
    return split(heading, ["\n".join(_cadre_block(facts, one)) for one in found])


def _cadre_block(facts: Facts, one: CadreYear) -> Iterator[str]:
    yield f"<b>{escape(clean(one.register.name))}</b>"
    parts = " + ".join(f"{shown(side.total)} × {side.dimension.weight}%" for side in one.sides)
    yield f"本人得分 = {parts} = {shown(one.own)}"
    linkage = one.register.linkage
    if linkage is not None:
        office = escape(clean(facts.roster.unit(one.row.unit).name))
        shares = f"{shown(one.row.total)} × {linkage.office_share}% + 本人 {shown(one.own)}"
        yield f"年度得分 = {office} {shares} × {100 - linkage.office_share}% = {shown(one.total)}"
    for side in one.sides:
        yield f"{escape(side.dimension.name)} {shown(side.total)}"
        if side.lines:
            yield f"<blockquote expandable>{chr(10).join(_lines(facts, side.lines))}</blockquote>"


def _lines(facts: Facts, lines: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    for one, line in lines:
        for told in printed(one, (line,), facts):
            note = f"，{escape(told.note)}" if told.note else ""
            yield f"{escape(told.about)}｜{escape(told.rule)} {told.sum}{note}（{escape(told.cites)}）"


def ranking_of_year(facts: Facts, span: str, lists: Sequence[YearList], units: Seen) -> tuple[str, ...]:
    """Return the year's places, list by list; of it the units that may be seen, ``None``: all."""
    blocks = []
    for one in lists:
        rows = [row for row in one.rows if units is None or row.unit in units]
        told = (
            f"{row.place}. {escape(clean(facts.roster.unit(row.unit).name))}｜{shown(row.total)}｜{GRADES[row.grade]}"
            for row in rows
        )
        if rows:
            title = f"<b>{escape(clean(one.register.name))}·{KINDS[one.kind]}</b>"
            blocks.append(f"{title}\n<blockquote expandable>{chr(10).join(told)}</blockquote>")
    return split(f"<b>年度累计</b>｜{span}", blocks)


def honoured(lists: Iterable[YearList]) -> Iterator[tuple[YearList, YearRow]]:
    """Yield those whom the year's grade makes excellent, within the quota of their list."""
    return ((one, row) for one in lists for row in one.rows if row.grade is Grade.EXCELLENT)


def honours_text(facts: Facts, span: str, lists: Sequence[YearList], units: Seen) -> tuple[str, ...]:
    """Return the parts of the honours list: each unit with its mean and with every line of the year."""
    blocks = [
        "\n".join(_honour_block(facts, one, row)) for one, row in honoured(lists) if units is None or row.unit in units
    ]
    heading = f"<b>年度评优建议名单</b>｜{span}\n按年度得分和各表优秀比例产生，供研究，不自动公布。"
    return split(heading, blocks or ["暂无达到优秀标准且在比例以内的单位。"])


def _honour_block(facts: Facts, one: YearList, row: YearRow) -> Iterator[str]:
    name = escape(clean(facts.roster.unit(row.unit).name))
    yield f"<b>{name}</b>｜{escape(clean(one.register.name))}·{KINDS[one.kind]}第{row.place}名（共{row.of}）"
    yield f"年度得分：{_mean(row)}；加分 {signed(row.gained)}，扣分 {signed(row.lost)}"
    told = list(_lines(facts, row.lines))
    if told:
        yield f"<blockquote expandable>{chr(10).join(told)}</blockquote>"


def year_data(facts: Facts, lists: Iterable[YearList], *, honours: bool = False) -> list[dict[str, Any]]:
    """Return every unit's year, or the honoured ones', with quarters, months and lines as JSON values."""
    local = facts.house.hours.local
    return [
        {
            "unit": facts.roster.unit(row.unit).name,
            "register": one.register.key,
            "total": str(row.total),
            "place": row.place,
            "of": row.of,
            "grade": row.grade.value,
            "quarters": {str(quarter): str(total) for quarter, total in row.quarters},
            "months": {str(month): [str(gave), str(took)] for month, (gave, took) in row.months(local).items()},
            "lines": [line_data(line) for _, line in row.lines],
        }
        for one in lists
        for row in one.rows
        if not honours or row.grade is Grade.EXCELLENT
    ]
