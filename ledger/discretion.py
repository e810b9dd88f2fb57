"""Minimal mode (最简模式): what people wrote stays in the ledger; numbers, names, dates and short titles go out.

Whoever makes words of people inert for a message asks here, so that none are shown without being asked about:
``handlers.wording.voice`` for answers, ``reports.words`` for reports. What is no text (files, pictures, copies of
messages) stops at the outbox. The mode belongs to the process that talks to the platform; the command line reads all.
"""

from __future__ import annotations

from contextvars import ContextVar

from ledger.personal import cut, masked
from ledger.values import dataclass


@dataclass(frozen=True, slots=True)
class Discretion:
    """So many signs are left of a title; ``words`` stands for what people wrote, ``file`` is said instead of a file."""

    title: int
    words: str
    file: str


_IN_FORCE: ContextVar[Discretion | None] = ContextVar("discretion", default=None)


def be_discreet(how: Discretion) -> None:
    """Withhold words and files from now on, in this context and in all that it begins."""
    _IN_FORCE.set(how)


def discretion() -> Discretion | None:
    """Return how discreet one has to be here; ``None`` where everything may be said."""
    return _IN_FORCE.get()


def words(text: str) -> str:
    """Return what people wrote as it may go out: itself, or that there is something to read."""
    how = _IN_FORCE.get()
    return text if how is None or not text.strip() else how.words


def title(text: str) -> str:
    """Return a title as it may go out: itself, or its first signs with numbers of people masked."""
    how = _IN_FORCE.get()
    return text if how is None else cut(masked(" ".join(text.split())), how.title)
