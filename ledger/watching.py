"""Watching: which promised reports have not arrived in their groups by now, and why (未送达)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum

from ledger.slots import GRACE, DueSlot, Slot, SlotState
from ledger.values import dataclass


class Missing(StrEnum):
    """Why a report is not there: nothing could be sent, or nobody can tell."""

    REMOVED = "removed"
    NOT_MADE = "not_made"
    WAITING = "waiting"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """A report that was made, but did not arrive whole; ``said`` are the platform's words."""

    why: Missing
    made_at: datetime
    said: str = ""


@dataclass(frozen=True, slots=True)
class Unseen:
    """A report that a group was promised and has not got."""

    slot: Slot
    due_at: datetime
    why: Missing
    said: str = ""


def unseen(
    owed: Iterable[DueSlot],
    *,
    now: datetime,
    active: Container[int],
    made: Container[Slot],
    on_their_way: Mapping[Slot, OnItsWay],
) -> Iterator[Unseen]:
    """Yield what is not there five minutes after its hour, or after a late one was made.

    What is given up because its window is over is told to the coordinators as such.
    """
    for due in owed:
        found = on_their_way.get(due.slot)
        if due.state is not SlotState.PUBLISHED or now - (found.made_at if found else due.due_at) < GRACE:
            continue
        if due.slot.chat not in active and (found is not None or due.slot not in made):
            yield Unseen(due.slot, due.due_at, Missing.REMOVED)
        elif found is not None:
            yield Unseen(due.slot, due.due_at, found.why, found.said)
        elif due.slot not in made:
            yield Unseen(due.slot, due.due_at, Missing.NOT_MADE)
