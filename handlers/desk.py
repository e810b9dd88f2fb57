"""The desk: what the door needs and what does not change from update to update."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from telegram.ext import Application

from ledger.values import dataclass

TAP_LIFE = timedelta(seconds=150)  # How long the server keeps a button tap (platform facts).
FILE_LIMIT = 20 * 1024 * 1024  # The most that a bot may download.


def unscaled(moment: datetime) -> datetime:
    """Return the moment itself: business time is real time."""
    return moment


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The bot's identity, its clocks and limits.

    ``business_time`` turns a real moment into business time (the demo's clock is scaled). ``last_alive`` is the last
    sign of life before ``started_at``, both real; taps received soon after a downtime count as sent before it.
    """

    application: Application[Any, Any, Any, Any, Any, Any]
    bot_id: int
    username: str
    real_now: Callable[[], datetime]
    business_time: Callable[[datetime], datetime] = unscaled
    started_at: datetime | None = None
    last_alive: datetime | None = None
    card_life: timedelta = timedelta(minutes=10)

    def tap_sent_at(self, received_at: datetime) -> datetime:
        """Return when a tap counts as sent: at receipt, but not after a downtime that it may have waited out."""
        if self.started_at is None or self.last_alive is None:
            return self.business_time(received_at)
        if not timedelta(0) <= received_at - self.started_at <= TAP_LIFE:
            return self.business_time(received_at)
        return self.business_time(max(self.last_alive, received_at - TAP_LIFE))
