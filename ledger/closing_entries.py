"""Entries about how a task ends: category (类别), what is put right (补正), archive (归档), recheck (回头看)."""

from __future__ import annotations

from datetime import date, datetime

from ledger.entries import Entry, Receiving, TaskEntry, free
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Categorised(TaskEntry):
    """归类: the task belongs to this category (类别) from now on; ``""`` for none."""

    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended(Receiving):
    """补正: whoever works on the returned claim says which ``items`` of its list, counted from 1, are put right."""

    items: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived(TaskEntry):
    """归档: the closed task is put away; it still counts as closed, and only a recheck touches it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckDrawn(Entry):
    """回头看抽查: which of the tasks closed from ``first`` to ``last`` (both included) are looked at again.

    ``seed`` is the month and the ledger's head at the draw; ``population`` the SHA-256 of the ``count`` numbers to draw
    from (``ledger.rechecks``), so that anybody can draw the same ``numbers`` again.
    """

    first: date
    last: date
    seed: str
    count: int
    population: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechecked(TaskEntry):
    """复核属实: somebody looked at the closed task again, and it is as it was claimed."""

    note: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(TaskEntry):
    """重新办理: what was claimed is not so; the task is open again, until ``deadline``."""

    reason: str = free("")
    deadline: datetime
