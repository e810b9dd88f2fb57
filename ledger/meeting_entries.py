"""Entries about meetings (办会): registered, changed, cancelled, held, its minutes, and its decisions as tasks."""

from __future__ import annotations

from datetime import datetime

from ledger.entries import free
from ledger.register_entries import RegisterEntry
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEntry(RegisterEntry):
    """An entry of one meeting's life; ``number`` is the office's own number of it (HY-2026-3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan(MeetingEntry):
    """What is planned, whole: ``agenda`` holds one item (议题) a line, ``said`` the words as they came."""

    title: str = free()
    place: str = free("")
    starts: datetime
    agenda: str = free("")
    said: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRegistered(MeetingPlan):
    """登记会议: the entry's ``seq`` is the cause of the tasks that its decisions become."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChanged(MeetingPlan):
    """调整: the next version of what is planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCancelled(MeetingEntry):
    """取消: it does not take place; the number stays taken."""

    reason: str = free()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHeld(MeetingEntry):
    """召开: it took place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesAttached(MeetingEntry):
    """纪要: ``document`` is the number of its minutes in the register of documents (JY-2026-1)."""

    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDecided(MeetingEntry):
    """议定事项: these tasks were assigned from what the meeting decided."""

    tasks: tuple[str, ...]


MEETINGS: tuple[type[MeetingEntry], ...] = (
    MeetingRegistered,
    MeetingChanged,
    MeetingCancelled,
    MeetingHeld,
    MinutesAttached,
    MeetingDecided,
)
"""All of them: the life of every meeting is told by these alone."""
