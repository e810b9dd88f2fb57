"""Faults on demand: which calls go wrong, how, and whether before or after their effect.

kinds: ``error`` (code, description, parameters), ``html`` (a proxy's 502 page), ``garbage`` (200 without sense),
``drop`` (the connection is cut), ``hang`` (an answer after ``seconds`` real seconds; the effect too when ``before``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.sandbox.errors import ApiError, Json, WrongUse, too_many

KINDS = ("error", "html", "garbage", "drop", "hang")
WORDS = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass
class Fault:
    """One fault: it plays ``count`` times (-1: always) on calls of ``method`` to ``chat``, after skipping some."""

    kind: str = "error"
    method: str | None = None
    chat: int | None = None
    count: int = 1
    skip: int = 0
    when: str = "before"
    code: int = 500
    description: str | None = None
    parameters: Json | None = None
    retry_after: int | None = None
    seconds: float = 30.0
    played: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.when not in ("before", "after"):
            raise WrongUse(f"a fault is one of {KINDS}, before or after")

    def meets(self, method: str, chat: object) -> bool:
        """Say whether a call is of the kind that this fault hits."""
        return self.method in (None, method) and self.chat in (None, chat) and self.count != 0

    def error(self) -> ApiError:
        """Return the refusal that an ``error`` answers with."""
        if self.code == 429:
            return too_many(self.retry_after or 1)
        return ApiError(self.code, self.description or WORDS.get(self.code, "Bad Request"), self.parameters)


@dataclass
class Faults:
    """The faults that wait for their call."""

    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Let a fault wait."""
        self.waiting.append(fault)

    def play(self, method: str, chat: object) -> Fault | None:
        """Return the fault for this call and count it."""
        fault = next((fault for fault in self.waiting if fault.meets(method, chat)), None)
        if fault is None:
            return None
        if fault.skip:
            fault.skip -= 1
            return None
        fault.count -= 1
        fault.played += 1
        return fault

    def clear(self) -> None:
        """Forget all faults."""
        self.waiting.clear()

    def listed(self) -> Iterable[Json]:
        """Return the faults with how often each was played."""
        return [vars(fault) for fault in self.waiting]
