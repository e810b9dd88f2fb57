"""Long polling: a batch is committed first, and acknowledged by the next call's offset only then.

The offset is never stored: a start without one gets again whatever was not acknowledged, and the inbox knows what
it has already seen.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import field
from typing import Any, TypeVar

import structlog
from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.calls import call, retry_after
from bot.intake.announcing import without_webhook
from bot.intake.extracting import KINDS, integer
from bot.intake.rivals import Rivals
from ledger.values import dataclass

log = structlog.get_logger(__name__)

LONG_POLL = 14  # Seconds; the server clamps to 50.
LIMIT = 100  # Updates in a batch; one that is not full was all there was.
SLACK = 8  # Seconds over the long poll after which the connection counts as hung: well back within half a minute.
LONGEST_PAUSE = 30.0
LONGEST_UNSTORED = 5.0
"""Seconds between two tries where the platform is well and the database is not: soon after that is mended, it works."""
SHORTEST_PAUSE = 1.0  # The same offset again within 3 s would be throttled by the server anyway.
REFUSED_PAUSE = 10.0  # A refused token is asked about less than once in 5 s.
CONFLICT_PAUSE = 5.0
WEBHOOK = "webhook"
"""So the platform says that it does not hand out updates because it calls somebody with them."""
IDLE = 600.0
"""Seconds of silence after which the offset is left out once: all below it is acknowledged by then.

After a week of silence, or with another server, update ids may start anywhere, and an old offset would acknowledge
those below it unseen.
"""

T = TypeVar("T")
Keep = Callable[[Sequence[object]], Awaitable[None]]


@dataclass
class Pulse:
    """How intake is doing, for readiness and health; moments are monotonic seconds."""

    polled_at: float | None = None
    alarm: str = ""
    batches: int = 0
    told: Callable[[], None] = lambda: None
    """Called at each moment at which the platform was heard."""
    caught_up: bool = False
    """Whether everything that waited at the start is in the inbox, or is called in by a webhook."""

    def heard(self, at: float) -> None:
        """Note that the platform was heard."""
        self.polled_at = at
        self.told()

    @property
    def is_well(self) -> bool:
        """Tell whether nothing keeps updates from coming."""
        return not self.alarm


@dataclass
class Polling:
    """Asks the platform for updates and hands every batch to ``keep``, which commits or raises."""

    bot: Bot
    keep: Keep
    pulse: Pulse = field(default_factory=Pulse)
    monotonic: Callable[[], float] = time.monotonic
    long_poll: int = LONG_POLL
    rivals: Rivals | None = None
    _offset: int | None = None
    _failures: int = 0
    _heard_at: float = field(default_factory=time.monotonic)

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until told to stop; an open long poll is given up at once, its updates come again."""
        while not stop.is_set():
            pause = await self.turn(stop)
            if pause:
                await _unless(stop, asyncio.sleep(pause))

    async def turn(self, stop: asyncio.Event) -> float:
        """Take one batch; return the seconds to wait before the next."""
        try:
            began = self.monotonic()
            batch = await _unless(stop, self._ask())
            goes_on = await self._take(batch) if batch else False
        except Exception as error:  # A door: whatever goes wrong here, polling goes on.
            return await self._pause_after(error)
        self.pulse.caught_up = self.pulse.caught_up or len(batch or ()) < LIMIT
        self._failures, self.pulse.alarm = 0, ""
        self.pulse.heard(self.monotonic())
        # A server that answers at once with nothing new would otherwise be asked without end.
        return 0.0 if goes_on or self.monotonic() - began > SHORTEST_PAUSE else SHORTEST_PAUSE / 2

    async def _ask(self) -> Sequence[object]:
        if self.monotonic() - self._heard_at > IDLE:
            self._offset, self._heard_at = None, self.monotonic()
        # What waited at the start is fetched without waiting for more: late reports wait for it.
        patience = self.long_poll if self.pulse.caught_up else 0
        wanted = {"timeout": patience, "limit": LIMIT, "allowed_updates": list(KINDS)}
        if self._offset is not None:
            wanted["offset"] = self._offset
        async with asyncio.timeout(self.long_poll + SLACK):
            batch = await call(self.bot, "getUpdates", wanted, read_timeout=self.long_poll + SLACK)
        if not isinstance(batch, list):
            raise TelegramError("getUpdates answered with something that is no list")
        return batch

    async def _take(self, batch: Sequence[object]) -> bool:
        """Keep the batch; return whether it lies above what was acknowledged: numbers begin anew but rarely."""
        await self.keep(batch)
        self.pulse.batches += 1
        self._heard_at = self.monotonic()
        known = [number for update in batch if isinstance(update, dict) if (number := _update_id(update)) is not None]
        after = max(known) + 1 if known else self._offset
        if after is None or after == self._offset:
            raise TelegramError("getUpdates repeats what was acknowledged")
        before, self._offset = self._offset, after
        return before is None or after > before

    async def _pause_after(self, error: Exception) -> float:
        """Log what went wrong, without the token or anybody's words, and say how long to wait."""
        self._failures += 1
        if isinstance(error, (InvalidToken, EndPointNotFound)):
            self._raise_alarm("token_refused", error)
            return REFUSED_PAUSE
        if isinstance(error, Conflict):
            self._raise_alarm("another_poller", error)
            called_elsewhere = WEBHOOK in error.message.lower()
            if self.rivals is not None:
                await self.rivals.met(surely=called_elsewhere)
            if called_elsewhere:
                await self._take_back()
            return min(CONFLICT_PAUSE * self._failures, LONGEST_PAUSE)
        if isinstance(error, RetryAfter):
            return float(min(max(retry_after(error), SHORTEST_PAUSE), LONGEST_PAUSE))
        self._raise_alarm("polling_failed", error)
        longest = LONGEST_PAUSE if isinstance(error, (TelegramError, TimeoutError)) else LONGEST_UNSTORED
        return min(SHORTEST_PAUSE * 2.0 ** min(self._failures - 1, 10), longest)

    async def _take_back(self) -> None:
        """Take away the webhook that somebody has set since our start: no update comes here while it is there."""
        try:
            await without_webhook(self.bot)
        except TelegramError as error:
            log.warning("webhook_not_deleted", kind=type(error).__name__)

    def _raise_alarm(self, name: str, error: Exception) -> None:
        self.pulse.alarm = name
        said = error.message if isinstance(error, Conflict) else ""  # The server says who took over.
        log.warning(name, kind=type(error).__name__, failures=self._failures, said=said)


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Return what the work gives, or nothing when told to stop meanwhile."""
    doing, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return doing.result() if doing.done() else None
    finally:
        for task in (doing, stopping):
            task.cancel()
        await asyncio.gather(doing, stopping, return_exceptions=True)


def _update_id(update: dict[str, object]) -> int | None:
    number = integer(update.get("update_id"))
    return number if number is not None and number >= 0 else None
