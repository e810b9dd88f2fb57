"""Refusals about regulations (制度)."""

from __future__ import annotations

from datetime import date

from ledger.refusals import Refusal
from ledger.regulation_entries import RegulationStatus
from ledger.values import dataclass


@dataclass(unsafe_hash=True)
class TitleTaken(Refusal):
    """A regulation of that title stands in the register already."""

    number: str
    title: str


@dataclass(unsafe_hash=True)
class NothingToRead(Refusal):
    """There is no version in force that anybody could read."""

    number: str
    status: RegulationStatus


@dataclass(unsafe_hash=True)
class AllAsked(Refusal):
    """Everybody who is meant was asked to read this version before."""

    number: str


@dataclass(unsafe_hash=True)
class HasRevision(Refusal):
    """It is under revision already, by that task."""

    number: str
    task: str


@dataclass(unsafe_hash=True)
class RevisionUndefined(Refusal):
    """It cannot be assigned: nothing is to be revised, nobody owns it, or its day is missing or over."""

    number: str
    due: date | None
    owned: bool
    owed: bool
