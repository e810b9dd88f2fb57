"""Giving back: what is free in the process goes back to the system, where the library of C would keep it for long.

Threads have places of their own to take memory from. What one of them let go of lies there free, between pieces that
are not, and hardly anybody looks for it again.
"""

from __future__ import annotations

import ctypes

_TRIM = getattr(ctypes.CDLL(None), "malloc_trim", None)
"""glibc's alone; it takes a millisecond or two, and holds up nobody who runs Python meanwhile."""


def give_back() -> None:
    """Give back whole pages that nobody uses."""
    if _TRIM is not None:
        _TRIM(0)
