"""The entry of 撤销."""

from __future__ import annotations

from ledger.entries import TaskEntry
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(TaskEntry):
    """撤销: the author takes back the entry ``undoes`` (its ``seq``) of that kind; it stays, and counts no more."""

    undoes: int
    kind: str
