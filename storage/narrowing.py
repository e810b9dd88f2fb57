"""A query as conditions on indexed columns: they keep every task that it asks for, and leave out most others."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from ledger.hours import OfficeHours
from ledger.lights import Light
from ledger.people import PersonId, Roster, UnitId
from ledger.queries import State, TaskQuery, concerned
from ledger.tasks import OVER, Status
from storage.tables import branches, tasks

Conditions = list[ColumnElement[bool]]

_OVER = {
    State.TO_REVIEW: {Status.CLAIMED},
    State.SUSPENDED: {Status.SUSPENDED},
    State.CLOSED: OVER,
    State.ARCHIVED: {Status.ARCHIVED},
    State.WITHDRAWN: {Status.WITHDRAWN},
}
"""States that the column of statuses says by itself."""
_BY_ANOTHER_DAY = frozenset({State.CLOSED, State.ARCHIVED, State.ANY, State.ESCALATED})
"""States whose period is that of a day which no column of the tasks says."""


def narrowed(query: TaskQuery, *, now: datetime, roster: Roster, hours: OfficeHours) -> Conditions:
    """Return the conditions; a task that breaks one of them is surely not asked for."""
    return [*_standing(query, now, hours), *_due(query, hours), *_held(query, roster)]


def _standing(query: TaskQuery, now: datetime, hours: OfficeHours) -> Conditions:
    if query.state in _OVER:
        return [tasks.c.status.in_(sorted(_OVER[query.state])), *_ended(query, hours)]
    found: Conditions = []
    if query.state not in {State.ANY, State.ASSIGNED} or query.light is not None:
        found.append(tasks.c.is_open.is_(True))
    if query.state is State.OVERDUE or query.light is Light.RED:
        # A claim keeps the light of its moment, which may lie after the moment of the question by a clock's width.
        found.append(or_(tasks.c.deadline < now, tasks.c.status == Status.CLAIMED))
    return found


def _ended(query: TaskQuery, hours: OfficeHours) -> Conditions:
    """Of years of closed tasks keep the latest: what was closed in a period has its last entry not before it."""
    if query.period is None or query.state not in {State.CLOSED, State.ARCHIVED}:
        return []
    return [tasks.c.last_at >= hours.at(query.period[0], time())]


def _due(query: TaskQuery, hours: OfficeHours) -> Conditions:
    if query.period is None or query.state in _BY_ANOTHER_DAY:
        return []
    first, last = query.period
    end = hours.at(last + timedelta(days=1), time())
    moment = tasks.c.assigned_at if query.state is State.ASSIGNED else tasks.c.deadline
    return [and_(moment >= hours.at(first, time()), moment < end)]


def _held(query: TaskQuery, roster: Roster) -> Conditions:
    """Return the conditions on who holds a branch."""
    found: Conditions = []
    if query.whose:
        found.append(_branch_of(*concerned(roster, query.whose)))
    if query.mine is not None:
        unit = roster.person(query.mine).unit
        found.append(_branch_of(frozenset({query.mine}), frozenset() if unit is None else frozenset({unit})))
    return found


def _branch_of(people: frozenset[PersonId], units: frozenset[UnitId]) -> ColumnElement[bool]:
    held = or_(branches.c.person.in_(sorted(people)), branches.c.unit.in_(sorted(units)))
    return tasks.c.number.in_(select(branches.c.task).where(held))
