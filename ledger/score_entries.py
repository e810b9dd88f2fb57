"""Entries about scores (赋分): what a person proposes with evidence, and what a second person makes of it."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.entries import Entry, Evidence, free
from ledger.people import Assignee


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentProposed(Entry):
    """赋分建议: the decided rule of a register holds ``times`` times of ``whom``, under its ``item`` (empty: none).

    It is shown by ``files``, by a task (``about``) or by a document of that number (``paper``); the entry's ``seq`` is
    what the others call it. It counts for the day on which it was sent.
    """

    whom: Assignee
    register: str
    version: int
    rule: str
    item: str = ""
    times: int = 1
    reason: str = free()
    files: tuple[Evidence, ...] = ()
    about: str = ""
    paper: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentDecided(Entry):
    """确认 or 不同意: the second person's word; points come of it only where it is ``granted``."""

    adjustment: int
    granted: bool
    reason: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentWithdrawn(Entry):
    """撤回: whoever proposed it gives it up before it is decided."""

    adjustment: int


ADJUSTMENTS: tuple[type[Entry], ...] = (AdjustmentProposed, AdjustmentDecided, AdjustmentWithdrawn)
"""All of them: the life of every adjustment is told by these alone."""
