"""Refusals about scores (赋分)."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.adjustments import Standing
from ledger.refusals import Refusal


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
