"""Markings in papers that are read in a child process with limits: PDF, old .doc and .xls, and whatever is large.

A hostile paper may cost its reader minutes or gigabytes: the child has neither the bot's memory
nor its token, and what it cannot read in time passes, as a photo does.
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import resource
import sys
from collections.abc import Iterator
from pathlib import PurePosixPath

import structlog

from bot.marked_files import PLAIN, is_heavy, marking_inside
from bot.marking import marking

log = structlog.get_logger(__name__)

SECONDS = 20  # Of processor time.
PATIENCE = 60.0
"""Seconds of ours: on a busy machine the child waits, too, and what it cannot read in time would pass."""
MEMORY = 1 << 30  # Bytes of addresses; a paper of 20 MB needs a fraction.
_PDF, _OLE = b"%PDF-", bytes.fromhex("d0cf11e0a1b11ae1")
_PAGES, _CELLS = 200, 200_000
_PARAGRAPH = re.compile("[\x00-\x1f\ufffe\uffff]+")
_KEPT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG")


def needs_reader(content: bytes) -> bool:
    """Tell whether the content is such a paper, whatever its name says."""
    return _PDF in content[:1024] or content.startswith(_OLE)


async def marking_of_file(name: str, content: bytes) -> str | None:
    """Return the first marking among the words of a file; what may take long does so in the child."""
    if needs_reader(content) or await asyncio.to_thread(is_heavy, name, content):
        return await marking_apart(content, suffix=PurePosixPath(name).suffix)
    return await asyncio.to_thread(marking_inside, name, content)


async def marking_apart(content: bytes, *, suffix: str = "", seconds: float = PATIENCE) -> str | None:
    """Return the first marking that the child finds; nothing where it finds none, or does not end in time."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.marked_papers", suffix.lower() if suffix.lower() in PLAIN else ""),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={name: os.environ[name] for name in _KEPT if name in os.environ},
    )
    try:
        async with asyncio.timeout(seconds):
            said, _ = await child.communicate(content)
    except TimeoutError:
        said = b""
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        log.warning("paper_not_read", code=child.returncode)
    return said.decode("utf-8", "replace") or None


def found_in(content: bytes, *, suffix: str = "") -> str | None:
    """Return the first marking among the words of the paper; called in the child."""
    if not needs_reader(content):
        return marking_inside(suffix and f"x{suffix}", content)
    words = _of_pdf(content) if _PDF in content[:1024] else _of_old_office(content)
    return next((found for text in words if (found := marking(text))), None)


def _of_pdf(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    paper = PdfReader(io.BytesIO(content))
    yield from filter(None, (paper.metadata.title, paper.metadata.subject) if paper.metadata else ())
    for page in paper.pages[:_PAGES]:
        yield from page.extract_text().splitlines()


def _of_old_office(content: bytes) -> Iterator[str]:
    """Yield the runs of UTF-16 text, which .doc keeps as such, and the cells of an .xls."""
    for start in (0, 1):
        yield from _PARAGRAPH.split(content[start:].decode("utf-16-le", "replace"))
    yield from _cells(content)


def _cells(content: bytes) -> Iterator[str]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError:
        return  # It is no workbook.
    left = _CELLS
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).iter_rows():
            left -= len(row)
            if left < 0:
                return
            yield from (cell for cell in row if isinstance(cell, str))


def _child() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.buffer.write((found_in(sys.stdin.buffer.read(), suffix=sys.argv[1]) or "").encode())


if __name__ == "__main__":
    _child()
