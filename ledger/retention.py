"""Retention (保留期限): what is erased once its term is over, and the entry that says so in figures alone."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Self

from config.documents import Retention
from ledger.entries import Entry, free
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """How much went, or would go.

    Texts of entries, reports, messages with their buttons, updates set aside, refusals, people, files of evidence.
    """

    texts: int = 0
    reports: int = 0
    messages: int = 0
    updates: int = 0
    refusals: int = 0
    people: int = 0
    files: int = 0

    def __add__(self, other: Gone) -> Gone:
        """Return both together."""
        mine, more = asdict(self), asdict(other)
        return Gone(**{name: count + more[name] for name, count in mine.items()})

    def __bool__(self) -> bool:
        """Tell whether anything went."""
        return any(asdict(self).values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The moments before which something must lie to be erased."""

    texts: datetime
    evidence: datetime
    leavers: datetime
    messages: datetime
    logs: datetime
    aside: datetime
    updates: datetime

    @classmethod
    def of(cls, kept: Retention, now: datetime, *, real: datetime) -> Self:
        """Return them as of ``now`` in business time; what came in is dated in real time."""
        return cls(
            texts=now - kept.texts,
            evidence=now - kept.evidence,
            leavers=now - kept.leavers,
            messages=now - kept.messages,
            logs=now - kept.logs,
            aside=real - kept.aside,
            updates=real - kept.updates,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased(Entry):
    """清除: so much went, because its term was over, or where there is a ``reason`` because somebody asked."""

    texts: int = 0
    reports: int = 0
    messages: int = 0
    updates: int = 0
    refusals: int = 0
    people: int = 0
    files: int = 0
    reason: str = free("")

    @classmethod
    def saying(cls, gone: Gone, at: datetime, *, reason: str = "") -> Self:
        """Return the entry that tells of what went."""
        return cls(by=None, at=at, reason=reason, **asdict(gone))
