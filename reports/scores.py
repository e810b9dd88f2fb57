"""A unit's score (考评得分) as text and data: what every line adds or takes, by which rule, on which task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from itertools import groupby
from typing import Any

from config.appraisal.model import Register, Rule
from ledger.adjustments import Adjustment
from ledger.facts import Facts
from ledger.happenings import Excuse
from ledger.linkage import Linked
from ledger.outages import Outage
from ledger.people import Person, UnitId, UnitKind
from ledger.quarters import Correction
from ledger.scores import Appraisal, Grade, Kind, Ranked, ScoreLine
from reports.rendering import blocks_of
from reports.splitting import split
from reports.words import clean, said, titled

GRADES = {Grade.EXCELLENT: "优秀", Grade.GOOD: "良好", Grade.PASSING: "合格", Grade.FAILING: "不合格"}
"""What each grade is called."""
_EXCUSES = {Excuse.EXTENSION: "经批准延期", Excuse.SUSPENSION: "中止期间不计", Excuse.LEAVE: "请假期间不计"}
_NO_WORDS = "（无文字）"
KINDS = {UnitKind.DISTRICT: "区", UnitKind.DEPARTMENT: "部门", UnitKind.OFFICE: "科室"}
"""What units of a kind are called together."""


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
) -> tuple[str, ...]:
    """Return the parts of the message about the unit in ``span`` (本季度); ``placed`` tells its place, too.

    ``later`` are lines that came after the freeze: they are told apart, and change no place.
    """
    mine = [(one, line) for one, whose, line in later if whose == unit]
    values = {
        "standings": [
            _values(one, row, facts, [line for which, line in mine if which is one])
            for one in found
            if (row := one.of(unit)) is not None
        ],
        "placed": placed,
    }
    heading = f"<b>考评得分</b>｜{escape(clean(facts.roster.unit(unit).name))}｜{span}"
    return split(heading, blocks_of("scores.html.j2", values, today=_today(facts)))


def linkage_text(
    facts: Facts, person: Person, span: str, found: Sequence[Appraisal], mine: Sequence[Linked]
) -> tuple[str, ...]:
    """Return the parts of the message that puts the numbers into the formula of person and office (个人与集体关联)."""
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
                "lines": list(printed(by_key[one.register.key], one.lines, facts)),
            }
            for one in mine
        ]
    }
    heading = f"<b>得分怎么算</b>｜{escape(clean(person.name))}｜{span}"
    return split(heading, blocks_of("linkage.html.j2", values, today=_today(facts)))


def ranking_text(
    facts: Facts, span: str, found: Sequence[Appraisal], units: frozenset[UnitId] | None
) -> tuple[str, ...]:
    """Return the parts of the ranking (排名), kinds apart; of it the units that may be seen, ``None``: all."""
    lists = []
    for one in found:
        seen = [row for row in one.rows if units is None or row.score.unit in units]
        for kind, rows in groupby(seen, key=lambda row: facts.roster.unit(row.score.unit).kind):
            lists.append((f"{one.register.name}·{KINDS[kind]}", [_row(row, facts) for row in rows]))
    return split(f"<b>考评排名</b>｜{span}", blocks_of("ranking.html.j2", {"lists": lists}, today=_today(facts)))


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


def _row(row: Ranked, facts: Facts) -> dict[str, Any]:
    name = facts.roster.unit(row.score.unit).name
    return {"place": row.place, "name": name, "total": shown(row.score.total), "grade": GRADES[row.grade]}


def _values(one: Appraisal, row: Ranked, facts: Facts, later: Sequence[ScoreLine]) -> dict[str, Any]:
    lines, after = tuple(printed(one, row.score.lines, facts)), tuple(printed(one, later, facts))
    parts = (
        ("扣分", [line for line in lines if line.points < 0]),
        ("加分", [line for line in lines if line.points > 0]),
        ("不计分", [line for line in lines if line.points == 0]),
    )
    bound = sum((line.points for line in row.score.lines if line.kind is Kind.BOUND), Decimal())
    return {
        "register": one.register,
        "base": shown(one.register.base),
        "bound": signed(bound) if bound else "",
        "later": after,
        "corrected": shown(row.score.total + sum(line.points for line in after)),
        "parts": [(title, part, signed(sum(line.points for line in part))) for title, part in parts if part],
        **_row(row, facts),
        "of": row.of,
    }


def printed(one: Appraisal, found: Iterable[ScoreLine], facts: Facts) -> Iterator[PrintedLine]:
    """Yield the lines of rules and answers as they are read."""
    titles = {task.number: task.title for task in facts.tasks}
    titles |= {piece.number: piece.title for piece in facts.information}
    for line in found:
        if line.kind in {Kind.RULE, Kind.APPEAL}:
            rule = one.rule(line)
            about, note = f"{line.task} {titled(titles.get(line.task, ''), 40) or _NO_WORDS}", ""
            if line.excuse is not None:
                note = _down(line.outage, facts) if line.outage is not None else _EXCUSES[line.excuse]
            if line.adjustment is not None:
                about, note = said(line.adjustment.reason, 40) or _NO_WORDS, _decided(line.adjustment, facts)
            if line.appeal is not None:
                about = about if line.task else said(line.appeal.reason, 40) or _NO_WORDS
                note = f"答复：{said(line.appeal.answer, 40) or _NO_WORDS}"
            yield PrintedLine(about, rule.name, _sum(line, rule), line.points, rule.cites, note)


def _down(one: Outage, facts: Facts) -> str:
    """Return from when to when the bot was away, and until when that excuses."""
    began, ended, until = (f"{facts.house.hours.local(at):%m-%d %H:%M}" for at in (one.began, one.ended, one.until))
    return f"系统停机 {began} 至 {ended}，{until} 前不计"


def _decided(one: Adjustment, facts: Facts) -> str:
    """Return who proposed and who confirmed it, on what evidence."""
    names = [facts.roster.person(who).name for who in (one.proposed_by, one.decided_by) if who is not None]
    return f"{'提出、'.join(names)}确认，佐证：{evidence_words(one)}"


def evidence_words(one: Adjustment) -> str:
    """Return what shows that the points are due: files by name, a task, a document."""
    shown = [said(file.name) for file in one.files]
    return "、".join([*shown, *filter(None, (one.about, said(one.paper)))])


def _sum(line: ScoreLine, rule: Rule) -> str:
    """Return the arithmetic (3个工作日 × -0.5 = -1.5), and what a cap left of it; of an answer what it gives back."""
    if line.appeal is not None:
        return f"申诉成立，退回 {signed(line.points)}" if line.points else "申诉不成立"
    product = arithmetic(line.times, line.each, "个工作日" if rule.per == "workday" else "次")
    return f"{product}，封顶计 {signed(line.points)}" if line.is_capped else product


def arithmetic(times: int, each: Decimal, lasts: str) -> str:
    """Return 3个工作日 × -0.5 = -1.5, or the points alone where there is nothing to multiply."""
    whole = signed(times * each)
    return f"{times}{lasts} × {signed(each)} = {whole}" if times > 1 else whole


def shown(points: Decimal | int) -> str:
    """Return 98.5 for 98.50, 100 for 1E+2, and 0 for -0."""
    return f"{points + 0:.2f}".rstrip("0").rstrip(".")


def signed(points: Decimal | int) -> str:
    """Return the points with their sign; 0 has none."""
    return f"+{shown(points)}" if points > 0 else shown(points)


def _today(facts: Facts) -> date:
    return facts.house.hours.local(facts.at).date()
