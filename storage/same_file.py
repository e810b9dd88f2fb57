"""The same file: SQLite goes on in a file that was deleted or replaced under it, and all of that is lost at the end."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


class FileReplaced(OSError):  # noqa: N818 - what is so
    """Where the database was, there is nothing any more, or another file: nothing is written until it is back."""


class SameFile:
    """The file that the first connection has opened; none for a database in memory."""

    def __init__(self, path: str | None) -> None:
        self._path = Path(path) if path and path != ":memory:" else None
        self._first: tuple[int, int] | None = None

    def note(self) -> None:
        """Note which file has just been opened, at the first time."""
        self._first = self._first or self._now()

    def check(self) -> None:
        """Raise ``FileReplaced`` where the path leads to another file by now, or to none."""
        if self._first is not None and self._now() != self._first:
            raise FileReplaced(f"{self._path} is no longer the file that was opened")

    def _now(self) -> tuple[int, int] | None:
        if self._path is not None:
            with suppress(OSError):
                there = self._path.stat()
                return there.st_dev, there.st_ino
        return None
