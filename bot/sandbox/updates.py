"""The update queue of one bot: kinds, offsets, life times and who may poll."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from bot.sandbox.errors import Json
from bot.sandbox.signals import Signal

DAY = 24 * 3600.0
TAP = 150.0
ANSWER_LIMIT = 4 * 1024 * 1024
FAR = 10  # An offset further ahead is none: the numbers have started anew (after a week without updates).
FIRST_ID = 100_000_001
UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}  # Only sent to bots that name them.


@dataclass(frozen=True)
class Pending:
    """An update that the bot has not confirmed."""

    id: int
    body: Json
    born: float
    life: float


@dataclass
class UpdateQueue:
    """Updates in order; ``allowed`` is what the bot asked for last, None for the default kinds."""

    monotonic: Callable[[], float] = time.monotonic
    next_id: int = FIRST_ID
    allowed: list[str] | None = None
    pending: deque[Pending] = field(default_factory=deque)
    signal: Signal = field(default_factory=Signal)
    poller: int = 0  # Grows with each poll: an older poller sees that it was replaced.
    conflict: str = ""
    last_offset: int | None = None
    last_poll: float = float("-inf")

    def add(self, kind: str, value: Json) -> None:
        """Queue an update of this kind, if the bot wants the kind."""
        if self.wants(kind):
            self.put({kind: value}, life=TAP if kind == "callback_query" else DAY)

    def wants(self, kind: str) -> bool:
        """Say whether the bot asked for this kind."""
        return kind in self.allowed if self.allowed else kind not in UNASKED

    def put(self, body: Json, *, life: float = DAY) -> int:
        """Queue a raw update; without an ``update_id`` of its own it gets the next one, which is returned."""
        given = body.get("update_id")
        number = given if isinstance(given, int) else self.next_id
        self.next_id = max(self.next_id, number + 1) if isinstance(given, int) else self.next_id + 1
        self.pending.append(Pending(number, {"update_id": number, **body}, self.monotonic(), life))
        self.signal.ring()
        return number

    def confirm(self, offset: int) -> None:
        """Forget what lies below a positive offset; of a negative one keep the newest ones only."""
        if 0 < offset <= self.next_id + FAR:
            while self.pending and self.pending[0].id < offset:
                self.pending.popleft()
        elif offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()

    def drop(self, update: Pending) -> None:
        """Forget one update that a webhook took."""
        if update in self.pending:
            self.pending.remove(update)

    def expire(self) -> None:
        """Forget updates that outlived their time: a day, a tap 150 seconds."""
        now = self.monotonic()
        if any(now - update.born > update.life for update in self.pending):
            self.pending = deque(update for update in self.pending if now - update.born <= update.life)

    def batch(self, limit: int) -> list[Json]:
        """Return the oldest updates, at most ``limit`` and at most 4 MiB of them."""
        self.expire()
        chosen: list[Json] = []
        size = 0
        for update in islice(self.pending, limit):
            size += len(json.dumps(update.body, ensure_ascii=False).encode("utf-8", "surrogatepass"))
            if chosen and size > ANSWER_LIMIT:
                break
            chosen.append(update.body)
        return chosen

    def take_over(self, reason: str) -> int:
        """Become the poller; whoever polled before is told ``reason``."""
        self.poller += 1
        self.conflict = reason
        self.signal.ring()
        return self.poller
