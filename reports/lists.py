"""The lists that the reports are made of: one function per list, each returning what its figure counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from ledger.entries import Returned
from ledger.lights import Light, blocker_age
from ledger.people import Assignee
from ledger.tasks import Branch, Status, Suspension, Task
from reports.view import Line, Section, View
from reports.words import number_key

_LIGHTS = (Light.RED, Light.YELLOW, Light.GREEN)


def due_today(view: View) -> Section:
    """今日到期: the deadline is still ahead today, and no claim stands."""
    tasks = by_deadline(task for task in view.open if view.is_due_today(task))
    return Section("due_today", tuple(view.line(task) for task in tasks))


def overdue(view: View) -> Section:
    """逾期: past the deadline; a late claim that waits for review is still among them."""
    tasks = by_deadline(task for task in view.open if task.is_overdue(view.now))
    return Section("overdue", tuple(view.overdue_line(task) for task in tasks))


def newly_assigned(view: View, start: datetime, end: datetime, *, key: str = "new") -> Section:
    """新交办: assigned in (start, end] and not withdrawn."""
    found = (task for task in view.tasks if task.withdrawn_at is None and start < task.assigned_at <= end)
    return Section(key, tuple(view.line(task) for task in found))


def unacknowledged(view: View) -> Section:
    """待签收: one line for each branch whose receipt is owed, with the workdays since it was handed over."""
    owed = [(task, branch) for task in view.open for branch in view.branches(task) if branch.status is Status.ASSIGNED]
    return Section(
        "unacknowledged", tuple(view.line(task, branch=branch, days=_age(view, branch)) for task, branch in owed)
    )


def _age(view: View, branch: Branch) -> int:
    house = view.facts.house
    return max(0, house.calendar.workdays_between(house.hours.local(branch.since).date(), view.today))


def to_review(view: View) -> Section:
    """待销号: claimed, waiting for the reviewer."""
    return Section("to_review", tuple(line for line, _ in waiting(view)))


def waiting(view: View) -> list[tuple[Line, Task]]:
    """Return the claimed tasks with their lines, which say how late the claim was."""
    return [(view.overdue_line(task), task) for task in view.open if task.status is Status.CLAIMED]


def blockers(view: View) -> Section:
    """卡点: one line for each branch that is held up, the oldest first."""
    found = [(task, branch) for task in view.open for branch in view.branches(task) if branch.blocker]
    found.sort(key=lambda pair: pair[1].blocker.since if pair[1].blocker else pair[1].since)
    return Section("blockers", tuple(_blocker_line(view, task, branch) for task, branch in found))


def _blocker_line(view: View, task: Task, branch: Branch) -> Line:
    blocker = branch.blocker
    assert blocker is not None  # noqa: S101 - chosen for it
    needs = view.facts.roster.name_of(blocker.needs) if blocker.needs else ""
    days = blocker_age(task, blocker, view.now, view.facts.house)
    return view.line(task, branch=branch, days=days, note=blocker.reason, why=needs)


def suspended(view: View) -> Section:
    """中止: the clock stands still; the workdays since, and what is awaited."""
    found = ((task, task.suspended) for task in view.tasks)
    return Section("suspended", tuple(_suspended_line(view, task, one) for task, one in found if one is not None))


def _suspended_line(view: View, task: Task, one: Suspension) -> Line:
    days = view.facts.house.calendar.workdays_between(view.facts.house.hours.local(one.since).date(), view.today)
    return view.line(task, days=days, note=one.awaiting or one.reason, why="awaited" if one.awaiting else "")


def broken_chains(view: View) -> Section:
    """断链: open without a deadline, or with a lead who has left."""
    found = ((task, _break(view, task)) for task in view.open)
    return Section("broken", tuple(view.line(task, why=why) for task, why in found if why))


def _break(view: View, task: Task) -> str:
    if task.deadline is None:
        return "no_deadline"
    if any(_has_left(view, branch.assignee) for branch in task.leads):
        return "no_assignee"
    return "" if task.title.strip() else "no_target"


def _has_left(view: View, assignee: Assignee) -> bool:
    return assignee.person is not None and not view.facts.roster.person(assignee.person).is_active


def closed(view: View, start: datetime, end: datetime, *, key: str = "closed") -> Section:
    """销号: struck off in (start, end]."""
    found = (task for task in view.tasks if task.closed_at is not None and start < task.closed_at <= end)
    return Section(key, tuple(view.line(task) for task in found))


def sent_back(view: View, start: datetime, end: datetime, *, key: str = "returned") -> Section:
    """退回: one line for each claim that was sent back in (start, end], with what is missing."""
    tasks = {task.number: task for task in view.led}
    entries = (record.entry for record in view.facts.records if start < record.entry.at <= end)
    found = (entry for entry in entries if isinstance(entry, Returned) and entry.number in tasks)
    return Section(key, tuple(view.line(tasks[entry.number], note=entry.missing) for entry in found))


def newly_overdue(view: View, start: datetime, end: datetime, *, key: str = "newly_overdue") -> Section:
    """新逾期: the deadline fell in (start, end], and no claim stood by then."""
    found = (task for task in view.led if task.withdrawn_at is None and _missed(task, start, end))
    return Section(key, tuple(view.overdue_line(task) for task in found))


def _missed(task: Task, start: datetime, end: datetime) -> bool:
    if task.deadline is None or not start < task.deadline <= end:
        return False
    if task.suspended is not None and task.suspended.since <= task.deadline:
        return False
    # A deadline at the very cut-off is still in time at the cut-off.
    return task.claimed_at > task.deadline if task.claimed_at is not None else task.deadline < end


def still_open(view: View) -> Section:
    """在办: everything open, red before yellow before green, then by deadline."""
    tasks = sorted(by_deadline(view.open), key=lambda task: _rank(view, task))
    return Section("open", tuple(view.overdue_line(task) for task in tasks))


def due_between(view: View, key: str, first: date, last: date) -> Section:
    """Return what is due on those days, is not past its deadline and not claimed."""
    waiting = (task for task in view.open if task.status is not Status.CLAIMED and not task.is_overdue(view.now))
    inside = (task for task in waiting if (due := view.local(task.deadline)) and first <= due.date() <= last)
    return Section(key, tuple(view.line(task) for task in by_deadline(inside)))


def _rank(view: View, task: Task) -> int:
    lit = view.light(task)
    return _LIGHTS.index(lit.light) if lit else len(_LIGHTS)


def by_deadline(tasks: Iterable[Task]) -> list[Task]:
    """Return the tasks by deadline, those without one last, then by number."""

    def key(task: Task) -> tuple[bool, float, tuple[tuple[int, str], ...]]:
        stamp = task.deadline.timestamp() if task.deadline else 0.0
        return task.deadline is None, stamp, number_key(task.number)

    return sorted(tasks, key=key)
