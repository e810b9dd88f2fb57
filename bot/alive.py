"""The sign of life: a file beside the evidence, written at every ring, read once at the start."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from ledger.values import dataclass


@dataclass(frozen=True)
class AliveMark:
    """Tells when the bot was last seen alive, in real time and by its clock; a mark that cannot be read is no mark."""

    file: Path

    def last(self) -> datetime | None:
        """Return the last sign of life in real time: the file's own time, or what it says where that is earlier."""
        try:
            touched = datetime.fromtimestamp(self.file.stat().st_mtime, UTC)
        except OSError:
            return None
        said = self._said()
        return min(touched, said[0]) if said else touched  # A copy has a new time, what it says has not.

    def last_by_clock(self) -> datetime | None:
        """Return the business time of the last sign of life, where the mark says it."""
        said = self._said()
        return said[1] if said else None

    def touch(self, real: datetime, business: datetime | None = None) -> None:
        """Leave a sign of life; always of the same length, in place, so that a full disk does not hinder it."""
        self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.open(self.file, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.pwrite(file, f"{_written(real)} {_written(business or real)}\n".encode(), 0)
        finally:
            os.close(file)

    def _said(self) -> tuple[datetime, datetime] | None:
        try:
            real, business = map(datetime.fromisoformat, self.file.read_text("utf-8").split())
        except (OSError, ValueError):
            return None
        return (real, business) if real.tzinfo and business.tzinfo else None


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
