"""Training (培训) as the fold of its entries, and the cadence (每年一次全市性、每季度每领域一次) that it is to keep."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from ledger.entries import Evidence, Recorded, Source
from ledger.house import House
from ledger.people import Assignee, Person, PersonId, Role, Roster, UnitId
from ledger.quarters import Quarter
from ledger.training_entries import (
    TrainingAnswered,
    TrainingAttended,
    TrainingCancelled,
    TrainingFiled,
    TrainingInvited,
    TrainingKept,
)
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A training as it stands."""

    number: str
    title: str
    starts: datetime
    organiser: UnitId
    audience: tuple[Assignee, ...]
    city_wide: bool
    place: str
    version: int
    cancelled_at: datetime | None = None
    reason: str = ""
    files: tuple[Evidence, ...] = ()
    paper: Source | None = None

    def day(self, house: House) -> date:
        """Return its day."""
        return house.hours.local(self.starts).date()

    def is_over(self, now: datetime) -> bool:
        """Tell whether its hour has come."""
        return self.starts <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """Who was told of a training, what they answered (``True``: 报名), and who was there."""

    invited: frozenset[PersonId]
    answers: Mapping[PersonId, bool]
    attended: frozenset[PersonId]

    @property
    def wanted(self) -> frozenset[PersonId]:
        """Who is counted: those who were told of it, and those who came unasked."""
        return self.invited | self.attended


def trainings_of(records: Iterable[Recorded]) -> dict[str, Training]:
    """Return every training by its number, in the order of their days."""
    found: dict[str, Training] = {}
    for record in records:
        entry: Any = record.entry
        if isinstance(entry, TrainingKept):
            found[entry.number] = _kept(record.seq, entry, found.get(entry.number))
        elif isinstance(entry, TrainingCancelled):
            before = found[entry.number]
            found[entry.number] = replace(before, cancelled_at=entry.at, reason=entry.reason, version=record.seq)
        elif isinstance(entry, TrainingFiled):
            files = (*found[entry.number].files, *entry.files)
            found[entry.number] = replace(found[entry.number], files=files, paper=entry.paper, version=record.seq)
    return found


def _kept(seq: int, entry: TrainingKept, before: Training | None) -> Training:
    return Training(
        number=entry.number,
        title=entry.title,
        starts=entry.starts,
        organiser=entry.organiser,
        audience=entry.audience,
        city_wide=entry.city_wide,
        place=entry.place,
        version=seq,
        files=before.files if before else (),
        paper=before.paper if before else None,
    )


def turnout_of(records: Iterable[Recorded]) -> Turnout:
    """Return who was told, answered and came, from the entries of one training."""
    invited: set[PersonId] = set()
    answers: dict[PersonId, bool] = {}
    attended: set[PersonId] = set()
    for record in records:
        entry: Any = record.entry
        if isinstance(entry, TrainingInvited):
            invited |= set(entry.people)
        elif isinstance(entry, TrainingAnswered) and entry.by is not None:
            answers[entry.by] = entry.coming
        elif isinstance(entry, TrainingAttended):
            attended = set(entry.people) | (set() if entry.whole else attended)
    return Turnout(invited=frozenset(invited), answers=answers, attended=frozenset(attended))


def audience_of(training: Training, roster: Roster) -> tuple[Person, ...]:
    """Return who is meant: the people of the audience's units, those who are named, else everybody."""
    if not training.audience:
        return tuple(roster.active_people)
    units = [one.unit for one in training.audience if one.unit is not None]
    named = {one.person for one in training.audience if one.person is not None}
    people = roster.active_people
    return tuple(one for one in people if one.id in named or any(roster.within(one.unit, unit) for unit in units))


@dataclass(frozen=True, slots=True)
class Field:
    """One field (领域): what a leader is in charge of (分管); without a leader, the whole house."""

    leader: PersonId | None
    units: tuple[UnitId, ...]

    def holds(self, training: Training, roster: Roster) -> bool:
        """Tell whether the training is one of the field: by who organises it, or whom it is for."""
        concerned = [training.organiser, *(roster.unit_of(one) for one in training.audience)]
        return not self.units or any(roster.within(one, unit) for one in concerned for unit in self.units)


def fields_of(roster: Roster) -> tuple[Field, ...]:
    """Return the fields: one for each leader whose row names units; where none does, the whole house is one."""
    found = tuple(Field(one.id, one.fields) for one in roster.holders(Role.LEADER) if one.fields)
    return found or (Field(None, ()),)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a period is to have: training of a field in a quarter, or city-wide (``field`` is ``None``) in a year."""

    field: Field | None
    first: date
    last: date
    wanted: int
    planned: tuple[Training, ...]

    @property
    def key(self) -> str:
        """What a warning is known by, so that it comes once."""
        if self.field is None:
            return f"{self.first.year}:city"
        return f"{Quarter.of(self.first)}:{self.field.leader or 'all'}"

    @property
    def is_met(self) -> bool:
        """Whether enough of them were held or are planned."""
        return len(self.planned) >= self.wanted


def duties(trainings: Collection[Training], roster: Roster, house: House, today: date) -> Iterator[Duty]:
    """Yield what the year and the quarter of the day are to have, with the trainings that were held or are planned."""
    rules, quarter = house.training, Quarter.of(today)
    standing = [one for one in trainings if one.cancelled_at is None]
    year = (date(today.year, 1, 1), date(today.year, 12, 31))
    if rules.city_wide_a_year:
        city = tuple(one for one in standing if one.city_wide and year[0] <= one.day(house) <= year[1])
        yield Duty(None, *year, rules.city_wide_a_year, city)
    inside = [one for one in standing if quarter.first <= one.day(house) <= quarter.last and not one.city_wide]
    for field in fields_of(roster) if rules.by_field_a_quarter else ():
        own = tuple(one for one in inside if field.holds(one, roster))
        yield Duty(field, quarter.first, quarter.last, rules.by_field_a_quarter, own)


def gaps(trainings: Collection[Training], roster: Roster, house: House, today: date) -> tuple[Duty, ...]:
    """Return what is neither held nor planned when its period is nearly over: so many days before its last one."""
    early = timedelta(days=house.training.warn_days)
    found = duties(trainings, roster, house, today)
    return tuple(one for one in found if not one.is_met and one.last - early <= today <= one.last)
