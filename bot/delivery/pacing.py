"""Pacing: the platform's limits as sliding windows over real time; exact, and a free second can be used at once."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from storage.delivery import is_channel

MARGIN = 0.06  # Seconds; calls arrive a little later or earlier than they leave.
_SENDING = ("send", "edit", "copy", "forward")


@dataclass
class Window:
    """At most ``most`` calls within any ``span`` seconds."""

    most: int
    span: float
    calls: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Return the seconds until one more call fits."""
        while self.calls and now - self.calls[0] >= self.span:
            self.calls.popleft()
        return 0.0 if len(self.calls) < self.most else self.span - (now - self.calls[0])


@dataclass
class Pacing:
    """When the next call to a chat may leave: so many a second in all, per chat, and a minute per group.

    Channels have servers of their own: their limit (20 a minute, WeCom and DingTalk) is no setting. A limit of 0
    switches it off.
    """

    per_second: float = 30
    chat_seconds: float = 1
    group_per_minute: int = 20
    channel_per_minute: int = 20
    monotonic: Callable[[], float] = time.monotonic
    _overall: Window = field(init=False)
    _chats: dict[int, Window] = field(init=False)
    _groups: dict[int, Window] = field(init=False)
    _channels: dict[int, Window] = field(init=False)

    def __post_init__(self) -> None:
        self._overall = Window(max(int(self.per_second), 1), 1.0 + MARGIN)
        self._chats = defaultdict(lambda: Window(1, self.chat_seconds + MARGIN))
        self._groups = defaultdict(lambda: Window(self.group_per_minute, 60.0 + MARGIN))
        self._channels = defaultdict(lambda: Window(self.channel_per_minute, 60.0 + MARGIN))

    def wait(self, chat: int, method: str) -> float:
        """Return the seconds until such a call may leave; 0 means now."""
        now = self.monotonic()
        return max((window.wait(now) for window in self._windows(chat, method)), default=0.0)

    @property
    def is_full(self) -> bool:
        """Tell whether no chat at all may be sent to in this moment."""
        return bool(self.per_second) and self._overall.wait(self.monotonic()) > 0

    def left(self, chat: int, method: str) -> None:
        """Count a call that leaves now."""
        for window in self._windows(chat, method):
            window.calls.append(self.monotonic())

    def forget_idle(self) -> None:
        """Drop the windows of chats that were silent for a minute, so that memory follows the traffic."""
        now = self.monotonic()
        for windows in (self._chats, self._groups, self._channels):
            for chat in [chat for chat, window in windows.items() if not window.calls or now - window.calls[-1] > 61]:
                del windows[chat]

    def _windows(self, chat: int, method: str) -> Iterator[Window]:
        if not method.startswith(_SENDING):
            return  # Taps are answered and chats are left outside the limits.
        if is_channel(chat):
            if self.channel_per_minute:
                yield self._channels[chat]
            return
        if self.per_second:
            yield self._overall
        if self.chat_seconds:
            yield self._chats[chat]
        if chat < 0 and self.group_per_minute:
            yield self._groups[chat]
