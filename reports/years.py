"""A year of scores (年度累计) and its honours list (年度评优) as text and data, down to each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from ledger.facts import Facts
from ledger.languages import Language
from ledger.people import Person, UnitId
from ledger.scores import Grade
from ledger.years import CadreYear, YearList, YearRow
from reports.english_scores import score_words
from reports.points import shown
from reports.score_words import ScoreWords
from reports.scores import line_data, line_of, printed
from reports.splitting import split
from reports.words import clean

Seen = frozenset[UnitId] | None
"""The units that the reader may see; ``None``: all."""


def year_text(
    facts: Facts,
    span: str,
    lists: Sequence[YearList],
    unit: UnitId,
    *,
    placed: bool,
    language: Language = Language.CHINESE,
) -> tuple[str, ...]:
    """Return the parts of the message on the unit's year; ``placed`` tells its place, too."""
    said = score_words(language)
    heading = said.heading(said.year, escape(clean(facts.roster.unit(unit).name)), span)
    mine = [(one, row) for one in lists for row in one.rows if row.unit == unit]
    return split(
        heading, ["\n".join(_unit_block(said, facts, one, row, placed=placed)) for one, row in mine], language=language
    )


def _unit_block(said: ScoreWords, facts: Facts, one: YearList, row: YearRow, *, placed: bool) -> Iterator[str]:
    yield f"<b>{escape(clean(one.register.name))}</b>"
    place = [said.place(row.place, row.of)] if placed else []
    yield said.bar.join((said.year_score(row.total), said.grades[row.grade], *place))
    yield said.mean_of_quarters(_mean(said, row))
    yield said.gained(row.gained, row.lost)
    months = row.months(facts.house.hours.local)
    if months:
        told = (said.month(month, gave, took) for month, (gave, took) in months.items())
        yield f"<blockquote>{chr(10).join(told)}</blockquote>"


def _mean(said: ScoreWords, row: YearRow) -> str:
    return said.mean([(quarter.n, total) for quarter, total in row.quarters], row.total)


def cadre_text(
    facts: Facts, person: Person, span: str, found: Iterable[CadreYear], language: Language = Language.CHINESE
) -> tuple[str, ...]:
    """Return the parts of the message on the person's year: each side with its lines, and the formula."""
    said = score_words(language)
    heading = said.heading(said.cadre_year, escape(clean(person.name)), span)
    return split(heading, ["\n".join(_cadre_block(said, facts, one)) for one in found], language=language)


def _cadre_block(said: ScoreWords, facts: Facts, one: CadreYear) -> Iterator[str]:
    yield f"<b>{escape(clean(one.register.name))}</b>"
    parts = " + ".join(f"{shown(side.total)} × {side.dimension.weight}%" for side in one.sides)
    yield said.own_score(parts, one.own)
    linkage = one.register.linkage
    if linkage is not None:
        office = escape(clean(facts.roster.unit(one.row.unit).name))
        yield said.linked_score(office, linkage.office_share, (one.row.total, one.own), one.total)
    for side in one.sides:
        yield f"{escape(side.dimension.name)} {shown(side.total)}"
        if side.lines:
            yield f"<blockquote expandable>{chr(10).join(_lines(said, facts, side.lines))}</blockquote>"


def _lines(said: ScoreWords, facts: Facts, lines: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    for one, line in lines:
        yield from (line_of(said, told, told.note) for told in printed(said, one, (line,), facts))


def ranking_of_year(
    facts: Facts, span: str, lists: Sequence[YearList], units: Seen, language: Language = Language.CHINESE
) -> tuple[str, ...]:
    """Return the year's places, list by list; of it the units that may be seen, ``None``: all."""
    said, blocks = score_words(language), []
    for one in lists:
        rows = [row for row in one.rows if units is None or row.unit in units]
        told = (
            said.bar.join((f"{row.place}. {_name(facts, row)}", shown(row.total), said.grades[row.grade]))
            for row in rows
        )
        if rows:
            title = f"<b>{escape(clean(one.register.name))}·{said.kinds[one.kind]}</b>"
            blocks.append(f"{title}\n<blockquote expandable>{chr(10).join(told)}</blockquote>")
    return split(said.heading(said.year, span), blocks, language=language)


def _name(facts: Facts, row: YearRow) -> str:
    return escape(clean(facts.roster.unit(row.unit).name))


def honoured(lists: Iterable[YearList]) -> Iterator[tuple[YearList, YearRow]]:
    """Yield those whom the year's grade makes excellent, within the quota of their list."""
    return ((one, row) for one in lists for row in one.rows if row.grade is Grade.EXCELLENT)


def honours_text(
    facts: Facts, span: str, lists: Sequence[YearList], units: Seen, language: Language = Language.CHINESE
) -> tuple[str, ...]:
    """Return the parts of the honours list: each unit with its mean and with every line of the year."""
    said = score_words(language)
    blocks = [
        "\n".join(_honour_block(said, facts, one, row))
        for one, row in honoured(lists)
        if units is None or row.unit in units
    ]
    return split(said.honours.format(span), blocks or [said.nobody_honoured], language=language)


def _honour_block(said: ScoreWords, facts: Facts, one: YearList, row: YearRow) -> Iterator[str]:
    where = f"{escape(clean(one.register.name))}·{said.kinds[one.kind]}"
    yield f"<b>{_name(facts, row)}</b>{said.bar}{said.placed(where, row.place, row.of)}"
    yield said.honoured(_mean(said, row), row.gained, row.lost)
    told = list(_lines(said, facts, row.lines))
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
