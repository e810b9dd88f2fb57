"""Entries about regulations (制度): kept in the register, revised by a task, laid before people, read by them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from ledger.entries import Entry, Evidence, Source, free
from ledger.people import PersonId, UnitId
from ledger.register_entries import RegisterEntry
from ledger.values import dataclass


class RegulationGroup(StrEnum):
    """The groups of the system of rules (1+2+6+N 制度体系)."""

    ONE = "1"
    TWO = "2"
    SIX = "6"
    OTHER = "N"


class RegulationStatus(StrEnum):
    """现行有效, 待修订, 待制定, 废止."""

    IN_FORCE = "in_force"
    TO_REVISE = "to_revise"
    TO_DRAFT = "to_draft"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationKept(RegisterEntry):
    """登记: what the register says of the regulation from here on, whole; the latest one counts.

    ``due`` is the day by which it is to be revised or drafted, ``edition`` the version (0: there is none yet), in force
    since ``effective``. ``paper`` is the message that brought ``files``, ``said`` the words that asked for the entry.
    """

    group: RegulationGroup
    title: str = free()
    status: RegulationStatus
    owner: UnitId | None = None
    due: date | None = None
    edition: int = 1
    effective: date | None = None
    files: tuple[Evidence, ...] = ()
    paper: Source | None = None
    said: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationTasked(RegisterEntry):
    """交办修订: its owner has it as a task."""

    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationRevised(RegisterEntry):
    """修订完成: the task is closed, and what it brought is the next version, in force."""

    task: str
    edition: int
    effective: date
    files: tuple[Evidence, ...]
    paper: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationLaid(RegisterEntry):
    """组织阅知: these people are asked to read the version, each of them once."""

    edition: int
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationRead(RegisterEntry):
    """阅知: whoever said so has read the version."""

    edition: int


REGULATIONS: tuple[type[Entry], ...] = (
    RegulationKept,
    RegulationTasked,
    RegulationRevised,
    RegulationLaid,
    RegulationRead,
)
"""All of them: what becomes of a regulation is told by these alone."""
STANDING: tuple[type[Entry], ...] = (RegulationKept, RegulationTasked, RegulationRevised)
"""Those that say how a regulation stands; who was asked, and who has read it, are many more."""
