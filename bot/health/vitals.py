"""Vitals: what the process knows of itself, and what its marks beside the evidence tell everybody else."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from bot.alive import AliveMark
from bot.intake.polling import Pulse
from ledger.health import Ages
from ledger.values import dataclass


class Role(StrEnum):
    """What the process does about updates."""

    STARTING = "starting"
    POLLER = "poller"
    STANDBY = "standby"
    WEBHOOK = "webhook"


@dataclass(frozen=True)
class Marks:
    """Two files whose times are those of the last poll and of the last round, whichever process it was."""

    polled: AliveMark
    alive: AliveMark

    @classmethod
    def beside(cls, evidence: Path) -> Marks:
        """Return the marks beside the folder of the evidence."""
        return cls(AliveMark(evidence.parent / "taizhang.polled"), AliveMark(evidence.parent / "taizhang.alive"))

    def ages(self, now: datetime, *, began: datetime | None = None) -> Ages:
        """Return how old they are; a process that ``began`` later gives the first poll and round time to come."""

        def age(mark: AliveMark) -> float | None:
            known = [moment for moment in (mark.last(), began) if moment is not None]
            return max((now - max(known)).total_seconds(), 0.0) if known else None

        return Ages(poll=age(self.polled), tick=age(self.alive))


@dataclass
class Vitals:
    """How this process is doing; moments are monotonic seconds. ``role`` is known once it runs."""

    marks: Marks
    real: Callable[[], datetime]
    monotonic: Callable[[], float] = time.monotonic
    pulse: Pulse = field(default_factory=Pulse)
    role: Callable[[], Role] = lambda: Role.STARTING
    ticked_at: float | None = None
    began: float = field(init=False)
    began_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.began, self.began_at = self.monotonic(), self.real()
        self.pulse.told = self._polled

    def _polled(self) -> None:
        with suppress(OSError):  # A full disk is told of as such.
            self.marks.polled.touch(self.real())

    async def tick(self) -> None:
        """Note that a round was made: the last duty of each."""
        self.ticked_at = self.monotonic()

    def own(self) -> Ages:
        """Return the ages of this process's own poll and round, since its start at most."""
        now = self.monotonic()
        tick = now - (self.ticked_at if self.ticked_at is not None else self.began)
        if self.role() is Role.STANDBY:  # Another one polls.
            return Ages(poll=self.anybody().poll, tick=tick)
        return Ages(poll=now - (self.pulse.polled_at if self.pulse.polled_at is not None else self.began), tick=tick)

    def anybody(self) -> Ages:
        """Return the ages of the last poll and round by any process, since this one's start at most.

        Whoever polls knows that best by itself; whoever finds no mark of another one cannot tell.
        """
        found = self.marks.ages(self.real(), began=self.began_at)
        if self.role() is Role.POLLER:
            return Ages(poll=self.own().poll, tick=found.tick)
        return found if self.marks.polled.last() is not None else Ages(poll=None, tick=found.tick)
