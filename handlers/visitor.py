"""A visitor: somebody in a private chat whom no binding names."""

from __future__ import annotations

from datetime import datetime

from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who writes, by the platform's id; ``phone`` only of a genuine own contact, which is not kept."""

    user: int
    text: str
    sent_at: datetime
    phone: str | None = None
