"""How far an office is set up (启用): roster, bindings, groups, and what is still missing; pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from ledger.calendar import WorkCalendar
from ledger.people import PersonId, Role, Roster, Unit, UnitId, UnitKind
from ledger.values import dataclass

DECEMBER = 12
"""By then the next year's days off are announced."""
NEEDED = (Role.COORDINATOR, Role.REVIEWER, Role.LEADER)
"""Roles without whose holders tasks are assigned, closed or extended by nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """What is there and what is missing.

    ``lacking`` are roles that nobody has, ``unbound`` those whose holders are all unbound, ``headless`` offices and
    centres with people but without a head. ``groups`` get reports, one of them of the ``whole`` house or not.
    ``provisional`` is a year, this or the next, whose days off are not known though they are due. ``asking`` counts the
    requests to be bound that wait.
    """

    people: int
    units: int
    bound: int
    groups: int
    whole: bool
    administrators: int
    lacking: tuple[Role, ...]
    unbound: tuple[Role, ...]
    headless: tuple[Unit, ...]
    provisional: int | None
    asking: int = 0

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        missing = (self.lacking, self.unbound, self.headless, self.provisional)
        enough = self.groups and self.whole and self.administrators > 1
        return bool(enough) and self.bound == self.people and not any(missing)


def set_up(
    roster: Roster,
    bound: Collection[PersonId],
    reported: Collection[UnitId | None],
    calendar: WorkCalendar,
    today: date,
) -> SetUp:
    """Return how far the office is set up; ``reported`` are the units of groups with reports (``None``: all)."""
    people = list(roster.active_people)
    here = [one for one in people if one.id in bound]
    led = {one.unit for one in people if one.has(Role.HEAD)}
    staffed = {one.unit for one in people if one.has(Role.STAFF)}
    needs_head = (one for one in roster.units if one.kind in {UnitKind.OFFICE, UnitKind.CENTRE})
    years = (today.year, today.year + 1) if today.month == DECEMBER else (today.year,)
    return SetUp(
        people=len(people),
        units=len(roster.units),
        bound=len(here),
        groups=len(reported),
        whole=None in reported,
        administrators=sum(one.has(Role.ADMIN) for one in here),
        lacking=tuple(role for role in NEEDED if not roster.holders(role)),
        unbound=tuple(role for role in NEEDED if roster.holders(role) and not any(one.has(role) for one in here)),
        headless=tuple(one for one in needs_head if one.id in staffed and one.id not in led),
        provisional=next((one for one in years if calendar.is_provisional(one)), None),
    )
