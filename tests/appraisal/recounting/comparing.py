"""Each line, sum, place and grade of ``taizhang report scores --format json`` held against the second count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from tests.appraisal.recounting.lines import Key, Line, Row


@dataclass
class Outcome:
    """How many units and lines were compared, and every difference in words."""

    units: int = 0
    lines: int = 0
    differing: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the figures."""
        return f"{self.units} scores, {self.lines} lines compared, {len(self.differing)} differ"


def compared(told: Sequence[Mapping[str, Any]], own: Mapping[Key, Row]) -> Outcome:
    """Compare every score that is told, and those that only the second count knows."""
    out, known = Outcome(), {(one["unit"], one["register"]): one for one in told}
    for key in sorted({*known, *own}):
        if key not in known or key not in own:
            out.differing.append(f"{key}: only in {'the report' if key in known else 'the second count'}")
            continue
        one, row = known[key], own[key]
        out.units += 1
        out.lines += len(one["lines"])
        theirs = Counter(map(line_of, one["lines"]))
        mine = Counter(map(_comparable, row.lines))
        out.differing += [f"{key}: told {line}" for line in (theirs - mine).elements()]
        out.differing += [f"{key}: counted {line}" for line in (mine - theirs).elements()]
        told_row = (Decimal(one["total"]), one["place"], one["of"], one["grade"])
        if told_row != (row.total, row.place, row.of, row.grade):
            out.differing.append(f"{key}: told {told_row}, counted {row.total, row.place, row.of, row.grade}")
        if sum((Decimal(line["points"]) for line in one["lines"]), Decimal()) != Decimal(one["total"]):
            out.differing.append(f"{key}: the lines do not add up")
    return out


def line_of(line: Mapping[str, Any]) -> Line:
    """Return a line of the report as the second count writes it."""
    keys = ("version", "rule", "item", "task", "seq", "times")
    numbers = (Decimal(line["each"]), Decimal(line["points"]))
    return (line["kind"], datetime.fromisoformat(line["at"]), *(line[key] for key in keys), *numbers, line["excuse"])


def _comparable(line: Line) -> Line:
    return (*line[:8], Decimal(line[8]), Decimal(line[9]), line[10])
