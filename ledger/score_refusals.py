"""Refusals about scores (赋分)."""

from __future__ import annotations

from datetime import datetime

from ledger.adjustments import Standing
from ledger.refusals import Refusal
from ledger.values import dataclass


@dataclass(unsafe_hash=True)
class NotScored(Refusal):
    """No register in force scores whoever is meant, or has such a rule for them that a person decides."""


@dataclass(unsafe_hash=True)
class NothingShown(Refusal):
    """Points that a person decides need evidence: a file, a task or a document."""


@dataclass(unsafe_hash=True)
class AdjustmentSettled(Refusal):
    """It was decided or withdrawn already."""

    standing: Standing


@dataclass(unsafe_hash=True)
class ProposerDecides(Refusal):
    """Whoever proposed points does not confirm them."""


@dataclass(unsafe_hash=True)
class OwnScore(Refusal):
    """Whoever the points are for, or belongs to the unit, does not confirm them."""


@dataclass(unsafe_hash=True)
class NothingLost(Refusal):
    """Only a line that took points is disputed, by a version of the rules that is there."""


@dataclass(unsafe_hash=True)
class AppealTooLate(Refusal):
    """The line could be disputed until ``limit``."""

    limit: datetime


@dataclass(unsafe_hash=True)
class AppealedAlready(Refusal):
    """The line was disputed before; once is answered."""


@dataclass(unsafe_hash=True)
class AppealSettled(Refusal):
    """The appeal was answered already."""

    standing: Standing


@dataclass(unsafe_hash=True)
class OwnAppeal(Refusal):
    """Whoever disputes a line, or belongs to the unit, does not answer."""
