"""The journal of Bot API calls: method, parameters, answer, moment. Tokens and file bytes never enter it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from bot.sandbox.errors import Json

KEPT = 100_000
SAID = ("text", "caption", "question")


@dataclass(frozen=True)
class Call:
    """One call as it was answered; ``fault`` names the fault that was played, if any."""

    seq: int
    moment: str
    bot: int
    method: str
    params: Json
    status: int
    answer: Json | None
    fault: str | None = None

    def meets(self, method: str | None, chat: str | None, text: str | None) -> bool:
        """Say whether it is one of those asked for."""
        if method not in (None, self.method) or (chat is not None and str(self.params.get("chat_id")) != chat):
            return False
        return text is None or any(text in str(self.params[name]) for name in SAID if name in self.params)


@dataclass
class Journal:
    """The newest calls in the order of their answers."""

    seq: int = 0
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=KEPT))

    def note(
        self,
        moment: datetime,
        bot: int,
        method: str,
        params: Json,
        *,
        status: int,
        answer: Json | None,
        fault: str | None,
    ) -> None:
        """Write down one call."""
        self.seq += 1
        self.calls.append(Call(self.seq, moment.isoformat(), bot, method, params, status, answer, fault))

    def since(
        self, seq: int, method: str | None = None, chat: str | None = None, text: str | None = None
    ) -> list[Json]:
        """Return calls after ``seq``; where named: of one method, to one chat, with words in what was said."""
        first = self.calls[0].seq if self.calls else self.seq + 1
        later = islice(self.calls, max(seq + 1 - first, 0), None)
        return [vars(call) for call in later if call.meets(method, chat, text)]
