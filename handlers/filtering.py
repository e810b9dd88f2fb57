"""Which tasks a question in words asks for: by light, state, unit or person, and period."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from handlers.meaning import assignee_named
from handlers.questions import WhoIsMeant
from ledger.calendar import DAY
from ledger.lights import light_of
from ledger.people import Assignee
from ledger.tasks import Branch, Status, Task
from storage.books import OpenBooks

_STATES: Mapping[str, Callable[[OpenBooks, Task], bool]] = {
    "overdue": lambda books, task: task.is_overdue(books.now),
    "unacknowledged": lambda _books, task: any(one.status is Status.ASSIGNED for one in task.branches),
    "to_review": lambda _books, task: task.status is Status.CLAIMED,
    "blocked": lambda _books, task: bool(task.blockers),
    "unreported": lambda _books, task: any(one.claimed_at is None for one in task.branches),
}
"""What each of the reader's filters keeps; the others keep all that is open."""


def filtered(books: OpenBooks, tasks: Iterable[Task], wanted: Mapping[str, Any]) -> tuple[Task, ...]:
    """Return the tasks for which everything that was asked for holds."""
    state = _STATES.get(str(wanted.get("filter") or ""), _any)
    light, period = wanted.get("light"), _period(books, wanted)
    whose = tuple(_meant(books, name) for name in names_in(wanted))
    return tuple(
        task
        for task in tasks
        if state(books, task)
        and (not light or _has_light(books, task, str(light)))
        and (period is None or _falls_in(books, task, period))
        and (not whose or any(_concerns(books, one, who) for one in task.branches for who in whose))
    )


def _any(_books: OpenBooks, _task: Task) -> bool:
    return True


def names_in(wanted: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the units and people that were asked about."""
    said = wanted.get("unit")
    return tuple(map(str, said)) if isinstance(said, list | tuple) else (str(said),) if said else ()


def _meant(books: OpenBooks, name: str) -> Assignee:
    found = assignee_named(books, name)
    if found is None:
        raise WhoIsMeant(name)
    return found


def _has_light(books: OpenBooks, task: Task, light: str) -> bool:
    lit = light_of(task, books.now, books.house)
    return lit is not None and lit.light.value == light


def _concerns(books: OpenBooks, branch: Branch, whose: Assignee) -> bool:
    if whose.unit is None:
        return branch.assignee == whose
    return books.roster.within(books.roster.unit_of(branch.assignee), whose.unit)


def _falls_in(books: OpenBooks, task: Task, period: tuple[date, date]) -> bool:
    if task.deadline is None or not task.is_running:
        return False
    return period[0] <= books.house.hours.local(task.deadline).date() <= period[1]


def _period(books: OpenBooks, wanted: Mapping[str, Any]) -> tuple[date, date] | None:
    """Return the first and last day that were named; 到期 alone means this week."""
    said = wanted.get("period") or ("week" if wanted.get("filter") == "due" else None)
    today = books.house.hours.local(books.now).date()
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    known = {
        "today": (today, today),
        "tomorrow": (today + DAY, today + DAY),
        "week": (monday, monday + DAY * 6),
        "next_week": (monday + DAY * 7, monday + DAY * 13),
        "month": (first, today.replace(day=monthrange(today.year, today.month)[1])),
    }
    return known.get(str(said))
