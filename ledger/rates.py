"""Rates (按期办结率、签收及时率、延期率、退回率、平均逾期天数) by fixed definitions, with the tasks behind each figure.

A task counts for the period (start, end] in which its deadline in force falls. Withdrawn tasks never count, and
suspended time is taken out: on resuming the deadline moves, and limits and days overdue do not run meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from ledger.entries import Closed, Recorded, Returned
from ledger.house import House
from ledger.suspensions import limit_after
from ledger.tasks import Branch, Task
from ledger.values import dataclass

K = TypeVar("K")


def tenths(total: int, count: int) -> Decimal:
    """Return the quotient to one decimal, half up."""
    return (Decimal(total) / count).quantize(Decimal("0.1"), ROUND_HALF_UP)


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
        return tenths(100 * len(self.hits), len(self.of))

    def __str__(self) -> str:
        """Return 66.7%, or – for 0 of 0."""
        return "–" if self.percent is None else f"{self.percent}%"


NOBODYS = Rate((), ())
"""The rate of whoever had nothing to keep."""


def pooled(rates: Iterable[Rate]) -> Rate:
    """Return the rate of all together: numerators and denominators are added up, percentages never."""
    known = tuple(rates)
    return Rate(
        tuple(number for one in known for number in one.hits), tuple(number for one in known for number in one.of)
    )


def parted(rate: Rate, under: Callable[[str], K]) -> dict[K, Rate]:
    """Return the rate of each part, in the order of the whole; ``under`` says which part a task is counted under."""
    hits: dict[K, list[str]] = {}
    of: dict[K, list[str]] = {}
    for number in rate.of:
        of.setdefault(under(number), []).append(number)
    for number in rate.hits:
        hits.setdefault(under(number), []).append(number)
    return {part: Rate(tuple(hits.get(part, ())), tuple(numbers)) for part, numbers in of.items()}


def on_time(tasks: Iterable[Task], start: datetime, end: datetime) -> Rate:
    """按期办结率: of the tasks due in the period, those claimed by the deadline with a claim that was accepted."""
    due = [task for task in tasks if task.withdrawn_at is None and _falls(task.deadline, start, end)]
    return Rate(tuple([task.number for task in due if _in_time(task)]), tuple([task.number for task in due]))


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
    hours, limit = house.hours, house.receipt.limit_hours
    begun = hours.latest_start(start, limit, house.calendar), hours.latest_start(end, limit, house.calendar)

    def falls(task: Task, branch: Branch) -> bool:
        if not task.suspensions:
            return begun[0] < branch.since <= begun[1]
        return _falls(receipt_limit(task, branch, house), start, end)

    for task in tasks:
        for branch in task.branches if task.withdrawn_at is None else ():
            if falls(task, branch) and counts(branch):
                of.append(task.number)
                if _signed_in_time(task, branch, house):
                    hits.append(task.number)
    return Rate(tuple(hits), tuple(of))


def _signed_in_time(task: Task, branch: Branch, house: House) -> bool:
    signed = branch.acknowledged_at
    if signed is None:
        return False
    if signed - branch.since <= timedelta(hours=house.receipt.limit_hours):
        return True  # Of working hours no more have passed.
    limit = receipt_limit(task, branch, house)
    return limit is not None and signed <= limit


def receipt_limit(task: Task, branch: Branch, house: House) -> datetime | None:
    """Return the moment by which the branch must be signed: so many working hours after it was handed over.

    ``None`` while the task is suspended before the limit.
    """
    return limit_after(branch.since, house.receipt.limit_hours, task.suspensions, house)


def extended(tasks: Iterable[Task], start: datetime, end: datetime) -> Rate:
    """延期率: of the tasks whose original deadline falls in the period, those with at least one granted extension."""
    due = [task for task in tasks if task.withdrawn_at is None and _falls(task.original_deadline, start, end)]
    return Rate(tuple(task.number for task in due if task.extensions), tuple(task.number for task in due))


def returned(records: Iterable[Recorded], *, counts: Callable[[str], bool] = lambda number: True) -> Rate:
    """退回率: of the claims decided in a period, whose records these are, those that were returned."""
    hits: list[str] = []
    of: list[str] = []
    for record in records:
        entry = record.entry
        if isinstance(entry, (Closed, Returned)) and counts(entry.number):
            of.append(entry.number)
            if isinstance(entry, Returned):
                hits.append(entry.number)
    return Rate(tuple(hits), tuple(of))


@dataclass(frozen=True, slots=True)
class Mean:
    """Task numbers, each with its workdays overdue."""

    days: tuple[tuple[str, int], ...]

    @property
    def value(self) -> Decimal | None:
        """The mean to one decimal, half up; ``None`` where there is no task."""
        if not self.days:
            return None
        return tenths(sum(days for _, days in self.days), len(self.days))

    def __str__(self) -> str:
        """Return 2.5, or – where there is no task."""
        return "–" if self.value is None else str(self.value)


def days_overdue(tasks: Iterable[Task], start: datetime, end: datetime, house: House) -> Mean:
    """平均逾期天数: of the tasks overdue at any moment of the period, the workdays from deadline to accepted claim.

    Where no claim was accepted by then, to the period's end, or to the moment at which the clock was stopped. A claim
    in time that still waits for review is not overdue; a late one stops the count only once it is accepted.
    """
    late = [task for task in tasks if (until := _overdue_until(task, end)) is not None and until > start]
    days = ((task.number, late_by(task, end, house)) for task in late)
    return Mean(tuple((number, count) for number, count in days if count is not None))


def late_by(task: Task, end: datetime, house: House) -> int | None:
    """Return by how many workdays the task is, or was, overdue at ``end``; ``None`` where it is not."""
    until = _overdue_until(task, end)
    if until is None or task.deadline is None:
        return None
    return _workdays(task.deadline, until, house)


def _overdue_until(task: Task, end: datetime) -> datetime | None:
    """Return where the task's time of being overdue ends, if it is, or was, overdue at all."""
    if task.deadline is None or task.deadline >= end or task.withdrawn_at is not None:
        return None
    claimed, until = task.claimed_at, end
    if claimed is not None and (task.closed_at is not None or claimed <= task.deadline):
        until = min(claimed, end)
    elif task.suspended is not None:
        until = min(task.suspended.since, end)
    return until if until > task.deadline else None


def _workdays(deadline: datetime, until: datetime, house: House) -> int:
    return house.calendar.workdays_between(house.hours.local(deadline).date(), house.hours.local(until).date())


def _falls(moment: datetime | None, start: datetime, end: datetime) -> bool:
    return moment is not None and start < moment <= end


def _in_time(task: Task) -> bool:
    """Tell whether the claim that was accepted came by the deadline; the deadline itself is still in time."""
    claimed, deadline = task.claimed_at, task.deadline
    return task.closed_at is not None and claimed is not None and deadline is not None and claimed <= deadline
