"""Rates (按期办结率、签收及时率、退回率) by fixed definitions, with the tasks behind numerator and denominator.

A task counts for the period (start, end] in which its deadline in force falls. Withdrawn tasks never count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from ledger.entries import Closed, Recorded, Returned
from ledger.house import House
from ledger.tasks import Branch, Task


@dataclass(frozen=True, slots=True)
class Rate:
    """Task numbers of the numerator and of the denominator; a task counts once for each time it stands there."""

    hits: tuple[str, ...]
    of: tuple[str, ...]

    @property
    def percent(self) -> Decimal | None:
        """The percentage to one decimal, half up; ``None`` for 0 of 0."""
        if not self.of:
            return None
        exact = Decimal(100 * len(self.hits)) / Decimal(len(self.of))
        return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)

    def __str__(self) -> str:
        """Return 66.7%, or – for 0 of 0."""
        return "–" if self.percent is None else f"{self.percent}%"


def on_time(tasks: Iterable[Task], start: datetime, end: datetime) -> Rate:
    """按期办结率: of the tasks due in the period, those claimed by the deadline with a claim that was accepted."""
    due = [task for task in tasks if task.withdrawn_at is None and _falls(task.deadline, start, end)]
    return Rate(tuple(task.number for task in due if _in_time(task)), tuple(task.number for task in due))


def receipt(
    tasks: Iterable[Task],
    start: datetime,
    end: datetime,
    house: House,
    *,
    counts: Callable[[Branch], bool] = lambda branch: True,
) -> Rate:
    """签收及时率: of the receipts whose limit falls in the period, those inside it; each branch owes one."""
    hits: list[str] = []
    of: list[str] = []
    for task in tasks:
        for branch in task.branches if task.withdrawn_at is None else ():
            limit = receipt_limit(branch, house)
            if counts(branch) and start < limit <= end:
                of.append(task.number)
                if branch.acknowledged_at is not None and branch.acknowledged_at <= limit:
                    hits.append(task.number)
    return Rate(tuple(hits), tuple(of))


def receipt_limit(branch: Branch, house: House) -> datetime:
    """Return the moment by which the branch must be signed: so many working hours after it was handed over."""
    return house.hours.add_working_hours(branch.since, house.receipt_limit, house.calendar)


def returned(
    records: Iterable[Recorded], start: datetime, end: datetime, *, counts: Callable[[str], bool] = lambda number: True
) -> Rate:
    """退回率: of the claims decided in the period, those that were returned; one decision, one claim."""
    hits: list[str] = []
    of: list[str] = []
    for record in records:
        entry = record.entry
        if isinstance(entry, Closed | Returned) and start < entry.at <= end and counts(entry.number):
            of.append(entry.number)
            if isinstance(entry, Returned):
                hits.append(entry.number)
    return Rate(tuple(hits), tuple(of))


def _falls(moment: datetime | None, start: datetime, end: datetime) -> bool:
    return moment is not None and start < moment <= end


def _in_time(task: Task) -> bool:
    """Tell whether the claim that was accepted came by the deadline; the deadline itself is still in time."""
    claimed, deadline = task.claimed_at, task.deadline
    return task.closed_at is not None and claimed is not None and deadline is not None and claimed <= deadline
