"""Refusals about meetings (办会)."""

from __future__ import annotations

from ledger.meetings import MeetingStage
from ledger.refusals import Refusal
from ledger.values import dataclass


@dataclass(unsafe_hash=True)
class WrongMeetingStage(Refusal):
    """What was asked for does not fit how far the meeting has come."""

    number: str
    stage: MeetingStage


@dataclass(unsafe_hash=True)
class NotYetBegun(Refusal):
    """A meeting is not held before its hour."""

    number: str


@dataclass(unsafe_hash=True)
class NoSuchMinutes(Refusal):
    """No minutes of that number that the person may see stand in the register of documents."""

    document: str
