"""A messenger as delivery sees it: what it takes in one message, how a call is signed, and what its answers mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.delivery.outcomes import Fate, Outcome
from ledger.values import dataclass

Body = dict[str, Any]
TOO_OFTEN = 60.0
"""Seconds to wait where a messenger says that there were too many messages, and not for how long."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A call that is ready to leave; ``url`` holds the robot's key and belongs into no log."""

    url: str
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Messenger:
    """One messenger; ``host`` and ``path`` are where its webhooks lie, ``room`` what ``size`` of a text may be at most.

    ``key`` names the parameter of the URL that holds the robot's key; where it is empty, the path ends with the key.
    ``picture`` is ``None`` where a webhook takes none, ``largest_picture`` counts bytes. ``code`` names the field of
    the answer that says how it went; ``waits`` are the codes of a call that did nothing and may be made again, after
    so many seconds.
    """

    host: str
    path: str
    key: str
    room: int
    size: Callable[[str], int]
    text: Callable[[str], Body]
    picture: Callable[[bytes], Body] | None = None
    largest_picture: int = 0
    signed: Callable[[Signed, str, datetime], Signed]
    code: str
    waits: Mapping[int, float]

    def takes(self, picture: bytes) -> bool:
        """Tell whether a picture can be sent."""
        return self.picture is not None and len(picture) <= self.largest_picture

    def outcome(self, status: int, answer: Mapping[str, Any] | None) -> Outcome:
        """Return what the answer means; its prose is not kept, for it may quote the key.

        Without a code nobody can tell what a server that failed (5xx) had done before.
        """
        code = answer.get(self.code) if answer is not None else None
        if isinstance(code, int) and not isinstance(code, bool):
            return self._said(code)
        if status == 429:
            return Outcome(Fate.RETRY, str(status), after=TOO_OFTEN)
        return Outcome(Fate.REFUSED if 300 <= status < 500 else Fate.UNKNOWN, f"HTTP {status}")

    def _said(self, code: int) -> Outcome:
        if code == 0:
            return Outcome(Fate.DONE)
        if code in self.waits:
            return Outcome(Fate.RETRY, str(code), after=self.waits[code])
        return Outcome(Fate.REFUSED, str(code))


def octets(text: str) -> int:
    """Return the length in bytes of UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))
