"""The sign of life: a file beside the evidence, touched at every ring, read once at the start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class AliveMark:
    """Tells when the bot was last seen alive, in real time; a mark that cannot be read is no mark."""

    file: Path

    def last(self) -> datetime | None:
        """Return the last sign of life."""
        try:
            return datetime.fromtimestamp(self.file.stat().st_mtime, UTC)
        except OSError:
            return None

    def touch(self) -> None:
        """Leave a sign of life; the file's own time is the whole of it."""
        self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.file.touch()
