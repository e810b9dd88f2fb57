"""Readiness: after a start, what was sent before is dealt with first, so that no late report misses it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import field

from bot.intake.polling import Pulse
from ledger.values import dataclass
from storage.inbox import WAITING, Inbox

PATIENCE = 45.0
"""Real seconds; a late report is owed within a minute of the start, whatever else does not work."""


@dataclass
class Readiness:
    """Says once after the start that the rounds may begin, and from then on always."""

    inbox: Inbox
    pulse: Pulse
    monotonic: Callable[[], float] = time.monotonic
    _began: float = field(init=False)
    _ready: bool = False

    def __post_init__(self) -> None:
        self._began = self.monotonic()

    async def is_ready(self) -> bool:
        """Tell whether the platform has been heard and nothing waits, or patience is over."""
        if not self._ready:
            heard = self.pulse.caught_up and not (await self.inbox.counts()).get(WAITING)
            self._ready = heard or self.monotonic() - self._began > PATIENCE
        return self._ready
