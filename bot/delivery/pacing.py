"""Pacing: the platform's limits as sliding windows over real time; exact, and a free second can be used at once.

A call counts from the latest moment at which it can have arrived: its answer, less the shortest way there and back that
was seen of late. So what holds a call up on its way costs a little pace, and is refused nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import field

from ledger.values import dataclass
from storage.delivery import is_channel

MARGIN = 0.005  # Seconds; clocks and roundings.
AHEAD = 0.03
"""Seconds before a call may leave in which it is made ready, for its commit takes a while."""
_SENDING = ("send", "edit", "copy", "forward")
LATEST = 0.25
"""Seconds after it left at which a call has arrived in any case, as far as pacing goes; its answer may take longer."""
FORGETTING = 0.00005
"""Seconds by which the shortest way grows with each call, so that it follows a network that became slower."""
BRAKE = 2.0
"""Seconds for which nothing leaves after a refusal (429): it may mean one chat or all, and does not say which."""
IDLE = 61.0
LONG = 60.0
"""Seconds of a push that takes its places evenly: what that costs, most of a second once, is much of a short one."""
CATCHING_UP = 1.5
"""How much faster than the limit the places of a long push follow each other, so that what was held up is made good."""


@dataclass(slots=True)
class Window:
    """At most ``most`` calls within any ``span`` seconds."""

    most: int
    span: float
    calls: list[Departure] = field(default_factory=list)

    def wait(self, now: float) -> float:
        """Return the seconds until one more call fits."""
        if len(self.calls) < self.most:
            return 0.0
        self._forget(now)
        if len(self.calls) < self.most:
            return 0.0
        first = sorted(one.at for one in self.calls)[len(self.calls) - self.most]
        return max(self.span - (now - first), 0.0)

    def spread(self, now: float, *, free: int, gap: float) -> float:
        """Return the seconds until one more call may leave where all but ``free`` of them leave ``gap`` apart."""
        self._forget(now)
        if len(self.calls) < max(free, 1):
            return 0.0
        return max(gap - (now - self.calls[-1].at), 0.0)

    def _forget(self, now: float) -> None:
        self.calls = [one for one in self.calls if now - one.at < self.span]


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
    _shortest: float = float("inf")
    _braked: float = float("-inf")
    _forgot: float = 0.0
    _evenly: bool = False

    def __post_init__(self) -> None:
        self._overall = Window(max(int(self.per_second), 1), 1.0 + MARGIN)
        self._chats = defaultdict(lambda: Window(1, self.chat_seconds + MARGIN))
        self._groups = defaultdict(lambda: Window(self.group_per_minute, 60.0 + MARGIN))
        self._channels = defaultdict(lambda: Window(self.channel_per_minute, 60.0 + MARGIN))

    def wait(self, chat: int, method: str) -> float:
        """Return the seconds until such a call may leave; 0 means now."""
        now = self.monotonic()
        windows = list(self._windows(chat, method))
        if not windows:
            return 0.0
        breath = 0.0 if is_channel(chat) else self._breath(now)
        return max(*(one.wait(now) for one in windows), breath, self._braked - now, 0.0)

    def expect(self, waiting: int) -> None:
        """Learn how many chats wait: where they will for long, a second's places are not all taken at once.

        So whoever is answered meanwhile waits for the next place, and not for the next second. A push that has begun
        so ends so: what it costs has been paid.
        """
        self._evenly = waiting > (1 if self._evenly else LONG) * self.per_second > 0

    @property
    def full_for(self) -> float:
        """Return the seconds for which no chat at all may be sent to; 0 where one may now."""
        now = self.monotonic()
        every = max(self._overall.wait(now), self._breath(now)) if self.per_second else 0.0
        return max(every, self._braked - now, 0.0)

    def lull(self, chat: int) -> float:
        """Return the seconds for which a group's confirmations gather, so that a busy minute has room for the rest."""
        window = self._groups.get(chat)
        if window is None:
            return 0.0
        half = max(window.most // 2, 1)
        return window.spread(self.monotonic(), free=half, gap=window.span / half)

    def left(self, chat: int, method: str) -> Departure:
        """Count a call whose turn it is, now or in a moment."""
        departure = Departure(self, self.monotonic() + self.wait(chat, method))
        for window in self._windows(chat, method):
            window.calls.append(departure)
        return departure

    def took(self, seconds: float) -> float:
        """Learn how long a call took; return how much longer that is than the shortest way."""
        self._shortest = min(seconds, self._shortest + FORGETTING)
        return seconds - self._shortest

    def brake(self, seconds: float) -> None:
        """Let nothing leave for a moment: the platform has refused a call."""
        self._braked = max(self._braked, self.monotonic() + min(seconds, BRAKE))

    def forget_idle(self) -> None:
        """Drop the windows of chats that were silent for a minute, so that memory follows the traffic."""
        now = self.monotonic()
        if now - self._forgot < IDLE:
            return
        self._forgot = now
        for windows in (self._chats, self._groups, self._channels):
            for chat in [chat for chat, one in windows.items() if not one.calls or now - one.calls[-1].at > IDLE]:
                del windows[chat]

    def _breath(self, now: float) -> float:
        """Return the seconds between two calls of a long push; two thirds of a second's places are taken as they come.

        Those teach how short the way is, so that the next second's are not refused.
        """
        if not self._evenly:
            return 0.0
        every = self._overall
        return every.spread(now, free=every.most * 2 // 3, gap=every.span / every.most / CATCHING_UP)

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


@dataclass(slots=True)
class Departure:
    """One call on its way; ``at`` is the moment from which it counts."""

    pacing: Pacing
    at: float

    async def leaves(self) -> None:
        """Wait for the turn of a call that is ready, and note that it goes to the wire, perhaps a commit after that."""
        await asyncio.sleep(max(self.at - self.pacing.monotonic(), 0.0))
        self.at = self.pacing.monotonic()

    def answered(self, refused: float | None) -> None:
        """Note that it was answered; ``refused`` are the seconds to wait where the platform wants no more."""
        self.at += min(self.pacing.took(self.pacing.monotonic() - self.at), LATEST)
        if refused is not None:
            self.pacing.brake(refused)
