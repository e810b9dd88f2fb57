"""Entries about a task's time: extension (延期) and suspension (中止)."""

from __future__ import annotations

from datetime import datetime

from ledger.entries import Receiving, TaskEntry, free
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequested(Receiving):
    """申请延期 to ``deadline``; nothing moves until it is decided. Sent after the deadline in force, it is late."""

    deadline: datetime
    reason: str = free()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDecided(TaskEntry):
    """延期审批: ``deadline`` is what was granted, perhaps less than was asked; ``last``: no further one follows."""

    granted: bool
    deadline: datetime | None = None
    last: bool = False
    reason: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspended(TaskEntry):
    """中止: the clock stands still; ``awaiting`` says what is waited for (待批复)."""

    reason: str = free("")
    awaiting: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(TaskEntry):
    """恢复: the clock runs again, to ``deadline``, which lies later by the suspended workdays."""

    deadline: datetime | None = None
    provisional: bool = False
    note: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounted(TaskEntry):
    """重算: what was provisional (暂定) is counted by the notice that was kept meanwhile.

    ``deadline`` is ``None`` where it stays as it was; ``stage_deadlines`` are empty where none moved. A branch's limit
    that is one of ``dues_before`` becomes the one in the same place of ``dues``. ``provisional``: another year's
    notice is still missing.
    """

    deadline: datetime | None = None
    stage_deadlines: tuple[datetime, ...] = ()
    dues_before: tuple[datetime, ...] = ()
    dues: tuple[datetime, ...] = ()
    provisional: bool = False
