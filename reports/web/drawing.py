"""Drawing: trends become points and bars of a small picture (SVG), in its own units; no script takes part."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ledger.values import dataclass

WIDTH, HEIGHT = 340, 132
_LEFT, _RIGHT, _TOP, _FOOT = 14, 14, 22, 22
FLOOR = HEIGHT - _FOOT
"""Where the ground line lies."""
_GAP = 2


@dataclass(frozen=True, slots=True)
class Point:
    """Where a week's value stands, what it says, and the words under it; ``y`` is ``None`` without a value."""

    x: float
    y: float | None
    value: str
    under: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its value above; ``kind`` says which of a week's bars it is."""

    x: float
    y: float
    width: float
    height: float
    value: int
    kind: int


def line(values: Sequence[Decimal | None], unders: Sequence[str], *, top: Decimal) -> tuple[Point, ...]:
    """Return the points of values from 0 to ``top``, evenly apart."""
    step = (WIDTH - _LEFT - _RIGHT) / len(values)
    return tuple(
        Point(
            x=round(_LEFT + step * (place + 0.5), 1),
            y=None if value is None else _height(value, top),
            value="–" if value is None else f"{value.normalize():f}",
            under=under,
        )
        for place, (value, under) in enumerate(zip(values, unders, strict=True))
    )


def strokes(points: Sequence[Point]) -> tuple[str, ...]:
    """Return the lines between neighbours as ``points`` of polylines: a week without a value leaves a gap."""
    found: list[list[str]] = [[]]
    for point in points:
        if point.y is None:
            found.append([])
        else:
            found[-1].append(f"{point.x},{point.y}")
    return tuple(" ".join(one) for one in found if len(one) > 1)


def bars(weeks: Sequence[Sequence[int]]) -> tuple[Bar, ...]:
    """Return the bars of each week side by side, to one scale."""
    top = max((value for week in weeks for value in week), default=0) or 1
    step = (WIDTH - _LEFT - _RIGHT) / len(weeks)
    return tuple(bar for place, week in enumerate(weeks) for bar in _bars(week, _LEFT + step * place, step, top))


def _bars(week: Sequence[int], left: float, step: float, top: int) -> list[Bar]:
    width = (step * 0.8 - _GAP * (len(week) - 1)) / len(week)
    made = []
    for kind, value in enumerate(week):
        y = _height(Decimal(value), Decimal(top))
        x = left + step * 0.1 + kind * (width + _GAP)
        made.append(Bar(x=round(x, 1), y=y, width=round(width, 1), height=round(FLOOR - y, 1), value=value, kind=kind))
    return made


def _height(value: Decimal, top: Decimal) -> float:
    return round(float(FLOOR - (FLOOR - _TOP) * value / top), 1)
