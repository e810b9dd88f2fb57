"""What is tried over and over, on several databases or with other words, and where one in so many is enough."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import pytest

T = TypeVar("T")

ALL = "TAIZHANG_LONG" in os.environ


def thin_out(
    config: pytest.Config, items: list[pytest.Item], folder: Path, one_in: int, *, but: Collection[str] = ()
) -> None:
    """Leave out what is run on PostgreSQL below the folder, but for one test in so many, always the same ones.

    Nothing is left out of the files that ``but`` names, and with ``TAIZHANG_LONG`` nothing at all; pytest counts the
    others as deselected.
    """
    if ALL:
        return
    below = (one for one in items if folder in one.path.parents and one.path.name not in but)
    gone = {one for one in below if one.get_closest_marker("postgres")}
    gone = {one for one in gone if crc32(one.nodeid.partition("[")[0].encode()) % one_in}
    config.hook.pytest_deselected(items=[one for one in items if one in gone])
    items[:] = [one for one in items if one not in gone]


def some(cases: Iterable[T], one_in: int, *, beside: str = "") -> list[T]:
    """Return the first case and one in so many of the others, always the same ones; with ``TAIZHANG_LONG`` all.

    Who tries the same cases ``beside`` different things tries others beside each.
    """
    found = list(cases)
    return [one for at, one in enumerate(found) if ALL or not at or not crc32(f"{one}{beside}".encode()) % one_in]
