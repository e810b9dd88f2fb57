"""Workdays and working hours, by the notice's own file and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

OFFICE = timezone(timedelta(hours=8))
HALVES = ((time(8, 30), time(12)), (time(14, 30), time(18)))
NEW_YEAR = date(2027, 1, 1)  # The only feast in reach of the next year, whose notice is not out.
_FILES = Path(__file__).parents[2] / "config" / "calendars"


class Days:
    """Which days the office works: the notice of the year, then what the office itself has said."""

    def __init__(self, entries: Iterable[Mapping[str, Any]]) -> None:
        notice = json.loads((_FILES / "2026.json").read_text("utf-8"))["days"]
        self._named = {date.fromisoformat(one["date"]): not one["isOffDay"] for one in notice} | {NEW_YEAR: False}
        for entry in entries:
            if entry["kind"] == "CalendarDaySet":
                self._named[date.fromisoformat(entry["data"]["day"])] = entry["data"]["works"]

    def works(self, day: date) -> bool:
        """Tell whether the office works."""
        return self._named.get(day, day.weekday() < 5)

    def before(self, day: date) -> date:
        """Return the workday before."""
        day -= timedelta(1)
        while not self.works(day):
            day -= timedelta(1)
        return day

    def between(self, start: datetime, end: datetime) -> int:
        """Count the workdays after the day of ``start``, up to and including that of ``end``; negative backwards."""
        first, last = local(start).date(), local(end).date()
        if last < first:
            return -self.between(end, start)
        return sum(self.works(first + timedelta(n)) for n in range(1, (last - first).days + 1))

    def after_hours(self, start: datetime, left: timedelta) -> datetime:
        """Return when so much working time has passed."""
        at = local(start)
        while True:
            for opens, closes in self._halves(at.date()):
                begins = max(opens, at)
                if begins < closes:
                    if left <= closes - begins:
                        return begins + left
                    left -= closes - begins
            at = datetime.combine(at.date() + timedelta(1), time(0), OFFICE)

    def worked(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time from ``start`` to ``end``."""
        total, day = timedelta(), local(start).date()
        while day <= local(end).date():
            for opens, closes in self._halves(day):
                total += max(timedelta(), min(closes, end) - max(opens, start))
            day += timedelta(1)
        return total

    def _halves(self, day: date) -> list[tuple[datetime, datetime]]:
        if not self.works(day):
            return []
        return [
            (datetime.combine(day, opens, OFFICE), datetime.combine(day, closes, OFFICE)) for opens, closes in HALVES
        ]


def local(moment: datetime) -> datetime:
    """Return the moment in the office's zone."""
    return moment.astimezone(OFFICE)


def moment(text: str | None) -> datetime | None:
    """Return what an export wrote as ISO 8601."""
    return None if text is None else datetime.fromisoformat(text)
