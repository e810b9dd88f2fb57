"""Entries about how a task is closed: its category (类别), and with it the evidence that a claim must bring."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.entries import TaskEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Categorised(TaskEntry):
    """归类: the task belongs to this category (类别) from now on; ``""`` for none."""

    category: str
