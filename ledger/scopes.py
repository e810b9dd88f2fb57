"""How far a right reaches: the values of the cells of ``ledger.permissions``."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """How far a right reaches."""

    NONE = "none"
    OWN = "own"
    OFFICE = "office"
    LED = "led"
    GIVEN = "given"
    DELEGATED = "delegated"
    FIELD = "field"
    CLAIMED = "claimed"
    NOT_OWN = "not_own"
    ANY = "any"
