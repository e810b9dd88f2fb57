"""Entries by which the house presses: overdue receipts that are chased (催签), supervision notices (督办单)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from ledger.entries import BranchEntry, TaskEntry, free
from ledger.people import PersonId
from ledger.values import dataclass


class Level(StrEnum):
    """How strong a supervision notice is: 蓝, 黄, 红, the weakest first."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"

    @property
    def rank(self) -> int:
        """The place from the weakest, 0, to the strongest."""
        return list(Level).index(self)


class Rung(StrEnum):
    """Who hears of an overdue receipt (领办逾期), one after the other, each once."""

    ASSIGNEE = "assignee"
    HEAD = "head"
    COORDINATOR = "coordinator"
    LEADER = "leader"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptChased(BranchEntry):
    """催签: the receipt was overdue, and the people of the rung were told; by the clock."""

    rung: Rung
    told: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated(TaskEntry):
    """督办: a supervision notice, to be answered by ``limit``; by the clock, or by somebody's word (``reason``)."""

    notice: str
    level: Level
    limit: datetime
    reason: str = free("")
