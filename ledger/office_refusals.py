"""Refusals about the office itself: its calendar, its people, its timetable."""

from __future__ import annotations

from datetime import date, time

from config.timetable import ReportKind
from ledger.people import PersonId
from ledger.refusals import Refusal
from ledger.transitions import Act
from ledger.values import dataclass


@dataclass(unsafe_hash=True)
class DayOver(Refusal):
    """The calendar of a day that is over is not changed any more."""

    day: date


@dataclass(unsafe_hash=True)
class NothingChanges(Refusal):
    """The day is in the calendar as it was asked for: ``works`` says which."""

    day: date
    works: bool


@dataclass(unsafe_hash=True)
class NotOnLeave(Refusal):
    """There is no leave of the person that could be ended on the day; ``None``: none at all from now on."""

    person: PersonId
    day: date | None


@dataclass(unsafe_hash=True)
class SeveralLeaves(Refusal):
    """The person has several leaves ahead, from first to last day, and it was not said which is taken back."""

    person: PersonId
    spans: tuple[tuple[date, date], ...]


@dataclass(unsafe_hash=True)
class HasLeft(Refusal):
    """The person is not there any more."""

    name: str


@dataclass(unsafe_hash=True)
class NameTaken(Refusal):
    """Somebody or some unit is called so already: two of a name could not be told apart."""

    name: str


@dataclass(unsafe_hash=True)
class AsItIs(Refusal):
    """The roster says of the person what it is asked to say."""

    name: str


@dataclass(unsafe_hash=True)
class SecondNeeded(Refusal):
    """It takes a second person, who neither asked for it nor gains by it: for a role, or for a binding."""

    name: str
    act: Act


@dataclass(unsafe_hash=True)
class LastAdministrator(Refusal):
    """Without this administrator nobody could run the system."""

    name: str


@dataclass(unsafe_hash=True)
class NobodySucceeds(Refusal):
    """There is nobody to whom the task of somebody who leaves could go."""

    name: str
    number: str


@dataclass(unsafe_hash=True)
class QuietHour(Refusal):
    """Nothing is sent at that hour."""

    hour: time


@dataclass(unsafe_hash=True)
class RingsAlready(Refusal):
    """The report rings, or does not, as it was asked for."""

    report: ReportKind
    hour: time
    rings: bool
