"""How points are written: 98.5, +2, 3个工作日 × -0.5 = -1.5."""

from __future__ import annotations

from decimal import Decimal


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
