"""Circulars (通报) and minutes (纪要): papers whose sentences others have drafted and approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from ledger.values import dataclass
from reports.papers.paper import Paper
from reports.papers.writing import written


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularDraft:
    """A circular, drafted: why, then named parts, each of numbered sentences (表扬、批评、要求)."""

    issuer: str
    title: str
    addressee: str
    opening: str
    parts: Sequence[tuple[str, Sequence[str]]]
    closing: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesDraft:
    """The minutes of a meeting: when, where, who led and came, and what was decided, point by point."""

    issuer: str
    title: str
    held: str
    place: str
    chair: str
    present: Sequence[str]
    decisions: Sequence[tuple[str, Sequence[str]]]
    absent: Sequence[str] = ()
    recorder: str = ""
    number: str = ""


def circular(one: CircularDraft, *, dated: date, made_at: datetime) -> Paper:
    """Return the circular as a paper."""
    return written("circular.paper.j2", {"one": one}, dated=dated, made_at=made_at)


def minutes(one: MinutesDraft, *, dated: date, made_at: datetime) -> Paper:
    """Return the minutes as a paper; as the standard has it (10.3), they bear no seal and are not signed."""
    return written("minutes.paper.j2", {"one": one}, dated=dated, made_at=made_at)
