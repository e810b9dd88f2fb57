"""Refusals about information (政务信息)."""

from __future__ import annotations

from ledger.refusals import Refusal
from ledger.values import dataclass


@dataclass(unsafe_hash=True)
class KnownInformation(Refusal):
    """The unit has submitted information of that title already."""

    number: str


@dataclass(unsafe_hash=True)
class AdoptedAlready(Refusal):
    """That adopter's adoption stands in the register already."""

    number: str
    adopter: str


@dataclass(unsafe_hash=True)
class OwnInformation(Refusal):
    """Whoever belongs to the unit that submitted it does not record its adoption."""

    number: str


@dataclass(unsafe_hash=True)
class InformationVoid(Refusal):
    """It was made void."""

    number: str
