"""Burden (负担): how many prompts people got in a week.

A prompt (提示) is a private message that its reader had not asked for: to-do lists, reminders, urgings, cards. An
answer to one's own words or tap is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ledger.people import PersonId
from ledger.rates import tenths
from ledger.values import dataclass


@dataclass(frozen=True, slots=True)
class WeekOfPrompts:
    """The prompts of one week from Monday on, by person, 0 included; ``repeated`` were sent twice for one cause."""

    monday: date
    counts: Mapping[PersonId, int]
    repeated: int

    @property
    def total(self) -> int:
        """How many prompts there were."""
        return sum(self.counts.values())

    @property
    def mean(self) -> Decimal | None:
        """Prompts per person, to one decimal, half up; ``None`` where nobody could get any."""
        if not self.counts:
            return None
        return tenths(self.total, len(self.counts))

    @property
    def most(self) -> int:
        """What the one who got most has got."""
        return max(self.counts.values(), default=0)

    def as_data(self) -> dict[str, Any]:
        """Return the figures as JSON values, by the number of the person."""
        counts = {str(person): count for person, count in self.counts.items()}
        mean = None if self.mean is None else str(self.mean)
        return {
            "monday": self.monday.isoformat(),
            "mean": mean,
            "most": self.most,
            "repeated": self.repeated,
            "people": counts,
        }

    def above(self, cap: int) -> tuple[PersonId, ...]:
        """Return who got more than ``cap``."""
        return tuple(person for person, count in self.counts.items() if count > cap)


def monday_of(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def mondays_of_month(day: date) -> tuple[date, ...]:
    """Return the Mondays of the weeks that belong to the day's month, as far as the day itself.

    A week belongs to the month that holds its Thursday, so that each week is told of once.
    """
    first = monday_of(day.replace(day=1))
    weeks = (first + timedelta(weeks=n) for n in range(6))
    return tuple(one for one in weeks if (one + timedelta(days=3)).month == day.month and one <= day)
