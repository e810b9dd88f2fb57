"""Entries about circulars (通报): drafted, changed, submitted, approved or sent back, published, withdrawn."""

from __future__ import annotations

from datetime import date, datetime

from ledger.entries import Entry, free
from ledger.people import PersonId
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularWritten(Entry):
    """One version of a circular: ``sentences`` one a line, the first ``praises`` of them praise (表扬), then criticism.

    ``tasks`` holds the number behind each sentence, in the same order; ``chats`` are the groups that are to read it.
    """

    title: str = free()
    sentences: str = free()
    tasks: tuple[str, ...]
    praises: int
    chats: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularDrafted(CircularWritten):
    """起草: version 1, made of the facts from ``first`` to ``last`` (both included) as they stood at ``as_of``.

    The entry's ``seq`` is what the others call the circular.
    """

    first: date
    last: date
    as_of: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularChanged(CircularWritten):
    """修改: the next version, whole; ``said`` are the words that asked for it."""

    circular: int
    said: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularEntry(Entry):
    """An entry about one version of a circular."""

    circular: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularSubmitted(CircularEntry):
    """报批: the version was laid before a leader."""

    to: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularApproved(CircularEntry):
    """批准: exactly this version may go out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularReturned(CircularEntry):
    """退回修改: a leader wants it otherwise, also after an approval that was not used yet."""

    reason: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularPublished(CircularEntry):
    """印发: it went to these groups under its number (文号)."""

    paper: str
    chats: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularWithdrawn(CircularEntry):
    """撤稿: it will not go out."""


CIRCULARS: tuple[type[Entry], ...] = (
    CircularDrafted,
    CircularChanged,
    CircularSubmitted,
    CircularApproved,
    CircularReturned,
    CircularPublished,
    CircularWithdrawn,
)
"""All of them: the life of every circular is told by these alone."""
