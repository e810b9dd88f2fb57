"""Lights (亮灯): green, yellow or red, and why; derived from a task, a moment and the house rules, never stored."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum

from ledger.house import House
from ledger.suspensions import running_workdays
from ledger.tasks import Blocker, Status, Task
from ledger.values import dataclass


class Light(StrEnum):
    """How urgent a task looks to those who watch it."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


class Why(StrEnum):
    """What gave the light."""

    OVERDUE = "overdue"
    DEADLINE_NEAR = "deadline_near"
    BLOCKED = "blocked"
    IN_TIME = "in_time"
    NO_DEADLINE = "no_deadline"


@dataclass(frozen=True, slots=True)
class Lit:
    """A light with its reason; ``claimed`` puts the mark of a task that waits for review beside it."""

    light: Light
    why: Why
    claimed: bool = False


def light_of(task: Task, now: datetime, house: House, *, near: datetime | None = None) -> Lit | None:
    """Return the task's light; a claimed one keeps the light of its claim, one not open or suspended has none.

    ``near`` is ``near_until(now)``, for whoever asks of many tasks.
    """
    if not task.is_running:
        return None
    claimed = task.status is Status.CLAIMED
    moment = (task.claimed_at or now) if claimed else now
    light, why = _judge(task, moment, house, near if moment is now else None)
    return Lit(light, why, claimed)


def _judge(task: Task, moment: datetime, house: House, near: datetime | None) -> tuple[Light, Why]:
    if task.deadline is not None and moment > task.deadline:
        return Light.RED, Why.OVERDUE
    if task.deadline is not None and task.deadline < (near or near_until(moment, house)):
        return Light.YELLOW, Why.DEADLINE_NEAR
    if any(blocker_age(task, blocker, moment, house) >= house.blocker_yellow for blocker in task.blockers):
        return Light.YELLOW, Why.BLOCKED
    return Light.GREEN, Why.NO_DEADLINE if task.deadline is None else Why.IN_TIME


def near_until(moment: datetime, house: House) -> datetime:
    """Return when the first day begins on which a deadline is not near: more workdays lie before it than the limit."""
    beyond = house.calendar.add_workdays(house.hours.local(moment).date(), house.yellow_within + 1)
    return house.hours.at(beyond, time())


def blocker_age(task: Task, blocker: Blocker, moment: datetime, house: House) -> int:
    """Return the age of a blocker in workdays, suspended ones left out; the day it was raised is not counted."""
    return running_workdays(blocker.since, moment, task.suspensions, house)


def workdays_overdue(task: Task, now: datetime, house: House) -> int | None:
    """Return the workdays from the deadline to the standing claim, else to now; ``None`` where it is not overdue."""
    if task.deadline is None or not task.is_overdue(now):
        return None
    until = house.hours.local(task.claimed_at or now).date()
    return house.calendar.workdays_between(house.hours.local(task.deadline).date(), until)
