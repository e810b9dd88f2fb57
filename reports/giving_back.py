"""Giving back: what is free in the process goes back to the system; the library of C would keep it for long."""

from __future__ import annotations

import ctypes
import os

_TRIM = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
"""glibc's alone; it takes two to five milliseconds, in which only whoever asks for memory itself has to wait."""


def give_back() -> None:
    """Give back whole pages that nobody uses."""
    if _TRIM is not None:
        _TRIM(0)
