"""A unit's score (考评得分) as text and data: what every line adds or takes, by which rule, on which task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from itertools import groupby
from typing import Any

from config.appraisal.model import Register, Rule
from ledger.adjustments import Adjustment
from ledger.facts import Facts
from ledger.languages import Language
from ledger.linkage import Linked
from ledger.outages import Outage
from ledger.people import Person, UnitId
from ledger.quarters import Correction
from ledger.scores import Appraisal, Kind, Ranked, ScoreLine
from ledger.values import dataclass
from reports import words
from reports.english_scores import score_words
from reports.points import arithmetic, shown, signed
from reports.rendering import blocks_of
from reports.score_words import ScoreWords
from reports.splitting import split
from reports.words import clean, titled


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as it is read: what it is about, how it is counted, by which rule, and what else is to be known."""

    about: str
    rule: str
    sum: str
    points: Decimal
    cites: str
    note: str


def score_text(
    facts: Facts,
    unit: UnitId,
    span: str,
    found: Sequence[Appraisal],
    *,
    placed: bool,
    later: Iterable[Correction] = (),
    language: Language = Language.CHINESE,
) -> tuple[str, ...]:
    """Return the parts of the message about the unit in ``span`` (本季度); ``placed`` tells its place, too.

    ``later`` are lines that came after the freeze: they are told apart, and change no place.
    """
    said = score_words(language)
    mine = [(one, line) for one, whose, line in later if whose == unit]
    values = {
        "standings": [
            _values(said, one, row, facts, [line for which, line in mine if which is one])
            for one in found
            if (row := one.of(unit)) is not None
        ],
        "placed": placed,
    }
    heading = said.heading(said.score, escape(clean(facts.roster.unit(unit).name)), span)
    return split(
        heading, blocks_of("scores.html.j2", values, today=_today(facts), language=language), language=language
    )


def linkage_text(
    facts: Facts,
    person: Person,
    span: str,
    found: Sequence[Appraisal],
    mine: Sequence[Linked],
    *,
    language: Language = Language.CHINESE,
) -> tuple[str, ...]:
    """Return the parts of the message that puts the numbers into the formula of person and office (个人与集体关联)."""
    said = score_words(language)
    by_key = {one.register.key: one for one in found}
    values = {
        "linked": [
            {
                "register": one.register,
                "unit": facts.roster.unit(one.unit).name,
                "office": shown(one.office),
                "share": one.share,
                "rest": 100 - one.share,
                "own": shown(one.own),
                "base": shown(one.register.base),
                "sum": signed(sum((line.points for line in one.lines), Decimal())),
                "total": shown(one.total),
                "lines": list(printed(said, by_key[one.register.key], one.lines, facts)),
            }
            for one in mine
        ]
    }
    heading = said.heading(said.linkage, escape(clean(person.name)), span)
    return split(
        heading, blocks_of("linkage.html.j2", values, today=_today(facts), language=language), language=language
    )


def ranking_text(
    facts: Facts,
    span: str,
    found: Sequence[Appraisal],
    units: frozenset[UnitId] | None,
    language: Language = Language.CHINESE,
) -> tuple[str, ...]:
    """Return the parts of the ranking (排名), kinds apart; of it the units that may be seen, ``None``: all."""
    said, lists = score_words(language), []
    for one in found:
        seen = [row for row in one.rows if units is None or row.score.unit in units]
        for kind, rows in groupby(seen, key=lambda row: facts.roster.unit(row.score.unit).kind):
            lists.append((f"{one.register.name}·{said.kinds[kind]}", [_row(said, row, facts) for row in rows]))
    blocks = blocks_of("ranking.html.j2", {"lists": lists}, today=_today(facts), language=language)
    return split(said.heading(said.ranking, span), blocks, language=language)


def appraisal_data(facts: Facts, found: Sequence[Appraisal]) -> list[dict[str, Any]]:
    """Return every score with place, grade and lines as JSON values; points are exact decimals in words."""
    return [_row_data(facts, one.register, row) for one in found for row in one.rows]


def _row_data(facts: Facts, register: Register, row: Ranked) -> dict[str, Any]:
    return {
        "unit": facts.roster.unit(row.score.unit).name,
        "register": register.key,
        "total": str(row.score.total),
        "place": row.place,
        "of": row.of,
        "grade": row.grade.value,
        "lines": [line_data(line) for line in row.score.lines],
    }


def line_data(line: ScoreLine) -> dict[str, Any]:
    """Return a line as JSON values."""
    return {
        "kind": line.kind.value,
        "at": line.at.isoformat(),
        "version": line.version,
        "rule": line.rule,
        "item": line.item,
        "task": line.task,
        "seq": line.seq,
        "times": line.times,
        "each": str(line.each),
        "points": str(line.points),
        "excuse": line.excuse.value if line.excuse else None,
        **({} if line.outage is None else {"outage": [line.outage.began.isoformat(), line.outage.ended.isoformat()]}),
        **({} if line.adjustment is None else _adjustment_data(line.adjustment)),
        **({} if line.appeal is None else {"appeal": line.appeal.id, "of": line.appeal.about.line}),
    }


