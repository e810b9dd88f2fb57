"""Entries about how a task ends: its category (类别) says what evidence a claim brings; the archive (归档)."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.entries import TaskEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Categorised(TaskEntry):
    """归类: the task belongs to this category (类别) from now on; ``""`` for none."""

    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived(TaskEntry):
    """归档: the closed task is put away; it still counts as closed, and only a recheck touches it."""
