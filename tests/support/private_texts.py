"""The private texts of one person; many at once are written by one ``Reminders``."""

from __future__ import annotations

from datetime import datetime

from ledger.facts import Facts
from ledger.people import Person
from reports.private import Reminders


def todo(facts: Facts, person: Person) -> str | None:
    """Return ``Reminders.todo`` for one person; for many, keep one ``Reminders``."""
    return Reminders(facts).todo(person)


def prompt(facts: Facts, person: Person, *, since: datetime | None = None, due: datetime | None = None) -> str | None:
    """Return ``Reminders.prompt`` for one person."""
    return Reminders(facts, since=since, due=due).prompt(person)


def last_call(
    facts: Facts, person: Person, *, since: datetime | None = None, due: datetime | None = None
) -> str | None:
    """Return ``Reminders.last_call`` for one person."""
    return Reminders(facts, since=since, due=due).last_call(person)


def missing_names(facts: Facts, person: Person, *, since: datetime | None = None) -> str | None:
    """Return ``Reminders.missing_names`` for one person."""
    return Reminders(facts, since=since).missing_names(person)
