"""Scores of centres (中心得分) as text: the sum over the offices with its arithmetic, and every office beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from html import escape

from ledger.facts import Facts
from ledger.people import UnitId
from ledger.pooled_scores import Pooled, centres_ranked
from ledger.scores import Appraisal
from reports.rendering import blocks_of
from reports.scores import GRADES, shown, signed
from reports.splitting import split
from reports.words import clean


def centre_text(facts: Facts, unit: UnitId, span: str, found: Sequence[Pooled]) -> tuple[str, ...]:
    """Return the parts of the message about a unit whose offices are scored (文件审核中心这季度多少分)."""
    standings = [
        {
            "register": one.appraisal.register,
            "mean": shown(one.mean),
            "sum": shown(one.sum),
            "count": len(one.rows),
            "off": signed(_points(one, -1)),
            "on": signed(_points(one, 1)),
            "offices": [
                (clean(facts.roster.unit(row.score.unit).name), shown(row.score.total), GRADES[row.grade])
                for row in one.rows
            ],
        }
        for one in found
    ]
    heading = f"<b>考评得分</b>｜{escape(clean(facts.roster.unit(unit).name))}｜{span}"
    return split(heading, blocks_of("centre_scores.html.j2", {"standings": standings}, today=_today(facts)))


def _points(one: Pooled, sign: int) -> Decimal:
    """Return what the offices' lines took, or gave, together; the base is no line of theirs."""
    lines = (line.points for row in one.rows for line in row.score.lines if line.rule)
    return sum((points for points in lines if points * sign > 0), Decimal())


def centres_text(
    facts: Facts, span: str, found: Sequence[Appraisal], units: frozenset[UnitId] | None
) -> tuple[str, ...]:
    """Return the parts of the ranking of centres, of those that may be seen; nothing where there are none."""
    lists = []
    for one in found:
        rows = [
            {"place": place, "name": clean(facts.roster.unit(each.unit).name), "mean": shown(each.mean)}
            | {"sum": shown(each.sum), "count": len(each.rows)}
            for place, each in centres_ranked(facts.roster, one, units)
        ]
        if rows:
            lists.append((f"{one.register.name}·中心", rows))
    if not lists:
        return ()
    blocks = blocks_of("centre_ranking.html.j2", {"lists": lists}, today=_today(facts))
    return split(f"<b>中心得分</b>（所属科室平均）｜{span}", blocks)


def _today(facts: Facts) -> date:
    return facts.house.hours.local(facts.at).date()
