"""Every process believes that sending and ringing are its turn, as one that was paused does for a moment.

On the path of a process this module is imported before anything else; the bot itself knows nothing of it.
"""

from __future__ import annotations

from storage.turns import Key, Turn

SHARED = {int(Key.SENDER), int(Key.TICKER)}
"""Not polling: the platform itself lets one poll only."""

_held, _take, _is_ours = vars(Turn)["held"].fget, Turn.take, Turn.is_ours


async def take(self: Turn) -> bool:
    """Take the turn whoever has it."""
    return self._key in SHARED or await _take(self)


async def is_ours(self: Turn) -> bool:
    """Find it still ours."""
    return self._key in SHARED or await _is_ours(self)


def held(self: Turn) -> bool:
    """Believe that it is ours, from the start on."""
    return self._key in SHARED or bool(_held(self))


Turn.take, Turn.is_ours, Turn.held = take, is_ours, property(held)  # type: ignore[method-assign,assignment]
