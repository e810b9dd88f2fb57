"""Evidence (佐证材料): files fetched from the platform, kept under their SHA-256 beside the database."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from ledger.values import dataclass
from storage.drafts import to_disk

LARGEST = 20 * 1024 * 1024
"""Bytes; the platform hands out nothing larger."""


@dataclass(frozen=True)
class EvidenceFolder:
    """A folder in which a file's name is its content's hash: the same file is kept once, none is ever overwritten."""

    folder: Path

    async def keep(self, content: bytes) -> str:
        """Store the content durably and return its SHA-256; the disk is waited for in a thread."""
        return await asyncio.to_thread(self._keep, content)

    def path(self, sha256: str) -> Path:
        """Return where the content with that hash lies, or would lie."""
        return self.folder / sha256[:2] / sha256

    def untouched(self, before: datetime) -> tuple[str, ...]:
        """Return the files that nobody has sent since, by their SHA-256."""
        found = (path for path in self.folder.glob("??/*") if not path.name.startswith("."))
        return tuple(sorted(path.name for path in found if path.stat().st_mtime < before.timestamp()))

    def drop_drafts(self, before: datetime) -> None:
        """Remove what a process had begun to write when it died; whoever writes just now is not that slow."""
        for path in self.folder.glob("??/.*"):
            if path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)

    def forget(self, names: Iterable[str]) -> int:
        """Remove these files; return how many were there."""
        gone = [path for path in map(self.path, names) if path.exists()]
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)

    def _keep(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.path(sha256)
        if target.exists() and target.stat().st_size == len(content):
            os.utime(target)  # Somebody needs it anew: it is not to go as one that nobody names.
            return sha256
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            to_disk(self.folder)
        self._write(target, content)
        return sha256

    @staticmethod
    def _write(target: Path, content: bytes) -> None:
        """Write beside the target and rename, so that a name never stands for half a file."""
        draft = target.with_name(f".{uuid4().hex}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
        to_disk(target.parent)
