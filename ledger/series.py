"""Numbers of what is told by its entries alone (会议、政务信息): one more than there were in the year, so without gaps.

Whoever asks holds the chain, so that two never take the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ledger.entries import Recorded
from ledger.house import House


def next_number(begun: Iterable[Recorded], pattern: str, at: datetime, house: House) -> str:
    """Return the next number of the year of ``at``; ``begun`` are all entries with which one of them begins."""
    year = house.year(at)
    return pattern.format(year=year, n=1 + sum(house.year(one.entry.at) == year for one in begun))
