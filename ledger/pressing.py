"""What is due to be pressed, and until when: the ladder of the receipt (领办逾期) and notices by rule (督办单)."""

from __future__ import annotations

from datetime import datetime

from ledger.entries import Completion
from ledger.escalations import Level, Rung
from ledger.house import House
from ledger.lights import workdays_overdue
from ledger.suspensions import limit_after
from ledger.tasks import Branch, Notice, Status, Task
from ledger.values import dataclass


@dataclass(frozen=True, slots=True)
class Due:
    """The next rung of the ladder, and the moment from which it is due."""

    rung: Rung
    at: datetime


def next_rung(task: Task, branch: Branch, house: House) -> Due | None:
    """Return who hears next that the receipt is overdue, and when; ``None`` where none is owed, or all have heard.

    Each rung counts from the one before; a branch that was declined waits for those who assign, and is not chased;
    nor is one of a suspended task.
    The leader's has no hour of its own: it is the next list that leaders get.
    """
    if not task.is_running or branch.status is not Status.ASSIGNED or branch.declined_at is not None:
        return None
    if task.completion is Completion.ANY and branch in task.leads and task.status is not Status.ASSIGNED:
        return None  # Somebody else does it already.
    hours = {
        Rung.ASSIGNEE: house.receipt.limit_hours,
        Rung.HEAD: house.receipt.head_after_hours,
        Rung.COORDINATOR: house.receipt.coordinator_after_hours,
        Rung.LEADER: 0,
    }
    rungs = list(hours)
    rung = rungs[0] if branch.chased is None else next(iter(rungs[rungs.index(branch.chased) + 1 :]), None)
    if rung is None:
        return None
    since = branch.chased_at or branch.since
    at = limit_after(since, hours[rung], task.suspensions, house) if hours[rung] else since
    return None if at is None else Due(rung, at)  # While the task is suspended the limit stands still.


def level_due(task: Task, now: datetime, house: House) -> Level | None:
    """Return the level at which the rule issues a notice now; ``None`` where it has, or a stronger one, since then.

    Only what is under way counts: a claim that waits for its review presses those who review. A deadline that was
    moved begins a new count.
    """
    if task.status not in {Status.ASSIGNED, Status.ACTIVE}:
        return None
    days, rule = workdays_overdue(task, now, house) or 0, house.escalation
    limits = {Level.BLUE: rule.blue_workdays, Level.YELLOW: rule.yellow_workdays, Level.RED: rule.red_workdays}
    reached = [level for level, limit in limits.items() if days >= max(limit, 1)]
    if not reached or _has_notice(task, reached[-1]):
        return None
    return reached[-1]


def _has_notice(task: Task, level: Level) -> bool:
    notice = task.notice
    return notice is not None and notice.deadline == task.deadline and notice.level.rank >= level.rank


def reply_limit(at: datetime, house: House) -> datetime:
    """Return until when a notice of that moment is to be answered: the end of business some workdays later."""
    day = house.calendar.add_workdays(house.hours.local(at).date(), house.escalation.reply_workdays)
    return house.hours.end_of_business(day)


def waits_for_reply(task: Task) -> Notice | None:
    """Return the notice that the task has yet to answer."""
    notice = task.notice
    return notice if task.is_open and notice is not None and notice.answered_at is None else None
