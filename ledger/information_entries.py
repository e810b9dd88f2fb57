"""Entries about information (政务信息): submitted by an office, adopted by a superior, or void."""

from __future__ import annotations

from ledger.entries import free
from ledger.people import UnitId
from ledger.register_entries import RegisterEntry
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationEntry(RegisterEntry):
    """An entry about one piece of information; ``number`` is the office's own number of it (XX-2026-5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationSubmitted(InformationEntry):
    """报送: the unit has submitted it, ``to`` whom as it was said."""

    title: str = free()
    unit: UnitId
    to: str = free("")
    said: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationAdopted(InformationEntry):
    """采用 by whom it was adopted (省政府办公厅); each adopter counts once."""

    adopter: str = free()
    said: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationWithdrawn(InformationEntry):
    """作废: registered by mistake; neither it nor its adoptions count, and the number stays taken."""

    reason: str = free()


INFORMATION: tuple[type[InformationEntry], ...] = (InformationSubmitted, InformationAdopted, InformationWithdrawn)
"""All of them: the life of every piece of information is told by these alone."""
