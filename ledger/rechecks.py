"""回头看: a sample of closed tasks that anybody can draw again from what stands in the ledger; pure.

The recipe: sort the numbers of the tasks closed in the period by the SHA-256 of ``seed:number`` (UTF-8, hexadecimal)
and take the first ones. Nobody can choose: the seed holds the ledger's last hash, which nobody knows beforehand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta

from config.office import Recheck
from ledger.facts import Head


def seed_of(first: date, head: Head) -> str:
    """Return the seed of the draw for the month that begins at ``first``: 2026-11:<the ledger's last hash>."""
    return f"{first:%Y-%m}:{head.hash}"


def sample(numbers: Iterable[str], seed: str, rule: Recheck) -> tuple[str, ...]:
    """Return the numbers that are drawn, in the order of the draw."""
    known = sorted(set(numbers))
    return tuple(sorted(known, key=lambda number: _digest(f"{seed}:{number}"))[: size_of(len(known), rule)])


def size_of(count: int, rule: Recheck) -> int:
    """Return how many of ``count`` tasks are drawn: the share rounded up, but at least so many, if there are."""
    return min(count, max(rule.at_least, -(-rule.percent * count // 100)))


def population_of(numbers: Iterable[str]) -> str:
    """Return the SHA-256 of the sorted numbers, one a line: what there was to draw from."""
    return _digest("\n".join(sorted(set(numbers))))


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the day's month."""
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return first, after - timedelta(days=1)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
