"""Where the tests' databases lie: in memory where there is room, else on the disk."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - what lies there is named by tempfile
ROOM = 2 * 1024**3
"""Bytes; all processes of a run together need a tenth, for each test's databases are thrown away after it."""


def quick_place() -> Path | None:
    """Return the folder in memory, or ``None`` for wherever temporary files lie."""
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy else None
