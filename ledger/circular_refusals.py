"""Refusals about circulars (通报)."""

from __future__ import annotations

from datetime import date

from ledger.circulars import Stage
from ledger.refusals import Refusal
from ledger.values import dataclass


@dataclass(unsafe_hash=True)
class PeriodAhead(Refusal):
    """The period of which facts were asked for has not begun."""

    first: date


@dataclass(unsafe_hash=True)
class NothingToSay(Refusal):
    """A circular without a sentence says nothing: no such facts in the period, or the last sentence was struck."""

    first: date
    last: date


@dataclass(unsafe_hash=True)
class CircularMoved(Refusal):
    """What was seen is not the latest ``version`` any more."""

    version: int


@dataclass(unsafe_hash=True)
class WrongStage(Refusal):
    """The act does not fit how far the circular has come."""

    stage: Stage


@dataclass(unsafe_hash=True)
class ApproverDrafted(Refusal):
    """Whoever wrote any version does not approve."""


@dataclass(unsafe_hash=True)
class BeyondField(Refusal):
    """The leader who is to approve may not see this task of the circular."""

    number: str


@dataclass(unsafe_hash=True)
class NoApprover(Refusal):
    """No leader is there who wrote nothing of it and may see all of its tasks."""


@dataclass(unsafe_hash=True)
class NoGroupChosen(Refusal):
    """The circular names no group that is there to read it."""


@dataclass(unsafe_hash=True)
class NotInQuietTime(Refusal):
    """Nothing is published by night and on rest days."""


@dataclass(unsafe_hash=True)
class NoSuchSentence(Refusal):
    """The circular has no sentence of that number; ``of``: how many it has."""

    n: int
    of: int


@dataclass(unsafe_hash=True)
class TooLong(Refusal):
    """A sentence or title is longer, or the sentences are more, than an official paper bears."""
