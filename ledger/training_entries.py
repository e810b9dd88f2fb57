"""Entries about training (培训): planned, its people invited, their answers, who attended, its material, warnings."""

from __future__ import annotations

from datetime import datetime

from ledger.entries import Entry, Evidence, Source, free
from ledger.people import Assignee, PersonId, UnitId
from ledger.register_entries import RegisterEntry
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingKept(RegisterEntry):
    """登记: what the plan says of the training from here on, whole; the latest one counts.

    It ``starts`` at that moment. Without an ``audience`` everybody is meant. ``city_wide`` (全市性) tells what it
    counts for.
    """

    title: str = free()
    starts: datetime
    organiser: UnitId
    audience: tuple[Assignee, ...] = ()
    city_wide: bool = False
    place: str = free("")
    said: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingCancelled(RegisterEntry):
    """取消, with the reason."""

    reason: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingFiled(RegisterEntry):
    """培训材料: ``paper`` is the message that brought the files."""

    files: tuple[Evidence, ...]
    paper: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingInvited(RegisterEntry):
    """通知: these people were told of it, each of them once."""

    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingAnswered(RegisterEntry):
    """报名, or 不能参加 with the reason; the latest answer counts."""

    coming: bool
    reason: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingAttended(RegisterEntry):
    """参训: these people were there; as the organiser's ``whole`` list it takes the place of what was known before."""

    people: tuple[PersonId, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceWarned(Entry):
    """预警: the period ``key`` (2026Q4:17, 2026:city) is near its end without the training that it is to have."""

    key: str


TRAININGS: tuple[type[Entry], ...] = (
    TrainingKept,
    TrainingCancelled,
    TrainingFiled,
    TrainingInvited,
    TrainingAnswered,
    TrainingAttended,
    CadenceWarned,
)
"""All of them: what becomes of a training is told by these alone."""
STANDING: tuple[type[Entry], ...] = (TrainingKept, TrainingCancelled, TrainingFiled)
"""Those that say how a training stands; its people are many more."""
