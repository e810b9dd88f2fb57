"""What a card offers to be changed to: the deadlines and the people that are meant most often (改时限、改责任)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from handlers.storing import Draft
from ledger.house import House
from ledger.people import Assignee, Person, Roster
from ledger.permissions import may_assign
from ledger.tasks import Task

MOST = 6  # Three rows of two: what a thumb can choose from without scrolling.


def deadlines_to_offer(house: House, now: datetime) -> tuple[datetime, ...]:
    """Return the ends of business that people mean most often, all ahead and each once, the nearest first.

    Today, the next workday, this and next week's last workday, the third workday, the month's last workday.
    """
    calendar, today = house.calendar, house.hours.local(now).date()
    days = [
        calendar.next_workday(today),
        calendar.add_workdays(today, 3),
        calendar.last_workday_of_week(today),
        calendar.last_workday_of_week(today + timedelta(days=7)),
        calendar.last_workday_of_month(today),
    ]
    if calendar.is_workday(today):
        days.append(today)
    moments = (house.hours.end_of_business(day) for day in sorted(set(days)))
    return tuple(moment for moment in moments if moment > now)


def people_to_offer(roster: Roster, by: Person, draft: Draft, given: Iterable[Task]) -> tuple[Assignee, ...]:
    """Return up to six whom the person may assign to: those beside the present lead, then those last assigned to."""
    recent = [task.leads[0].assignee for task in sorted(given, key=lambda task: task.assigned_at, reverse=True)]
    known = dict.fromkeys([*_beside(roster, draft)[: MOST // 2], *recent])
    able = (one for one in known if one not in draft.lead and may_assign(roster, by, (one,)))
    return tuple(able)[:MOST]


def _beside(roster: Roster, draft: Draft) -> list[Assignee]:
    """Return the people of the lead's unit, and the unit itself."""
    unit = roster.unit_of(draft.lead[0])
    if unit is None:
        return []
    return [Assignee(unit=unit), *(Assignee(person=one.id) for one in roster.members(unit))]
