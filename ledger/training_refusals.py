"""Refusals about training (培训)."""

from __future__ import annotations

from datetime import datetime

from ledger.refusals import Refusal
from ledger.values import dataclass


@dataclass(unsafe_hash=True)
class TrainingPast(Refusal):
    """The moment at which it is to begin is over already."""

    starts: datetime


@dataclass(unsafe_hash=True)
class TrainingGone(Refusal):
    """It was cancelled."""

    number: str


@dataclass(unsafe_hash=True)
class NotYetHeld(Refusal):
    """Nobody attended it yet: its hour has not come."""

    number: str
    starts: datetime
