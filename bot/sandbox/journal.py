"""The journal of Bot API calls: method, parameters, answer, moment. Tokens and file bytes never enter it."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass, field
from datetime import datetime

from bot.sandbox.errors import Json

KEPT = 100_000


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

    def since(self, seq: int, method: str | None = None) -> list[Json]:
        """Return calls after ``seq``, of one method if named."""
        return [asdict(call) for call in self.calls if call.seq > seq and method in (None, call.method)]
