"""Rivals: another program that takes this bot's updates; the administrators hear of it once per occurrence."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import field

import structlog

from ledger.values import dataclass

log = structlog.get_logger(__name__)

ENOUGH = 3
"""A restart or a takeover brings one conflict, perhaps two; who goes on is a rival."""
TOGETHER = 120.0
"""Seconds within which they count together."""
OVER = 600.0
"""Seconds without a conflict after which the next one is another occurrence."""


@dataclass
class Rivals:
    """Counts conflicts; a poll that succeeds in between settles nothing, for both get some of the updates."""

    tell: Callable[[], Awaitable[None]]
    monotonic: Callable[[], float] = time.monotonic
    _seen: deque[float] = field(default_factory=lambda: deque(maxlen=ENOUGH))
    _told: bool = False

    async def met(self, *, surely: bool = False) -> None:
        """Note a conflict (409), and tell of it when it is one too many, or ``surely`` somebody else's doing."""
        now = self.monotonic()
        if self._seen and now - self._seen[-1] > OVER:
            self._told = False
        self._seen.append(now)
        enough = surely or (len(self._seen) == ENOUGH and now - self._seen[0] <= TOGETHER)
        if not self._told and enough:
            await self._tell()

    async def _tell(self) -> None:
        try:
            await self.tell()
        except Exception as error:  # A door: told at the next conflict; polling must go on.
            log.warning("rival_not_told", kind=type(error).__name__)
        else:
            self._told = True
