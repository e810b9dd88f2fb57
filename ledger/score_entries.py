"""Entries about scores (赋分): what a person proposes with evidence, and what a second person makes of it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from ledger.entries import Entry, Evidence, free
from ledger.people import Assignee, UnitId
from ledger.values import dataclass


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreAppealed(Entry):
    """申诉 against a line of ``unit``'s score: what it took (``points``), from ``whom``, by which rule, and when.

    ``line`` is the ``seq`` of the line, ``line_at`` its moment; the entry's own ``seq`` is what the answer calls it.
    """

    unit: UnitId
    whom: Assignee
    register: str
    version: int
    rule: str
    item: str = ""
    task: str = ""
    line: int
    line_at: datetime
    points: Decimal
    reason: str = free()


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDecided(Entry):
    """答复申诉: a leader's word with its reason; where it is ``granted``, what the line took is given back."""

    appeal: int
    granted: bool
    reason: str = free()


APPEALS: tuple[type[Entry], ...] = (ScoreAppealed, AppealDecided)
"""Both: an appeal is answered, never withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoresFrozen(Entry):
    """封存: the scores of a quarter (``2026Q4``) as they followed from the links of the chain up to ``upto``.

    ``appraisals`` is their canonical form, ``digest`` its SHA-256; whatever comes later changes neither.
    """

    quarter: str
    upto: int
    digest: str
    appraisals: str = free()
