"""Slots (时段): one report, one chat, one period; published at most once, late rather than never."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SlotState(StrEnum):
    """What became of a slot; a period is never just absent."""

    PUBLISHED = "published"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Slot:
    """``period`` is a local date (2026-11-27) or an ISO week (2026-W48), never an instant."""

    report: str
    chat: int
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSlot:
    """A slot whose hour has come: to be published (perhaps late), or to be given up with a reason."""

    slot: Slot
    due_at: datetime
    state: SlotState = SlotState.PUBLISHED
    late: bool = False
    reason: str = ""
