"""Days of the demo's story: workdays counted from the day on which it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from ledger.calendar import WorkCalendar
from ledger.hours import OfficeHours


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A moment of the story: workdays after the demo's day (before it: negative), and the hour."""

    day: int
    hour: time

    @classmethod
    def read(cls, text: str) -> Mark:
        """Read ``"-1 16:30"``."""
        day, hour = text.split()
        return cls(int(day), time.fromisoformat(hour))

    def later(self, minutes: int) -> Mark:
        """Return the mark so many minutes later on the same day; ``ValueError`` past midnight."""
        hours, rest = divmod(self.hour.hour * 60 + self.hour.minute + minutes, 60)
        return Mark(self.day, time(hours, rest))


@dataclass(frozen=True)
class Days:
    """Turns the story's marks into moments; day 0 is ``start``'s local day, or the next workday."""

    start: datetime
    calendar: WorkCalendar
    hours: OfficeHours

    def day(self, offset: int) -> date:
        """Return the workday that lies ``offset`` workdays from day 0."""
        first = self.hours.local(self.start).date()
        if not self.calendar.is_workday(first):
            first = self.calendar.next_workday(first)
        return self.calendar.add_workdays(first, offset)

    def moment(self, mark: Mark) -> datetime:
        """Return the moment in business time."""
        return self.hours.at(self.day(mark.day), mark.hour)
