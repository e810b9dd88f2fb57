"""What people watch: a numbered stream of happenings (messages, edits, taps answered), for pages and tests."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import islice

from bot.sandbox.errors import Json
from bot.sandbox.marks import LIVE
from bot.sandbox.signals import Signal

KEPT = 20_000


@dataclass
class Feed:
    """The newest happenings, each with a growing ``seq``."""

    seq: int = 0
    happenings: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT))
    signal: Signal = field(default_factory=Signal, metadata=LIVE)

    def tell(self, kind: str, **facts: object) -> None:
        """Append a happening and wake those who watch."""
        self.seq += 1
        self.happenings.append({"seq": self.seq, "kind": kind, **facts})
        self.signal.ring()

    def since(self, seq: int) -> list[Json]:
        """Return what happened after ``seq``."""
        first = self.happenings[0]["seq"] if self.happenings else self.seq + 1
        return list(islice(self.happenings, max(seq + 1 - first, 0), None))
