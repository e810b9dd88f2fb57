"""The platform's sending limits, switchable: 30 a second in all, 1 a second per chat, 20 a minute per group."""

from __future__ import annotations

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from bot.sandbox.errors import too_many

SENDING = ("send", "copy", "forward", "edit")


@dataclass
class Limits:
    """Sliding windows per bot, chat and group; off until ``enforced``. Real time, as for the real server."""

    enforced: bool = False
    overall: int = 30
    per_chat: int = 1
    per_group_minute: int = 20
    monotonic: Callable[[], float] = time.monotonic
    sent: dict[Hashable, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def ask(self, bot: int, method: str, chat: object) -> None:
        """Count a call that sends, or refuse it with 429 and the seconds to wait."""
        if not self.enforced or not method.startswith(SENDING) or method == "sendChatAction":
            return
        windows = [((bot,), self.overall, 1.0), ((bot, chat), self.per_chat, 1.0)]
        if isinstance(chat, int) and chat < 0:
            windows.append(((bot, chat, "minute"), self.per_group_minute, 60.0))
        wait = max(self._wait(key, most, span) for key, most, span in windows)
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        for key, _, _ in windows:
            self.sent[key].append(self.monotonic())

    def _wait(self, key: Hashable, most: int, span: float) -> float:
        window, now = self.sent[key], self.monotonic()
        while window and now - window[0] >= span:
            window.popleft()
        return 0.0 if len(window) < most else span - (now - window[0])
