"""Who walks: the people of a random walk, the tasks that they know of, and the hour."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from ledger.acts import requests as r
from ledger.entries import Assigned, Closed, CompletionClaimed, Entry, Evidence, Returned
from ledger.office_entries import PersonAdded, PersonMoved
from ledger.people import Assignee, Person, PersonId
from tests.ledger.house import (
    ADMIN,
    COORDINATOR,
    HEAD,
    LEADER,
    MONDAY,
    PEOPLE,
    REVIEWER,
    ROSTER,
    STAFF,
)

PHOTO = Evidence(sha256="ab" * 32, name="现场.jpg", size=1024, kind="photo")
STRIDES = (1,) * 5 + (2, 2, 2, 3, 3, 5, 9, 11, 40, 240, 1440)
"""Minutes between two wishes: within an undo, an hour, a day."""

PLAUSIBLE = 0.7
STEERING = (COORDINATOR, COORDINATOR, LEADER, REVIEWER, HEAD)
WORK = frozenset(
    {r.AcknowledgeTask, r.DeclineTask, r.NoteProgress, r.AddEvidence, r.RaiseBlocker, r.ClearBlocker}
    | {r.ClaimCompletion, r.RequestExtension, r.CorrectProgress}
)

Wish = tuple[Callable[[Any, Any], Awaitable[Any]], r.Request]


@dataclass
class World:
    """What whoever wishes knows: the people, the numbers that were given, and the hour."""

    chance: Random
    now: datetime = MONDAY
    numbers: list[str] = field(default_factory=list)
    holders: dict[str, tuple[Assignee, ...]] = field(default_factory=dict)
    claimed: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    circulars: dict[int, int] = field(default_factory=dict)
    adjustments: list[int] = field(default_factory=list)
    appeals: list[int] = field(default_factory=list)
    last: Person = PEOPLE[0]
    who: Person = PEOPLE[0]
    people: dict[PersonId, Person] = field(default_factory=lambda: {one.id: one for one in PEOPLE})
    open_numbers: Callable[[], tuple[str, ...]] = tuple

    def hears(self, entry: Entry) -> None:
        """Learn from an entry which tasks there are, and who did something last."""
        if isinstance(entry, Assigned):
            self.numbers.append(entry.number)
            self.holders[entry.number] = entry.lead + entry.support
        if isinstance(entry, CompletionClaimed):
            self.claimed.append(entry.number)
        if isinstance(entry, Closed):
            self.closed.append(entry.number)
        if isinstance(entry, PersonAdded):
            self.people[entry.person] = Person(id=entry.person, name=entry.name, unit=entry.unit)
        if isinstance(entry, PersonMoved):
            self.people[entry.person] = replace(self.people[entry.person], unit=entry.unit)
        if isinstance(entry, Returned):
            self.returned.append(entry.number)
        if entry.by is not None:
            self.last = self.people[entry.by]

    def somebody(self) -> Person:
        """Return anybody whom the roster ever held, be it somebody who left."""
        return self.chance.choice(tuple(self.people.values()))

    def goes_on(self) -> None:
        """Let time pass, and somebody else speak; often it is the same person again."""
        self.now += timedelta(minutes=self.chance.choice(STRIDES))
        if self.chance.random() < 0.7:
            self.who = self.somebody()

    def number(self) -> str:
        """Return a task, mostly one of the latest; now and then one that there is not."""
        if not self.numbers or self.chance.random() < 0.03:
            return "DB-2026-999"
        return self.chance.choice(self.numbers[-6:])

    def target(self) -> Assignee:
        """Return a person or a unit."""
        if self.chance.random() < 0.7:
            return Assignee(person=self.somebody().id)
        return Assignee(unit=self.chance.choice(ROSTER.units).id)

    def targets(self, most: int) -> tuple[Assignee, ...]:
        """Return up to so many of them, each once."""
        return tuple(dict.fromkeys(self.target() for _ in range(self.chance.randint(1, most))))

    def day(self) -> datetime:
        """Return a moment around now; one in six lies in the past."""
        return self.now + timedelta(days=self.chance.choice((-1, 1, 2, 5, 9, 20)))

    def asks(self, kind: type[Any], **more: Any) -> Any:
        """Return a request about some task, mostly of somebody who might have such a wish."""
        number = self.number()
        if self.chance.random() < PLAUSIBLE:
            self.who = self.chance.choice(self._workers(number) if kind in WORK else STEERING)
        return kind(person=self.who.id, sent_at=self.now, number=number, **more)

    def spare(self) -> Person:
        """Return mostly somebody without whom the office goes on."""
        key = {ADMIN.id, COORDINATOR.id, LEADER.id, REVIEWER.id, HEAD.id, STAFF.id}
        others = [one for who, one in self.people.items() if who not in key]
        return self.chance.choice(others) if self.chance.random() < 0.9 else self.somebody()

    def _workers(self, number: str) -> tuple[Person, ...]:
        held = self.holders.get(number, ())
        units = {one.unit for one in held}
        people = self.people.values()
        return tuple(one for one in people if Assignee(person=one.id) in held or one.unit in units) or PEOPLE

    def checks(self, kind: type[Any], known: list[str], **more: Any) -> Any:
        """Return a request about a task that was claimed, or struck off, once; mostly of somebody who might have it."""
        asked = self.asks(kind, **more)
        return replace(asked, number=self.chance.choice(known[-6:])) if known else asked

    def mends(self) -> Any:
        """Return a wish to tick off what was sent back, mostly of somebody who works on it."""
        number = self.chance.choice(self.returned) if self.returned else self.number()
        if self.chance.random() < PLAUSIBLE:
            self.who = self.chance.choice(self._workers(number))
        items = self.chance.choice(((), (1,), (2,), (1, 2)))
        return r.MendItems(person=self.who.id, sent_at=self.now, number=number, items=items)

    def steers(self) -> None:
        """Let mostly somebody speak who assigns."""
        if self.chance.random() < PLAUSIBLE:
            self.who = self.chance.choice(STEERING)

    def words(self, said: str) -> str:
        """Return the words, or none."""
        return said if self.chance.random() < 0.9 else " "
