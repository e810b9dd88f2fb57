"""How a task comes about: what kind of source it goes back to (来源), and the four orientations (四个导向)."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from ledger.values import dataclass


class OriginKind(StrEnum):
    """What a task goes back to; ``origin`` quotes the words."""

    MEETING = "meeting"
    DOCUMENT = "document"
    INSTRUCTION = "instruction"
    VISIT = "visit"
    RECURRENCE = "recurrence"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Orientations:
    """问题、目标、结果、成效 of a key task; each empty until it is said."""

    NAMES: ClassVar[tuple[str, ...]] = ("problem", "target", "result", "effect")

    problem: str = ""
    target: str = ""
    result: str = ""
    effect: str = ""
