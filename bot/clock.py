"""The only source of business time; everything below asks for ``now`` as an argument.

Pacing of sends, lapse of cards and life of taps use real time (``time.monotonic``), never these clocks.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the moment, always with a zone."""

    def now(self) -> datetime:
        """Return the moment in UTC."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """Return the machine's moment in UTC."""
        return datetime.now(UTC)


class ScaledClock:
    """A clock that starts anywhere and runs ``speed`` times as fast as real time; it can pause and jump."""

    def __init__(self, start: datetime, *, speed: float = 1.0) -> None:
        self._origin = _aware(start)
        self._since = time.monotonic()
        self._speed = _not_negative(speed)

    @property
    def speed(self) -> float:
        """Business seconds in a real second; 0 while paused."""
        return self._speed

    def now(self) -> datetime:
        """Return the scaled moment in UTC."""
        return self._origin + timedelta(seconds=(time.monotonic() - self._since) * self._speed)

    def run_at(self, speed: float) -> None:
        """Go on from the present moment at another speed; 0 pauses."""
        checked = _not_negative(speed)
        self._origin, self._since, self._speed = self.now(), time.monotonic(), checked

    def jump_to(self, moment: datetime) -> None:
        """Continue from ``moment`` at the same speed."""
        self._origin, self._since = _aware(moment), time.monotonic()


def speed_of(clock: Clock) -> float:
    """Return how many business seconds pass in a real one; the machine's own time is as fast as time."""
    return float(getattr(clock, "speed", 1.0))


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)


def _not_negative(speed: float) -> float:
    if speed < 0:
        raise ValueError("time does not run backwards")
    return speed
