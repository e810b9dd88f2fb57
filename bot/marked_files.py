"""The gate for marked files (密级标识): what carries a secrecy marking inside is not kept, whatever it is called.

Office packages (.docx, .xlsx, .pptx, OpenDocument) and plain texts are looked into, paragraph by paragraph and cell by
cell. PDF and the old .doc and .xls have a reader apart (``bot.marked_papers``). What holds no words (photos, scans,
encrypted packages) passes: only a person sees that.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePath

from bot.marking import marking
from bot.roster_files.packages import DAMAGED

MOST = 30_000_000
"""Bytes that are unpacked and looked at; what lies beyond them is a bomb, not an office's paper."""
PLAIN = frozenset({".txt", ".csv", ".md", ".json", ".xml", ".html", ".htm"})
_PARTS = re.compile(
    r"(?:word/(?:document|header\d*|footer\d*|footnotes|comments)|xl/(?:sharedStrings|worksheets/\w+|comments\d*)"
    r"|ppt/slides/slide\d+|content|docProps/core)\.xml"
)
_ENDS = re.compile(r"</?(?:\w+:)?(?:p|h|si|is|v|title|subject|keywords|description)(?:\s[^>]*)?/?>")
_TAGS = re.compile(r"<[^>]*>")


def marking_inside(name: str, content: bytes) -> str | None:
    """Return the first marking among the words of the file, or nothing; damaged and hostile files have none."""
    try:
        return next((found for text in _texts(name, content) if (found := marking(text))), None)
    except (*DAMAGED, OSError, ValueError):
        return None


def _texts(name: str, content: bytes) -> Iterator[str]:
    if content.startswith(b"PK"):
        yield from _of_package(content)
    elif PurePath(name).suffix.lower() in PLAIN:
        for line in _decoded(content[:MOST]).splitlines():
            yield line
            yield from line.split(",")


def _of_package(content: bytes) -> Iterator[str]:
    left = MOST
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.infolist():
            if left > 0 and _PARTS.fullmatch(part.filename):
                with package.open(part) as file:
                    words = file.read(left)
                left -= len(words)
                yield from _paragraphs(_decoded(words))


def _paragraphs(xml: str) -> Iterator[str]:
    for piece in _ENDS.split(xml):
        yield html.unescape(_TAGS.sub("", piece))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")
