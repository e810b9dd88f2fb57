"""The update queue of one bot: kinds, offsets, life times and who may poll."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from bot.sandbox.errors import Json
from bot.sandbox.marks import LIVE, MOMENT
from bot.sandbox.signals import Signal

DAY = 24 * 3600.0
TAP = 150.0
TYPED = 30.0
LIVES = {"callback_query": TAP, "inline_query": TYPED}
"""What does not wait a day."""
ANSWER_LIMIT = 4 * 1024 * 1024
FAR = 10  # An offset further ahead is none: the numbers have started anew (after a week without updates).
FIRST_ID = 100_000_001
UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}  # Only sent to bots that name them.


@dataclass(eq=False)
class Pending:
    """An update that the bot has not confirmed."""

    id: int
    body: Json
    born: float = field(metadata=MOMENT)
    life: float

    @property
    def ends(self) -> float:
        """When it has outlived its time."""
        return self.born + self.life

    @cached_property
    def size(self) -> int:
        """Its bytes in an answer."""
        return len(json.dumps(self.body, ensure_ascii=False).encode("utf-8", "surrogatepass"))


@dataclass
class UpdateQueue:
    """Updates in order; ``allowed`` is what the bot asked for last, None for the default kinds."""

    monotonic: Callable[[], float] = field(default=time.monotonic, metadata=LIVE)
    next_id: int = FIRST_ID
    allowed: list[str] | None = None
    pending: deque[Pending] = field(default_factory=deque)
    signal: Signal = field(default_factory=Signal, metadata=LIVE)
    poller: int = 0  # Grows with each poll: an older poller sees that it was replaced.
    conflict: str = ""
    last_offset: int | None = None
    last_poll: float = field(default=float("-inf"), metadata=MOMENT)
    last_conflict: float = field(default=float("-inf"), metadata=MOMENT)
    last_hook: float = field(default=float("-inf"), metadata=MOMENT)  # When a webhook was set last.
    first_end: float = field(default=float("inf"), metadata=MOMENT)  # No update outlives its time before this moment.

    def add(self, kind: str, value: Json) -> None:
        """Queue an update of this kind, if the bot wants the kind."""
        if self.wants(kind):
            self.put({kind: value}, life=LIVES.get(kind, DAY))

    def wants(self, kind: str) -> bool:
        """Say whether the bot asked for this kind."""
        return kind in self.allowed if self.allowed else kind not in UNASKED

    def put(self, body: Json, *, life: float = DAY) -> int:
        """Queue a raw update; without an ``update_id`` of its own it gets the next one, which is returned."""
        given = body.get("update_id")
        number = given if isinstance(given, int) else self.next_id
        self.next_id = max(self.next_id, number + 1) if isinstance(given, int) else self.next_id + 1
        self.pending.append(update := Pending(number, {"update_id": number, **body}, self.monotonic(), life))
        self.first_end = min(self.first_end, update.ends)
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
        if now > self.first_end:
            self.pending = deque(update for update in self.pending if now <= update.ends)
            self.first_end = min((update.ends for update in self.pending), default=float("inf"))

    def age(self, seconds: float) -> None:
        """Make what waits, and what is remembered of polls, older."""
        for update in self.pending:
            update.born -= seconds
        self.first_end -= seconds
        self.last_poll -= seconds
        self.last_conflict -= seconds
        self.last_hook -= seconds

    def batch(self, limit: int) -> list[Json]:
        """Return the oldest updates, at most ``limit`` and at most 4 MiB of them."""
        self.expire()
        chosen: list[Json] = []
        size = 0
        for update in islice(self.pending, limit):
            size += update.size
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
