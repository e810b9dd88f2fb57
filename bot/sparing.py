"""Sparing: what libraries load for people at a terminal stays away from a bot; they do without it by themselves.

httpx comes with a command line, and structlog and that command line with rich and pygments: a tenth of all modules.
The chat's library has timers of its own on APScheduler, which our bell loads beside the first poll.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

UNUSED = ("httpx._main", "rich", "apscheduler")


def load_what_logs_and_calls() -> None:
    """Load the libraries that ask for more than they need, before anything else loads them."""
    with _as_if_not_installed(*UNUSED):
        import structlog  # noqa: F401 - both stay
        import telegram.ext  # noqa: F401


@contextmanager
def _as_if_not_installed(*names: str) -> Iterator[None]:
    """Let importing them fail meanwhile, unless they are loaded already."""
    absent = [name for name in names if name not in sys.modules]
    for name in absent:
        sys.modules[name] = None  # type: ignore[assignment]  # Python knows by it that there is no such module.
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
