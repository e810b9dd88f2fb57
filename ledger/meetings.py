"""Meetings (办会) as the fold of their entries: what is planned, how far it has come, what became of its decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from ledger.entries import Recorded
from ledger.meeting_entries import (
    MeetingCancelled,
    MeetingDecided,
    MeetingEntry,
    MeetingHeld,
    MeetingPlan,
    MeetingRegistered,
    MinutesAttached,
)
from ledger.people import PersonId
from ledger.values import dataclass


class MeetingStage(StrEnum):
    """待召开, 已召开, 已取消."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting as it stands; ``id`` is the ``seq`` of its registration, ``tasks`` what its decisions became."""

    id: int
    number: str
    title: str
    place: str
    starts: datetime
    agenda: tuple[str, ...]
    registered_by: PersonId | None
    stage: MeetingStage = MeetingStage.PLANNED
    reason: str = ""
    minutes: str = ""
    tasks: tuple[str, ...] = ()


def meetings_of(records: Iterable[Recorded]) -> dict[str, Meeting]:
    """Return every meeting that the entries tell of, by its number, in the order of registration."""
    found: dict[str, Meeting] = {}
    for record in records:
        entry = record.entry
        if isinstance(entry, MeetingRegistered):
            found[entry.number] = _registered(record.seq, entry)
        elif isinstance(entry, MeetingEntry) and entry.number in found:
            found[entry.number] = _gone_on(found[entry.number], entry)
    return found


def _registered(seq: int, entry: MeetingRegistered) -> Meeting:
    return Meeting(
        id=seq,
        number=entry.number,
        title=entry.title,
        place=entry.place,
        starts=entry.starts,
        agenda=_items(entry.agenda),
        registered_by=entry.by,
    )


def _gone_on(one: Meeting, entry: MeetingEntry) -> Meeting:
    match entry:
        case MeetingPlan():
            return replace(one, title=entry.title, place=entry.place, starts=entry.starts, agenda=_items(entry.agenda))
        case MeetingCancelled():
            return replace(one, stage=MeetingStage.CANCELLED, reason=entry.reason)
        case MeetingHeld():
            return replace(one, stage=MeetingStage.HELD)
        case MinutesAttached():
            return replace(one, minutes=entry.document)
        case MeetingDecided():
            # What was decided was decided at it: it has been held.
            return replace(one, stage=MeetingStage.HELD, tasks=(*one.tasks, *entry.tasks))
    raise TypeError(type(entry))


def _items(agenda: str) -> tuple[str, ...]:
    return tuple(line for line in agenda.split("\n") if line)
