"""What the receipt fixes (签收起算): the limit of a branch, and with it the deadline of its task.

Each lead branch has a limit of its own, counted from its own receipt, which stays with it when it is handed over. The
task's deadline is the latest of them; where any one will do, it is that of whoever signed first. A deadline that was
decided (延期, 调整) is moved by no receipt.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from ledger.entries import Completion, Receiving
from ledger.house import House
from ledger.rates import receipt_limit
from ledger.replacing import completed
from ledger.tasks import Branch, Part, Task
from ledger.terms import Term, TermUnit


def due_after(term: Term, received_at: datetime, house: House) -> datetime:
    """Return the limit that runs from the receipt, whose own day is not counted (民法典 201).

    Workdays and days end with business, and a last day of rest rolls on (民法典 203); hours run through the night.
    """
    local = house.hours.local(received_at)
    if term.unit is TermUnit.HOURS:
        return local.replace(second=0, microsecond=0) + timedelta(hours=term.amount)
    if term.unit is TermUnit.WORKDAYS:
        return house.hours.end_of_business(house.calendar.add_workdays(local.date(), term.amount))
    last = local.date() + timedelta(days=term.amount)
    return house.hours.end_of_business(last if house.calendar.is_workday(last) else house.calendar.next_workday(last))


def is_provisional(received_at: datetime, due: datetime, house: House) -> bool:
    """Tell whether the limit was counted in a year whose notice is not known yet (暂定)."""
    first, last = house.hours.local(received_at).year, house.hours.local(due).year
    return any(house.calendar.is_provisional(year) for year in range(first, last + 1))


def owes_term(task: Task, branch: Branch) -> Term | None:
    """Return the term that the branch's receipt would set running; ``None`` where none does, or it runs already."""
    return task.term if branch.due is None else None


def latest_from(term: Term, assigned_at: datetime, house: House) -> datetime:
    """Return when a term ends that begins with the last moment of the receipt's limit."""
    return due_after(term, house.hours.add_working_hours(assigned_at, house.receipt.limit_hours, house.calendar), house)


def latest_due(task: Task, house: House) -> datetime | None:
    """Return when the task is due at the latest, if whoever has yet to sign does so at the end of the receipt's limit.

    ``None`` where its deadline does not run from receipts, or a limit stands still.
    """
    if task.term is None:
        return None
    limits = [receipt_limit(task, branch, house) for branch in task.leads if branch.due is None]
    dues = [due_after(task.term, limit, house) for limit in limits if limit is not None]
    return max(dues) if dues and len(dues) == len(limits) else None


def fixed(task: Task, entry: Receiving) -> Task:
    """Return the task with the deadline that the receipt fixes; its branch knows its own limit already."""
    if entry.due is None or task.term is None:
        return task
    branch = next((one for one in task.branches if one.assignee == entry.assignee), None)
    if branch is None or branch.part is not Part.LEAD:
        return task
    if task.deadline is not None and (task.completion is Completion.ANY or entry.due <= task.deadline):
        return task
    original = max(task.original_deadline or entry.due, entry.due)
    return completed(task, deadline=entry.due, original_deadline=original, provisional=entry.provisional)
