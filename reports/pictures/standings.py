"""The ranking by score (考评排名) as a picture: bars with the change since the quarter before, list by list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from ledger.facts import Facts
from ledger.languages import Language
from ledger.people import UnitId
from ledger.scores import Appraisal, Ranked
from reports.pictures.drawing import Picture, drawn
from reports.pictures.words import day_words, words_of
from reports.points import shown
from reports.score_words import GRADES, KINDS
from reports.words import clipped

_NAME = 40


def standings_picture(
    facts: Facts, span: str, found: Sequence[Appraisal], before: Sequence[Appraisal]
) -> tuple[Picture, ...]:
    """Return the pictures of the quarter called ``span``; ``before`` are the appraisals of the one before."""
    return drawn("standings.typ", standings_values(facts, span, found, before), f"<b>考评排名</b>｜{span}")


def standings_values(
    facts: Facts, span: str, found: Sequence[Appraisal], before: Sequence[Appraisal]
) -> dict[str, Any]:
    """Return what the picture prints: for each list its rows with place, score, grade and the change of both."""
    return {**_head(facts, span), "groups": [group for one in found for group in _groups(facts, one, before)]}


def _groups(facts: Facts, one: Appraisal, before: Sequence[Appraisal]) -> list[dict[str, Any]]:
    """Return the lists of a register: districts, departments and offices apart."""
    last = next((old for old in before if old.register.key == one.register.key), None)
    top = one.register.ceiling
    kinds = groupby(one.rows, key=lambda row: facts.roster.unit(row.score.unit).kind)
    return [
        {
            "title": f"{one.register.name}·{KINDS[kind]}",
            "register": one.register.name,
            "kind": kind.value,
            "rows": [_row(facts, row, last, top) for row in rows],
        }
        for kind, rows in kinds
    ]


def _row(facts: Facts, row: Ranked, last: Appraisal | None, top: Decimal) -> dict[str, Any]:
    old = last.of(row.score.unit) if last is not None else None
    return {
        "place": row.place,
        "name": _name(facts, row.score.unit),
        "total": shown(row.score.total),
        "share": str(row.score.total * 100 / top),
        "grade": GRADES[row.grade],
        "level": row.grade.value,
        "change": None if old is None else shown(row.score.total - old.score.total),
        "places": None if old is None else old.place - row.place,
    }


def _name(facts: Facts, unit: UnitId) -> str:
    return clipped(facts.roster.unit(unit).name, _NAME)


def _head(facts: Facts, span: str) -> dict[str, Any]:
    at: datetime = facts.house.hours.local(facts.at)
    return {
        "title": "考评排名",
        "where": span,
        "day": day_words(at.date(), Language.CHINESE),
        "until": f"截至 {at:%H:%M}",
        "late": "",
        "lang": Language.CHINESE.value,
        "words": dict(words_of(Language.CHINESE)),
    }
