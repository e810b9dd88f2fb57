"""归档 by the clock: a closed task is put away once nobody has touched it for so many days; pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from ledger.house import House
from ledger.tasks import Status, Task


def untouched_since(now: datetime, house: House) -> datetime | None:
    """Return the beginning of the day before which the last entry must lie; ``None`` where only people archive."""
    days = house.archive.after_days
    return house.hours.at(house.hours.local(now).date() - timedelta(days=days), time()) if days else None


def archive_is_due(task: Task, now: datetime, house: House) -> bool:
    """Tell whether the closed task is to be put away: struck off, and looked at again, long enough ago."""
    before = untouched_since(now, house)
    if before is None or task.status is not Status.CLOSED or task.closed_at is None:
        return False
    return max(task.closed_at, task.rechecked_at or task.closed_at) < before
