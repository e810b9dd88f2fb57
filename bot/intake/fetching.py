"""Fetching: the files of an update are on our disk before its transaction opens; the platform forgets, we must not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import structlog
from telegram import Bot
from telegram.error import BadRequest

from bot.evidence import LARGEST, EvidenceFolder
from handlers.incoming import FileWanted
from ledger.entries import Evidence
from ledger.values import dataclass

log = structlog.get_logger(__name__)


class MarkedFile(Exception):  # noqa: N818 - what is so
    """A file carries a secrecy marking inside; ``word`` is the marking. Nothing of it was kept."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True)
class Fetching:
    """Downloads files into the evidence folder.

    ``shares_disk``: the server is on this machine and may name a file of its own instead of handing it out (its local
    mode). Any other that does so names a file of ours.
    """

    bot: Bot
    folder: EvidenceFolder
    shares_disk: bool = False

    async def fetch(self, wanted: Iterable[FileWanted]) -> tuple[Evidence, ...]:
        """Return the files that could be had; one that is too large or gone is left out, an outage is raised.

        ``MarkedFile`` where one is marked inside: it has not touched the disk.
        """
        found = [await self._one(file) for file in wanted]
        return tuple(evidence for evidence in found if evidence is not None)

    async def _one(self, wanted: FileWanted) -> Evidence | None:
        try:
            file = await self.bot.get_file(wanted.file_id)
        except BadRequest as error:
            log.warning("file_refused", said=error.message)
            return None
        if (file.file_size or 0) > LARGEST or self._is_ours(file.file_path or ""):
            return None
        content = bytes(await file.download_as_bytearray())
        if len(content) > LARGEST:
            return None
        from bot.marked_papers import marking_of_file  # Loaded with the first file.

        word = await marking_of_file(wanted.name, content)
        if word is not None:
            raise MarkedFile(word)
        sha256 = await self.folder.keep(content)
        return Evidence(sha256=sha256, name=wanted.name, size=len(content), kind=wanted.kind)

    def _is_ours(self, path: str) -> bool:
        """Tell whether the library would read the path from our disk and should not, or finds too much there."""
        try:
            size = Path(path).stat().st_size if Path(path).is_file() else None
        except (OSError, ValueError):
            return False  # No name that a file can have.
        if size is None or (self.shares_disk and Path(path).is_absolute() and size <= LARGEST):
            return False
        log.warning("file_refused", said="a path on this machine")
        return True
