"""Faults on demand: which calls go wrong, how, and whether before or after their effect.

kinds: ``error`` (code, description, parameters, retry_after), ``html`` (a proxy's 502 page), ``garbage`` (200 without
sense), ``half`` (200 with half of the JSON), ``truncated`` (the connection ends before ``Content-Length`` is reached),
``drop`` (the connection is cut), ``hang`` (an answer after ``seconds`` real seconds; the effect too when ``before``),
``slow`` (``ms`` of latency before the effect, beside whatever else goes wrong).

A fault meets calls of ``method`` to ``chat`` whose text or caption ``contains`` words or ``matches`` a pattern, and
whose parameters equal ``params``. Of those it leaves out ``skip``, then plays on ``count`` (-1: always), each with
``probability``, drawn from ``seed`` and the number of the call, so that a run can be repeated. Of several faults that
meet a call the first one plays; one that leaves the call out gives way to the next.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field

from bot.sandbox.errors import ApiError, Json, WrongUse, not_found, too_many

KINDS = ("error", "html", "garbage", "half", "truncated", "drop", "hang", "slow", "unknown")
WORDS = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
}
SAID = ("text", "caption", "question")


@dataclass
class Fault:
    """One fault; ``met`` counts the calls of its kind, ``played`` those that it hit."""

    kind: str = "error"
    method: str | None = None
    chat: int | str | None = None
    contains: str | None = None
    matches: str | None = None
    params: Json = field(default_factory=dict)
    parameter: str | None = None
    count: int = 1
    skip: int = 0
    probability: float = 1.0
    seed: int = 0
    when: str = "before"
    code: int = 500
    description: str | None = None
    parameters: Json | None = None
    retry_after: int | None = None
    seconds: float = 30.0
    ms: float = 0.0
    met: int = 0
    played: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.when not in ("before", "after"):
            raise WrongUse(f"a fault is one of {KINDS}, before or after")
        if not 0 <= self.probability <= 1 or min(self.seconds, self.ms, self.skip) < 0:
            raise WrongUse("a fault has a probability between 0 and 1, and no times or counts below 0")
        try:
            re.compile(self.matches or "")
        except re.error as wrong:
            raise WrongUse(f"“{self.matches}” is no pattern: {wrong}") from None

    def meets(self, method: str, chat: object, given: Json) -> bool:
        """Say whether a call is of the kind that this fault hits."""
        if self.count == 0 or self.method not in (None, method):
            return False
        if self.chat is not None and str(self.chat) != str(chat):
            return False
        if self.parameter is not None and self.parameter not in given:
            return False
        equal = all(name in given and _same(given[name], value) for name, value in self.params.items())
        return equal and self._is_said(given)

    def _is_said(self, given: Json) -> bool:
        said = [str(given[name]) for name in SAID if name in given]
        if self.contains is not None and not any(self.contains in words for words in said):
            return False
        return self.matches is None or any(re.search(self.matches, words) for words in said)

    def falls_due(self) -> bool:
        """Count a call that it meets and say whether it plays on this one."""
        self.met += 1
        if self.met <= self.skip or random.Random(f"{self.seed}/{self.met}").random() >= self.probability:  # noqa: S311
            return False
        self.count -= 1
        self.played += 1
        return True

    def error(self) -> ApiError:
        """Return the refusal that an ``error`` answers with, or a server to which the method is ``unknown``."""
        if self.kind == "unknown":
            return not_found()
        if self.code == 429:
            return too_many(self.retry_after or 1)
        return ApiError(self.code, self.description or WORDS.get(self.code, "Bad Request"), self.parameters)


@dataclass
class Play:
    """What goes wrong with one call: seconds of latency, and one fault at most."""

    latency: float = 0.0
    fault: Fault | None = None

    @property
    def name(self) -> str | None:
        """The fault as the journal names it."""
        if self.fault:
            return f"{self.fault.kind} {self.fault.when}"
        return "slow" if self.latency else None

    def comes(self, when: str, *kinds: str) -> bool:
        """Say whether the fault is of these kinds, before or after the effect."""
        return self.fault is not None and self.fault.when == when and self.fault.kind in kinds


@dataclass
class Faults:
    """The faults that wait for their calls."""

    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Let a fault wait."""
        self.waiting.append(fault)

    def play(self, method: str, chat: object, given: Json) -> Play:
        """Return what goes wrong with this call, and count it."""
        if not self.waiting:
            return Play()
        slow = sum(fault.ms for fault in self._due(method, chat, given, slow=True))
        return Play(slow / 1000, next(self._due(method, chat, given, slow=False), None))

    def _due(self, method: str, chat: object, given: Json, *, slow: bool) -> Iterator[Fault]:
        for fault in self.waiting:
            if (fault.kind == "slow") is slow and fault.meets(method, chat, given) and fault.falls_due():
                yield fault

    def clear(self) -> None:
        """Forget all faults."""
        self.waiting.clear()

    def listed(self) -> Iterable[Json]:
        """Return the faults with how often each was met and played."""
        return [asdict(fault) for fault in self.waiting]


def _same(given: object, wanted: object) -> bool:
    """Compare what a call says with what is wanted: a number in a form is a word."""
    return given == wanted or str(given) == str(wanted)
