"""The platform's sending limits, switchable: 30 a second in all, 1 a second per chat, 20 a minute per group.

Edits count, an album counts as its parts. A client that goes on before the time that it was told is told a longer one.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from bot.sandbox.errors import Json, WrongUse, too_many
from bot.sandbox.marks import LIVE, MOMENT

SENDING = ("send", "copy", "forward")
SETTABLE = ("enforced", "overall", "per_chat", "burst", "per_group_minute", "edits", "growth", "longest")


@dataclass
class Told:
    """Until when a client was asked to wait, and how often it did not."""

    until: float = field(metadata=MOMENT)
    times: int = 0


@dataclass
class Limits:
    """Sliding windows per bot, chat and group; off until ``enforced``.

    ``burst``: so many seconds' worth of one chat's messages may come at once, which the platform tolerates to some
    degree. ``growth``: each call that comes too early multiplies the wait, up to ``longest`` seconds; 1 is no growth.
    """

    enforced: bool = False
    overall: int = 30
    per_chat: int = 1
    burst: int = 1
    per_group_minute: int = 20
    edits: bool = True
    growth: float = 2.0
    longest: int = 3600
    monotonic: Callable[[], float] = field(default=time.monotonic, metadata=LIVE)
    sent: dict[Hashable, deque[float]] = field(default_factory=dict, metadata=MOMENT)
    told: dict[Hashable, Told] = field(default_factory=dict)

    def settle(self, given: Json) -> Json:
        """Change what is named and return how all is set now."""
        for name in SETTABLE:
            if given.get(name) is not None:
                value = type(getattr(self, name))(given[name])
                if value < 0 or (name in ("burst", "growth") and value < 1):
                    raise WrongUse(f"{name} cannot be {given[name]}")
                setattr(self, name, value)
        return {name: getattr(self, name) for name in SETTABLE}

    def age(self, seconds: float) -> None:
        """Make what was counted older."""
        self.sent = {key: deque(at - seconds for at in sent) for key, sent in self.sent.items()}
        for told in self.told.values():
            told.until -= seconds

    def ask(self, bot: int, method: str, chat: object, *, messages: int = 1) -> None:
        """Count a call that sends, or refuse it with 429 and the seconds to wait."""
        if not self.enforced or not self._counts(method):
            return
        windows = self._windows(bot, chat)
        waits = {key: self._wait(key, most, span) for key, most, span in windows}
        key = max(waits, key=lambda key: waits[key])
        if waits[key] > 0:
            raise too_many(self._longer(key, waits[key]))
        for key, _, _ in windows:
            self.told.pop(key, None)
            self.sent.setdefault(key, deque()).extend([self.monotonic()] * messages)

    def _counts(self, method: str) -> bool:
        if method in ("sendChatAction", "sendMessageDraft"):
            return False
        return method.startswith(SENDING) or (self.edits and method.startswith("editMessage"))

    def _windows(self, bot: int, chat: object) -> list[tuple[Hashable, int, float]]:
        windows: list[tuple[Hashable, int, float]] = [((bot,), self.overall, 1.0)]
        windows.append(((bot, str(chat)), self.per_chat * self.burst, float(self.burst)))
        if isinstance(chat, int) and chat < 0:
            windows.append(((bot, str(chat), "minute"), self.per_group_minute, 60.0))
        return windows

    def _wait(self, key: Hashable, most: int, span: float) -> float:
        window, now = self.sent.setdefault(key, deque()), self.monotonic()
        while window and now - window[0] >= span:
            window.popleft()
        free = 0.0 if len(window) < most else span - (now - window[0])
        told = self.told.get(key)
        return max(free, told.until - now) if told else free

    def _longer(self, key: Hashable, wait: float) -> int:
        told, now = self.told.get(key), self.monotonic()
        times = told.times + 1 if told and now < told.until else 0
        seconds = min(math.ceil(max(wait, 1.0) * (self.growth if times else 1.0)), self.longest)
        self.told[key] = Told(now + seconds, times)
        return seconds
