"""What a quarter's circular (通报) may say from scores: the lines that put units at the head or end of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ledger.circulars import Tone
from ledger.people import Roster, UnitKind
from ledger.scores import Appraisal, Kind, Ranked, ScoreLine
from ledger.values import dataclass

SHARE, LINES = 10, 2
"""Per cent of a list, at least one unit, that is praised and that is criticised; lines that are told of each."""
_TOLD = frozenset({UnitKind.DISTRICT, UnitKind.DEPARTMENT})
"""Offices of the house read of themselves in its own reports."""


@dataclass(frozen=True, slots=True)
class ScoreFinding:
    """One line of a unit's score that is worth a sentence, and where the unit stands."""

    tone: Tone
    appraisal: Appraisal
    row: Ranked
    kind: UnitKind
    line: ScoreLine


def score_findings(found: Iterable[Appraisal], roster: Roster) -> tuple[ScoreFinding, ...]:
    """Return what is told of each list: the first by what brought most, the last by what cost most, tied to a task."""
    return tuple(
        finding
        for one in found
        for kind, rows in groupby(one.rows, key=lambda row: roster.unit(row.score.unit).kind)
        if kind in _TOLD
        for finding in _of_list(one, kind, tuple(rows))
    )


def _of_list(one: Appraisal, kind: UnitKind, rows: Sequence[Ranked]) -> Iterator[ScoreFinding]:
    count = max(1, len(rows) * SHARE // 100)
    base = one.register.base
    best = [row for row in rows if row.place <= count and row.score.total > base]
    worst = [row for row in rows[-count:] if row.score.total < base and row not in best]
    for tone, chosen in ((Tone.PRAISE, best), (Tone.CRITICISM, worst)):
        for row in chosen:
            yield from (ScoreFinding(tone, one, row, kind, line) for line in _lines(row, tone))


def _lines(row: Ranked, tone: Tone) -> list[ScoreLine]:
    """Return the lines of the tone that weigh most; a sentence needs a task."""
    sign = 1 if tone is Tone.PRAISE else -1
    kept = [one for one in row.score.lines if one.kind is Kind.RULE and one.task and one.points * sign > 0]
    return sorted(kept, key=lambda one: (-abs(one.points), one.at))[:LINES]
