"""The gate for marked files (密级标识): what carries a secrecy marking inside is not kept, whatever it is called.

Packages (.docx, .xlsx, .pptx, OpenDocument, OFD, archives of papers) and plain texts are looked into, paragraph by
paragraph and cell by cell. PDF and the old .doc and .xls have a reader apart (``bot.marked_papers``). What holds no
words (photos, scans, encrypted packages) passes: only a person sees that.
"""

from __future__ import annotations

import codecs
import contextlib
import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from bot.marking import marking, marking_of_name
from bot.roster_files.packages import DAMAGED

MOST = 30_000_000
"""Bytes that are unpacked and looked at; what lies beyond them is a bomb, not an office's paper."""
PARTS = 2_000
LIGHT = 100_000
"""Bytes, packed, up to which a file is looked at beside the loop; what is larger goes to a child process."""
DEEPEST = 3
"""Packages within packages that are opened: a paper in an archive in an archive."""
PLAIN = frozenset({".txt", ".csv", ".md", ".json", ".xml", ".html", ".htm", ".log", ".eml"})
_MARKUP = frozenset({".xml", ".html", ".htm"})
_BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_ENDS = re.compile(
    r"</?(?:\w+:)?(?:p|h|si|is|v|t[dhr]|li|div|br|text|lpwstr|TextCode|title|subject|keywords?|category|description)"
    r"(?:\s[^>]*)?/?>"
)
_TAGS = re.compile(r"<[^>]*>")
_SHEETS = re.compile(r"<(?:\w+:)?(?:sheet|table)\s[^>]*?\bname=\"([^\"]*)")
_IN_UTF_8 = 0x800
"""The flag by which an entry of an archive says so; else Chinese Windows has written it in GBK."""

DAMAGED_FILE = (*DAMAGED, OSError, ValueError)


class _Budget:
    """How many bytes may still be unpacked."""

    def __init__(self) -> None:
        self.left = MOST


def marking_inside(name: str, content: bytes) -> str | None:
    """Return the first marking among the words of the file, or nothing; damaged and hostile files have none."""
    return next(_markings(name, content, _Budget(), DEEPEST), None)


def is_heavy(name: str, content: bytes) -> bool:
    """Tell whether looking inside may take long: words of ``LIGHT`` bytes, or what unpacks to ten times as much."""
    if not content.startswith(b"PK"):
        return len(content) > LIGHT and (PurePosixPath(name).suffix.lower() in PLAIN or _decoded(content) is not None)
    try:
        return len(content) > LIGHT or sum(part.file_size for part in _opened(content).infolist()) > 10 * LIGHT
    except DAMAGED_FILE:
        return False


def _markings(name: str, content: bytes, budget: _Budget, depth: int) -> Iterator[str]:
    if content.startswith(b"PK") and depth:
        yield from _of_package(content, budget, depth)
    else:
        yield from filter(None, map(marking, dict.fromkeys(_texts(name, content))))


def _of_package(content: bytes, budget: _Budget, depth: int) -> Iterator[str]:
    """Yield the markings of the names and of the parts; one that is damaged hides none of the others."""
    try:
        package = _opened(content)
    except DAMAGED_FILE:
        return
    with package:
        for part in package.infolist()[:PARTS]:
            name = _name_of(part)
            if found := marking_of_name(PurePosixPath(name).name):
                yield found
            with contextlib.suppress(*DAMAGED_FILE):
                yield from _markings(name, _unpacked(package, part, budget), budget, depth - 1)


def _opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def _unpacked(package: zipfile.ZipFile, part: zipfile.ZipInfo, budget: _Budget) -> bytes:
    with package.open(part) as file:
        content = file.read(budget.left)
    budget.left -= len(content)
    return content


def _name_of(part: zipfile.ZipInfo) -> str:
    if part.flag_bits & _IN_UTF_8:
        return part.filename
    with contextlib.suppress(UnicodeError):
        return part.filename.encode("cp437").decode("gb18030")
    return part.filename


def _texts(name: str, content: bytes) -> Iterator[str]:
    suffix, text = PurePosixPath(name).suffix.lower(), _decoded(content[:MOST])
    if text is None and suffix in PLAIN:
        text = content[:MOST].decode("gb18030", "replace")
    if text is None:
        return
    if suffix in _MARKUP:
        yield from (html.unescape(_TAGS.sub("", piece)) for piece in _ENDS.split(text))
        yield from map(html.unescape, _SHEETS.findall(text))
    else:
        for line in text.splitlines():
            yield line
            yield from re.split(r"[,\t]", line)


def _decoded(content: bytes) -> str | None:
    """Return the text, if it says that it is one or can be nothing else."""
    try:
        return content.decode(_BOMS.get(content[:2], "utf-8-sig"))
    except UnicodeDecodeError:
        return None
