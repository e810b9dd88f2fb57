"""Who owes a daily report (日报告), who has reported and who is on leave; counted by office."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from ledger.calendar import DAY
from ledger.entries import (
    BlockerRaised,
    CompletionClaimed,
    DailyReported,
    Entry,
    EvidenceAdded,
    LeaveEnded,
    LeaveTaken,
    ProgressNoted,
)
from ledger.facts import Facts
from ledger.people import Absence, Person, PersonId, Roster, UnitId
from ledger.values import dataclass

_COUNTS_AS_REPORT = (ProgressNoted, EvidenceAdded, BlockerRaised, CompletionClaimed)


@dataclass(frozen=True, slots=True)
class OfficeAttendance:
    """One unit's people who owe a report; each stands in exactly one of the three lists."""

    unit: UnitId | None
    reported: tuple[PersonId, ...]
    missing: tuple[PersonId, ...]
    on_leave: tuple[PersonId, ...]

    @property
    def owed(self) -> tuple[PersonId, ...]:
        """Everybody who owes a report, in the order of the lists."""
        return self.reported + self.missing + self.on_leave


@dataclass(frozen=True, slots=True)
class Attendance:
    """The offices in the order of the roster; an office that owes nothing is not among them."""

    offices: tuple[OfficeAttendance, ...]

    def of_units(self, units: Collection[UnitId | None]) -> Attendance:
        """Return the offices among these units."""
        return Attendance(tuple(office for office in self.offices if office.unit in units))

    @property
    def reported(self) -> tuple[PersonId, ...]:
        """已报."""
        return tuple(person for office in self.offices for person in office.reported)

    @property
    def missing(self) -> tuple[PersonId, ...]:
        """未报."""
        return tuple(person for office in self.offices for person in office.missing)

    @property
    def on_leave(self) -> tuple[PersonId, ...]:
        """请假, and nothing reported."""
        return tuple(person for office in self.offices for person in office.on_leave)

    @property
    def owed(self) -> tuple[PersonId, ...]:
        """应报: all three together."""
        return tuple(person for office in self.offices for person in office.owed)


def counts_as_report(entry: Entry, day: date) -> bool:
    """Tell whether the entry makes its sender one who reported on that day: nothing is asked for twice."""
    if isinstance(entry, DailyReported):
        return entry.day == day
    return isinstance(entry, _COUNTS_AS_REPORT)


def reporters(facts: Facts, since: datetime) -> frozenset[PersonId]:
    """Return everybody who reported in the period (since, at] for the local day of ``facts.at``."""
    day = facts.house.hours.local(facts.at).date()
    found = (record.entry for record in facts.recorded(DailyReported, *_COUNTS_AS_REPORT, after=since))
    in_time = frozenset(entry.by for entry in found if entry.by is not None and counts_as_report(entry, day))
    return in_time | late_reporters(facts)


def late_reporters(facts: Facts) -> frozenset[PersonId]:
    """Return everybody who returned a report for the local day of ``facts.at`` afterwards (补报)."""
    returns = (record.entry for record in facts.late if isinstance(record.entry, DailyReported))
    return frozenset(entry.by for entry in returns if entry.by is not None)


LEAVE = (LeaveTaken, LeaveEnded)
"""The kinds of entries that say who is on leave."""


def leaves_in_force(said: Iterable[Entry]) -> tuple[LeaveTaken, ...]:
    """Return the leaves as they stand after every end (销假) that was put to them, in the order of the chain."""
    found: list[LeaveTaken] = []
    for entry in said:
        if isinstance(entry, LeaveTaken):
            found.append(entry)
        elif isinstance(entry, LeaveEnded):
            found = [rest for leave in found if (rest := _without(leave, entry)) is not None]
    return tuple(found)


def _without(leave: LeaveTaken, ended: LeaveEnded) -> LeaveTaken | None:
    """Return what is left of the leave; nothing where all its days were taken back."""
    if leave.person != ended.person or leave.last < ended.first or leave.first > ended.last:
        return leave
    if leave.first < ended.first:
        return replace(leave, last=ended.first - DAY)
    return replace(leave, first=ended.last + DAY) if leave.last > ended.last else None


def absentees(leaves: Iterable[LeaveTaken], day: date) -> frozenset[PersonId]:
    """Return everybody whose leave covers the day."""
    return frozenset(leave.person for leave in leaves if leave.first <= day <= leave.last)


def absences(leaves: Iterable[LeaveTaken], day: date) -> tuple[Absence, ...]:
    """Return the leaves that cover the day, one for each person; of two the later one prevails."""
    covering = {leave.person: leave for leave in leaves if leave.first <= day <= leave.last}
    return tuple(Absence(one.person, one.last, one.delegate) for one in covering.values())


def attendance(facts: Facts, *, units: Collection[UnitId] | None, since: datetime) -> Attendance:
    """Return who reported, who is missing and who is on leave, in the units and below (``None``: the whole house)."""
    roster = facts.roster
    reported = reporters(facts, since)
    away = absentees(facts.leaves, facts.house.hours.local(facts.at).date())
    offices = (_office(unit_, people, reported, away) for unit_, people in _by_unit(roster, units).items())
    return Attendance(tuple(offices))


def _by_unit(roster: Roster, roots: Collection[UnitId] | None) -> dict[UnitId | None, tuple[Person, ...]]:
    order: list[UnitId | None] = [
        unit.id for unit in roster.units if roots is None or any(roster.within(unit.id, root) for root in roots)
    ]
    if roots is None:
        order.append(None)
    return {unit: roster.owing[unit] for unit in order if unit in roster.owing}


def _office(
    unit: UnitId | None, people: tuple[Person, ...], reported: frozenset[PersonId], away: frozenset[PersonId]
) -> OfficeAttendance:
    everybody = [person.id for person in people]
    silent = [person for person in everybody if person not in reported]
    return OfficeAttendance(
        unit=unit,
        reported=tuple([person for person in everybody if person in reported]),
        missing=tuple([person for person in silent if person not in away]),
        on_leave=tuple([person for person in silent if person in away]),
    )


def leaves_covered(leaves: Iterable[LeaveTaken], who: PersonId, day: date) -> list[LeaveTaken]:
    """Return the leaves, not over on the day, in which the person stands in; a later word about a leave prevails."""
    latest = {(leave.person, leave.last): leave for leave in leaves if leave.last >= day}
    return [leave for leave in latest.values() if leave.delegate == who]
