"""Outages (停机) as facts of the ledger: when the bot was away, and until when that excuses what came late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from ledger.entries import Entry, Recorded
from ledger.house import House
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageNoted(Entry):
    """停机: from ``began`` to ``ended`` the bot was away; ``until`` is the end of the grace that follows.

    The clock notes it at the restart, so that every replay excuses the same.
    """

    began: datetime
    ended: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Outage:
    """One outage with its grace."""

    began: datetime
    ended: datetime
    until: datetime

    def covers(self, moment: datetime) -> bool:
        """Tell whether what was due then could not be expected in time."""
        return self.began <= moment <= self.until

    def takes(self, day: date, deadline: datetime, house: House) -> bool:
        """Tell whether the workday costs nothing to what was due at the deadline.

        The days after the one on which it began, up to that of its end, or of its grace where it was due meanwhile.
        """
        last = self.until if self.covers(deadline) else self.ended
        return house.hours.local(self.began).date() < day <= house.hours.local(last).date()


def outages_of(records: Iterable[Recorded]) -> tuple[Outage, ...]:
    """Return every outage that the entries tell of, in order."""
    told = (record.entry for record in records)
    return tuple(Outage(one.began, one.ended, one.until) for one in told if isinstance(one, OutageNoted))


def moved(deadline: datetime, outages: Iterable[Outage]) -> tuple[datetime, Outage | None]:
    """Return the deadline as outages move it, and the last of those that do."""
    found = None
    for one in outages:
        if one.covers(deadline):
            deadline, found = one.until, one
    return deadline, found


def noted(began: datetime, ended: datetime, house: House) -> OutageNoted | None:
    """Return the entry of an outage; ``None`` where it was too short to have cost anybody a deadline."""
    if ended - began < house.outage_from:
        return None
    until = house.hours.add_working_hours(ended, house.outage_grace_hours, house.calendar)
    return OutageNoted(at=ended, by=None, began=began, ended=ended, until=max(until, ended))
