"""Findings: one line of ``taizhang check`` each."""

from __future__ import annotations

from enum import StrEnum

from ledger.values import dataclass


class State(StrEnum):
    """How grave a finding is; only ``STOPS`` keeps the bot from its job."""

    FINE = "正常"
    MIND = "注意"
    STOPS = "不行"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and what was found; a finding that is not fine says what to do next."""

    state: State
    item: str
    said: str

    def __str__(self) -> str:
        return f"{self.state}\t{self.item}\t{self.said}"


def fine(item: str, said: str) -> Finding:
    """Return a finding of something in order."""
    return Finding(State.FINE, item, said)


def mind(item: str, said: str) -> Finding:
    """Return a finding of something that somebody should look at."""
    return Finding(State.MIND, item, said)


def stops(item: str, said: str) -> Finding:
    """Return a finding of something that stops the job."""
    return Finding(State.STOPS, item, said)


def judged(item: str, said: str, advice: str | None) -> Finding:
    """Return a finding that is fine unless there is ``advice`` on what to do about it."""
    return fine(item, said) if advice is None else mind(item, f"{said}；{advice}")
