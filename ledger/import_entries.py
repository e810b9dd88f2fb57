"""Entries about a ledger that was kept elsewhere: its file (导入台账), and what a row of it said of a task (导入)."""

from __future__ import annotations

from datetime import datetime

from ledger.entries import Entry, TaskEntry, free
from ledger.tasks import Status
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerImported(Entry):
    """导入台账: rows of the file ``name`` with this SHA-256 became ``tasks`` tasks."""

    name: str = free()
    sha256: str
    tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskImported(TaskEntry):
    """导入: where the task stood when its row was taken over; it follows the assignment at once.

    ``reference`` is the number in the old ledger, ``digest`` the SHA-256 of what the row said, ``batch`` the ``seq`` of
    the ``LedgerImported``. ``ended`` is when the task was closed or withdrawn. ``evidence`` names files that lie
    elsewhere.
    """

    reference: str
    digest: str
    batch: int
    status: Status
    deadline: datetime | None = None
    percent: int | None = None
    extensions: int = 0
    ended: datetime | None = None
    note: str = free("")
    evidence: str = free("")
    remark: str = free("")
