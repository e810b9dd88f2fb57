"""People, units and groups of the office: the roster as immutable values (人员、单位、分组).

The roster answers questions of belonging; what somebody may do is asked of ``ledger.permissions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import NewType, TypeVar

from ledger.values import dataclass

PersonId = NewType("PersonId", int)
UnitId = NewType("UnitId", int)
NEWCOMER = PersonId(0)
"""The id of somebody who is about to be put on the roster."""


class Role(StrEnum):
    """What a person is in the office; one person may have several roles."""

    STAFF = "staff"
    HEAD = "head"
    COORDINATOR = "coordinator"
    REVIEWER = "reviewer"
    LEADER = "leader"
    ADMIN = "admin"


_REPORTERS = frozenset({Role.STAFF, Role.HEAD, Role.COORDINATOR, Role.REVIEWER})


class UnitKind(StrEnum):
    """The kinds of units (单位)."""

    DISTRICT = "district"
    DEPARTMENT = "department"
    OFFICE = "office"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A district, department, office (科室) or centre (中心)."""

    id: UnitId
    kind: UnitKind
    name: str
    parent: UnitId | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on the roster; a person who left keeps the id and loses everything else."""

    id: PersonId
    name: str
    unit: UnitId | None = None
    roles: frozenset[Role] = frozenset()
    title: str = ""
    phone: str = ""
    aliases: tuple[str, ...] = ()
    superior: PersonId | None = None
    fields: tuple[UnitId, ...] = ()
    left_at: datetime | None = None

    def has(self, role: Role) -> bool:
        """Tell whether the person holds the role."""
        return role in self.roles

    @property
    def is_active(self) -> bool:
        """People who left are kept for the ledger's sake only."""
        return self.left_at is None

    @property
    def owes_report(self) -> bool:
        """Whether the person reports daily; leaders and pure administrators do not."""
        roles = self.roles
        return self.left_at is None and Role.LEADER not in roles and not _REPORTERS.isdisjoint(roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A named set of units and people (分组); ``kind`` stands for all units of that kind."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: UnitKind | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignee:
    """Who is answerable for a branch of a task: one person or one unit (责任人 / 责任单位)."""

    person: PersonId | None = None
    unit: UnitId | None = None

    def __post_init__(self) -> None:
        if (self.person is None) == (self.unit is None):
            raise ValueError("an assignee is either a person or a unit")


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody's leave (请假) that covers the day: its last day, and who stands in (代办), if anybody does."""

    person: PersonId
    last: date
    delegate: PersonId | None = None


@dataclass(frozen=True)
class Roster:
    """Everybody and every unit at one moment; lookups by id, by name and by belonging.

    ``absences`` are those of the day on which the books were opened, one for each person.
    """

    units: tuple[Unit, ...] = ()
    people: tuple[Person, ...] = ()
    groups: tuple[Group, ...] = ()
    version: int = field(default=0, compare=False)
    absences: tuple[Absence, ...] = field(default=(), compare=False)

    @cached_property
    def _unit_by_id(self) -> dict[UnitId, Unit]:
        return {unit.id: unit for unit in self.units}

    @cached_property
    def _person_by_id(self) -> dict[PersonId, Person]:
        return {person.id: person for person in self.people}

    def unit(self, unit: UnitId) -> Unit:
        """Return the unit; ``KeyError`` where the roster has none."""
        return self._unit_by_id[unit]

    def person(self, person: PersonId) -> Person:
        """Return the person, also one who left; ``KeyError`` where the roster has none."""
        return self._person_by_id[person]

    def as_of(self, moment: datetime) -> Roster:
        """Return the roster with those who have left only since then still there."""
        left = [one for one in self.people if one.left_at is not None and one.left_at > moment]
        back = {one.id: replace(one, left_at=None) for one in left}
        return replace(self, people=tuple(back.get(one.id, one) for one in self.people)) if back else self

    @property
    def active_people(self) -> Iterator[Person]:
        """Yield those who have not left."""
        return (person for person in self.people if person.is_active)

    @cached_property
    def owing(self) -> Mapping[UnitId | None, tuple[Person, ...]]:
        """Those who report daily, by the unit that they belong to; they change with the roster alone."""
        found: dict[UnitId | None, list[Person]] = {}
        for person in self.people:
            if person.owes_report:
                found.setdefault(person.unit, []).append(person)
        return {unit: tuple(people) for unit, people in found.items()}

    def name_of(self, assignee: Assignee) -> str:
        """Return the name of the person or unit."""
        if assignee.person is not None:
            return self.person(assignee.person).name
        assert assignee.unit is not None  # noqa: S101 - Assignee holds exactly one
        return self.unit(assignee.unit).name

    def unit_of(self, assignee: Assignee) -> UnitId | None:
        """Return the unit itself, or the unit that the person belongs to."""
        if assignee.unit is not None:
            return assignee.unit
        assert assignee.person is not None  # noqa: S101 - Assignee holds exactly one
        return self.person(assignee.person).unit

    def within(self, unit: UnitId | None, whole: UnitId) -> bool:
        """Tell whether ``unit`` is ``whole`` or lies below it."""
        return unit is not None and (unit == whole or whole in self._above.get(unit, frozenset()))

    def centre_of(self, unit: UnitId | None) -> UnitId | None:
        """Return the centre (中心) that the unit is, or that it belongs to; ``None`` where there is none."""
        if unit is None:
            return None
        centres = (one.id for one in self.units if one.kind is UnitKind.CENTRE)
        return next((one for one in centres if self.within(unit, one)), None)

    @cached_property
    def _above(self) -> dict[UnitId, frozenset[UnitId]]:
        return {unit.id: self._chain_above(unit) for unit in self.units}

    def _chain_above(self, unit: Unit) -> frozenset[UnitId]:
        found, above = set[UnitId](), unit.parent
        while above is not None and above not in found:  # A circle ends where it began.
            found.add(above)
            above = self._unit_by_id[above].parent if above in self._unit_by_id else None
        return frozenset(found)

    def absence_of(self, person: PersonId) -> Absence | None:
        """Return the person's leave that covers the day; ``None`` where there is none."""
        return next((one for one in self.absences if one.person == person), None)

    def covered_by(self, person: PersonId) -> tuple[Person, ...]:
        """Return those on leave in whose place the person stands (代办)."""
        return self._covered_by_delegate.get(person, ())

    @cached_property
    def _covered_by_delegate(self) -> dict[PersonId, tuple[Person, ...]]:
        return _grouped((one.delegate, self.person(one.person)) for one in self.absences)

    def members(self, unit: UnitId) -> tuple[Person, ...]:
        """Return the active people whose own unit this is, in roster order."""
        return self._members_by_unit.get(unit, ())

    @cached_property
    def _members_by_unit(self) -> dict[UnitId, tuple[Person, ...]]:
        return _grouped((person.unit, person) for person in self.active_people)

    def heads(self, unit: UnitId) -> tuple[Person, ...]:
        """Return the heads (科室负责人) of exactly this unit."""
        return tuple(person for person in self.members(unit) if person.has(Role.HEAD))

    def behind(self, assignee: Assignee) -> tuple[Person, ...]:
        """Return the person, if still there; for a unit its heads, else everybody who belongs to it."""
        if assignee.person is not None:
            person = self.person(assignee.person)
            return (person,) if person.is_active else ()
        assert assignee.unit is not None  # noqa: S101 - Assignee holds exactly one
        return self.heads(assignee.unit) or self.members(assignee.unit)

    def holders(self, role: Role) -> tuple[Person, ...]:
        """Return the active people with the role, in roster order."""
        return self._holders_by_role.get(role, ())

    @cached_property
    def _holders_by_role(self) -> dict[Role, tuple[Person, ...]]:
        return {role: tuple(person for person in self.active_people if person.has(role)) for role in Role}


K = TypeVar("K", PersonId, UnitId)


def _grouped(found: Iterable[tuple[K | None, Person]]) -> dict[K, tuple[Person, ...]]:
    """Return the people by what they are found under, in their order; those under nothing are left out."""
    groups: dict[K, list[Person]] = {}
    for key, person in found:
        if key is not None:
            groups.setdefault(key, []).append(person)
    return {key: tuple(people) for key, people in groups.items()}
