"""Which tasks a question asks for (查询): a pure value, and the predicate that decides over folded tasks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import StrEnum

from ledger.calendar import DAY
from ledger.entries import Urgency
from ledger.escalations import Level
from ledger.house import House
from ledger.lights import Light, light_of
from ledger.origins import OriginKind
from ledger.people import Assignee, PersonId, Roster, UnitId
from ledger.tasks import OVER, Branch, Status, Task
from ledger.values import dataclass

SHORTEST_TEXT = 2
"""Characters; a single one stands in half of all titles."""


class State(StrEnum):
    """What is asked for of where tasks stand; ``DUE`` and ``OPEN`` ask for all that is open, ``ASSIGNED`` for what is new."""  # noqa: E501

    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"
    UNACKNOWLEDGED = "unacknowledged"
    TO_REVIEW = "to_review"
    BLOCKED = "blocked"
    ESCALATED = "escalated"
    UNREPORTED = "unreported"
    SILENT = "silent"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"
    ASSIGNED = "assigned"
    ANY = "any"


NOTHING_HEARD: Mapping[str, datetime] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskQuery:
    """What was asked for; every part that is set must hold.

    ``whose`` are people and units of which any may hold a branch, a unit together with those below it; ``mine`` is a
    person's own: held by the person, or by exactly the person's unit. ``period`` holds the first and last local day of
    the deadline (of closed tasks: of the day they were closed; of new ones: of their assignment; of those under a
    supervision notice: of its issue), ``level`` is that of the latest notice, ``text`` a part of the title.
    """

    state: State = State.OPEN
    light: Light | None = None
    level: Level | None = None
    period: tuple[date, date] | None = None
    whose: tuple[Assignee, ...] = ()
    mine: PersonId | None = None
    urgency: Urgency | None = None
    origin: OriginKind | None = None
    text: str = ""


def matches(
    query: TaskQuery,
    task: Task,
    *,
    now: datetime,
    roster: Roster,
    house: House,
    heard: Mapping[str, datetime] = NOTHING_HEARD,
) -> bool:
    """Tell whether everything that was asked for holds of the task at this moment.

    ``heard`` says when somebody last put a word to it, which the task itself does not know; else its assignment counts.
    """
    return (
        _STATES[query.state](task, now)
        and (query.state is not State.SILENT or _is_silent(task, heard.get(task.number), now, house))
        and (query.light is None or _has_light(task, query.light, now, house))
        and (query.level is None or (task.notice is not None and task.notice.level is query.level))
        and (query.period is None or _falls_in(task, query.period, house, query.state))
        and (not query.whose or any(_concerns(roster, one, who) for one in task.held for who in query.whose))
        and (query.mine is None or any(_is_mine(roster, one, query.mine) for one in task.held))
        and query.urgency in {None, task.urgency}
        and query.origin in {None, task.origin_kind}
        and (not query.text or holds_text(task.title, query.text))
    )


def workdays_unheard(task: Task, heard: datetime | None, now: datetime, house: House) -> int:
    """Return the workdays since somebody last put a word to the open task, else since its assignment."""
    local = house.hours.local
    return house.calendar.workdays_between(local(heard or task.assigned_at).date(), local(now).date())


def begun_before_silence(now: datetime, house: House) -> datetime:
    """Return the moment before which a task that may be called silent now was assigned, whoever spoke since."""
    tomorrow = house.hours.local(now).date() + DAY
    return house.hours.at(house.calendar.add_workdays(tomorrow, -house.escalation.silent_workdays), time())


def _is_silent(task: Task, heard: datetime | None, now: datetime, house: House) -> bool:
    """久无进展: in time and under way, and as long without a word as the house calls silent."""
    return workdays_unheard(task, heard, now, house) >= house.escalation.silent_workdays


def holds_text(title: str, text: str) -> bool:
    """Tell whether the title holds the words, whatever their width and case."""
    return folded(text) in folded(title)


def folded(text: str) -> str:
    """Return the text as it is compared: NFKC, without case and spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def rank(task: Task) -> tuple[bool, bool, datetime, datetime, int, str]:
    """Return the place of a task in a list: open ones first, by deadline, those without one last."""
    deadline = task.deadline or task.assigned_at
    return not task.is_open, task.deadline is None, deadline, task.assigned_at, len(task.number), task.number


def concerned(roster: Roster, whose: tuple[Assignee, ...]) -> tuple[frozenset[PersonId], frozenset[UnitId]]:
    """Return the people and units whose branches lie with those who were asked about."""
    roots = [who.unit for who in whose if who.unit is not None]
    units = {unit.id for unit in roster.units for root in roots if roster.within(unit.id, root)}
    people = {who.person for who in whose if who.person is not None}
    people |= {person.id for person in roster.people if person.unit in units}
    return frozenset(people), frozenset(units)


def _open(task: Task, _now: datetime) -> bool:
    return task.is_open


_STATES: Mapping[State, Callable[[Task, datetime], bool]] = {
    State.OPEN: _open,
    State.DUE: _open,
    State.OVERDUE: lambda task, now: task.is_overdue(now),
    State.UNACKNOWLEDGED: lambda task, _now: bool(task.unacknowledged),
    State.TO_REVIEW: lambda task, _now: task.status is Status.CLAIMED,
    State.BLOCKED: lambda task, _now: task.is_open and bool(task.blockers),
    State.ESCALATED: lambda task, _now: task.is_open and task.notice is not None,
    State.UNREPORTED: lambda task, _now: task.is_open and any(one.claimed_at is None for one in task.branches),
    State.SILENT: lambda task, now: task.is_running and task.claimed_at is None and not task.is_overdue(now),
    State.SUSPENDED: lambda task, _now: task.status is Status.SUSPENDED,
    State.CLOSED: lambda task, _now: task.status in OVER,
    State.ARCHIVED: lambda task, _now: task.status is Status.ARCHIVED,
    State.WITHDRAWN: lambda task, _now: task.status is Status.WITHDRAWN,
    State.ASSIGNED: lambda task, _now: task.status is not Status.WITHDRAWN,
    State.ANY: lambda _task, _now: True,
}


_DONE_ON_A_DAY = frozenset({State.ASSIGNED, State.ESCALATED})
"""States of which a period says when that was done, whether or not the clock stands still since."""


def _has_light(task: Task, light: Light, now: datetime, house: House) -> bool:
    lit = light_of(task, now, house)
    return lit is not None and lit.light is light


def _falls_in(task: Task, period: tuple[date, date], house: House, state: State) -> bool:
    """While the clock stands still nothing falls due; of what is closed the day counts on which that was done."""
    if state is State.ESCALATED:
        moment = task.notice.at if task.notice is not None else None
    else:
        moment = task.assigned_at if state is State.ASSIGNED else task.closed_at or task.deadline
    if moment is None or (task.suspended is not None and state not in _DONE_ON_A_DAY):
        return False
    return period[0] <= house.hours.local(moment).date() <= period[1]


def _concerns(roster: Roster, branch: Branch, who: Assignee) -> bool:
    if who.unit is None:
        return branch.assignee == who
    return roster.within(roster.unit_of(branch.assignee), who.unit)


def _is_mine(roster: Roster, branch: Branch, person: PersonId) -> bool:
    if branch.assignee.person is not None:
        return branch.assignee.person == person
    return branch.assignee.unit == roster.person(person).unit