def _adjustment_data(one: Adjustment) -> dict[str, Any]:
    return {
        "proposed_by": one.proposed_by,
        "confirmed_by": one.decided_by,
        "confirmed": one.decided,
        "evidence": {"files": [file.sha256 for file in one.files], "task": one.about, "document": one.paper},
    }


def _row(said: ScoreWords, row: Ranked, facts: Facts) -> dict[str, Any]:
    name = facts.roster.unit(row.score.unit).name
    return {"place": row.place, "name": name, "total": shown(row.score.total), "grade": said.grades[row.grade]}


def _values(said: ScoreWords, one: Appraisal, row: Ranked, facts: Facts, later: Sequence[ScoreLine]) -> dict[str, Any]:
    lines, after = tuple(printed(said, one, row.score.lines, facts)), tuple(printed(said, one, later, facts))
    sides = (
        [line for line in lines if line.points < 0],
        [line for line in lines if line.points > 0],
        [line for line in lines if line.points == 0],
    )
    parts = zip(said.parts, sides, strict=True)
    bound = sum((line.points for line in row.score.lines if line.kind is Kind.BOUND), Decimal())
    return {
        "register": one.register,
        "base": shown(one.register.base),
        "bound": signed(bound) if bound else "",
        "later": after,
        "corrected": shown(row.score.total + sum(line.points for line in after)),
        "parts": [(title, part, signed(sum(line.points for line in part))) for title, part in parts if part],
        **_row(said, row, facts),
        "of": row.of,
    }


def printed(said: ScoreWords, one: Appraisal, found: Iterable[ScoreLine], facts: Facts) -> Iterator[PrintedLine]:
    """Yield the lines of rules and answers as they are read."""
    titles = {task.number: task.title for task in facts.tasks}
    titles |= {piece.number: piece.title for piece in facts.information}
    for line in found:
        if line.kind in {Kind.RULE, Kind.APPEAL}:
            rule = one.rule(line)
            about, note = f"{line.task} {titled(titles.get(line.task, ''), 40) or said.no_words}", ""
            if line.excuse is not None:
                note = _down(said, line.outage, facts) if line.outage else said.excuses[line.excuse]
            if line.adjustment is not None:
                about, note = (
                    words.said(line.adjustment.reason, 40) or said.no_words,
                    _decided(said, line.adjustment, facts),
                )
            if line.appeal is not None:
                about = about if line.task else words.said(line.appeal.reason, 40) or said.no_words
                note = said.answered(words.said(line.appeal.answer, 40) or said.no_words)
            yield PrintedLine(about, rule.name, _sum(said, line, rule), line.points, rule.cites, note)


def line_of(said: ScoreWords, one: PrintedLine, note: str = "") -> str:
    """Return a line of a score: what it is about, rule and arithmetic, what else is to be known, and the clause."""
    told = said.noted(escape(note)) + said.cited(escape(one.cites))
    return f"{escape(one.about)}{said.bar}{escape(one.rule)} {one.sum}{told}"


def _down(said: ScoreWords, one: Outage, facts: Facts) -> str:
    """Return from when to when the bot was away, and until when that excuses."""
    began, ended, until = (f"{facts.house.hours.local(at):%m-%d %H:%M}" for at in (one.began, one.ended, one.until))
    return said.down(began, ended, until)


def _decided(said: ScoreWords, one: Adjustment, facts: Facts) -> str:
    """Return who proposed and who confirmed it, on what evidence."""
    names = [facts.roster.person(who).name for who in (one.proposed_by, one.decided_by) if who is not None]
    return said.decided(names, _evidence(one))


def evidence_words(one: Adjustment) -> str:
    """Return what shows that the points are due: files by name, a task, a document."""
    return "、".join(_evidence(one))


def _evidence(one: Adjustment) -> list[str]:
    return [*(words.said(file.name) for file in one.files), *filter(None, (one.about, words.said(one.paper)))]


def _sum(said: ScoreWords, line: ScoreLine, rule: Rule) -> str:
    """Return the arithmetic (3个工作日 × -0.5 = -1.5), and what a cap left of it; of an answer what it gives back."""
    if line.appeal is not None:
        return said.appeal(line.points)
    product = arithmetic(line.times, line.each, said.lasts(workdays=rule.per == "workday"))
    return said.capped(product, line.points) if line.is_capped else product


def _today(facts: Facts) -> date:
    return facts.house.hours.local(facts.at).date()
