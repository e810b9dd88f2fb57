"""A new limit and why (时限、原因): said in one message or in two; what was said is kept beside the question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.cards import keep
from handlers.heard import Answer, Heard
from handlers.reading.reasons import joined
from ledger.values import dataclass
from storage.books import OpenBooks


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What was said so far of a new limit for a task, and of the reason."""

    number: str
    until: datetime | None = None
    reason: str = ""

    @classmethod
    def kept(cls, args: Mapping[str, Any]) -> Limit:
        """Return what was kept beside the question."""
        until = datetime.fromisoformat(args["until"]) if args["until"] else None
        return cls(number=str(args["number"]), until=until, reason=str(args["reason"]))

    def with_more(self, *, until: datetime | None, reason: str) -> Limit:
        """Return it with what the latest words add; the first date that was said stays."""
        return Limit(number=self.number, until=self.until or until, reason=joined(self.reason, reason))

    async def ask(self, books: OpenBooks, heard: Heard, *, act: str, text: str) -> Answer:
        """Ask for the rest in the words of ``text``; the reply comes as ``act`` with what is known by now."""
        known = {"number": self.number, "until": self.until.isoformat() if self.until else "", "reason": self.reason}
        token = await keep(books, heard, act, known, group="")
        return Answer(text=text, task=self.number, purpose=f"more:{token}", prompt=True)
