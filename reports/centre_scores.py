"""Scores of centres (中心得分) as text: the sum over the offices with its arithmetic, and every office beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from html import escape

from ledger.facts import Facts
from ledger.languages import Language
from ledger.people import UnitId
from ledger.pooled_scores import Pooled, centres_ranked
from ledger.scores import Appraisal
from reports.english_scores import score_words
from reports.points import shown, signed
from reports.rendering import blocks_of
from reports.splitting import split
from reports.words import clean


def centre_text(
    facts: Facts, unit: UnitId, span: str, found: Sequence[Pooled], language: Language = Language.CHINESE
) -> tuple[str, ...]:
    """Return the parts of the message about a unit whose offices are scored (文件审核中心这季度多少分)."""
    said = score_words(language)
    standings = [
        {
            "register": one.appraisal.register,
            "mean": shown(one.mean),
            "sum": shown(one.sum),
            "count": len(one.rows),
            "off": signed(_points(one, -1)),
            "on": signed(_points(one, 1)),
            "offices": [
                (clean(facts.roster.unit(row.score.unit).name), shown(row.score.total), said.grades[row.grade])
                for row in one.rows
            ],
        }
        for one in found
    ]
    heading = said.heading(said.score, escape(clean(facts.roster.unit(unit).name)), span)
    values = {"standings": standings}
    return split(
        heading, blocks_of("centre_scores.html.j2", values, today=_today(facts), language=language), language=language
    )


def _points(one: Pooled, sign: int) -> Decimal:
    """Return what the offices' lines took, or gave, together; the base is no line of theirs."""
    lines = (line.points for row in one.rows for line in row.score.lines if line.rule)
    return sum((points for points in lines if points * sign > 0), Decimal())


def centres_text(
    facts: Facts,
    span: str,
    found: Sequence[Appraisal],
    units: frozenset[UnitId] | None,
    language: Language = Language.CHINESE,
) -> tuple[str, ...]:
    """Return the parts of the ranking of centres, of those that may be seen; nothing where there are none."""
    said, lists = score_words(language), []
    for one in found:
        rows = [
            {"place": place, "name": clean(facts.roster.unit(each.unit).name), "mean": shown(each.mean)}
            | {"sum": shown(each.sum), "count": len(each.rows)}
            for place, each in centres_ranked(facts.roster, one, units)
        ]
        if rows:
            lists.append((f"{one.register.name}·{said.centre}", rows))
    if not lists:
        return ()
    blocks = blocks_of("centre_ranking.html.j2", {"lists": lists}, today=_today(facts), language=language)
    return split(said.bar.join((said.centres, span)), blocks, language=language)


def _today(facts: Facts) -> date:
    return facts.house.hours.local(facts.at).date()
