"""Hostile .xlsx packages refused before a table is made of them: bombs, macros, cells at the end of the world.

A reader of spreadsheets keeps room for the whole rectangle that its cells span, so that a file of 5 KB with one cell
far out takes the process down; sizes that a package declares may be lies. Both are measured here, not believed.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any, NoReturn
from xml.parsers import expat

from bot.roster_files.problems import RosterFileError

MAX_PARTS = 1_000
MAX_UNPACKED = 100_000_000  # Nothing an office types by hand comes near; a bomb is far beyond.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What unpacking a damaged or encrypted package raises."""
_CHUNK = 1 << 20
_CELL = re.compile(r"([A-Za-z]{1,3})(\d{1,8})")
_CELLS = b"sheetData"
_VALUES = frozenset({"v", "is", "f"})
UNREADABLE = "文件打不开，请在 Excel 或 WPS 中另存为 .xlsx 后再导入。"


def check_package(data: bytes, *, rows: int, columns: int) -> None:
    """Refuse (``RosterFileError``) what is no plain .xlsx package whose filled cells lie within rows × columns."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_parts(package.infolist())
            left = MAX_UNPACKED
            for part in package.infolist():
                left = _unpack(package, part, left, _Sheet(rows, columns))
    except DAMAGED as error:
        raise RosterFileError.whole(
            "文件不是真正的 .xlsx（可能是加密或改过后缀），请另存为 .xlsx 后再导入。"
        ) from error


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise RosterFileError.whole("文件解开后过大，请只保留一张表后再导入。")
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise RosterFileError.whole("文件带有宏，请另存为不带宏的 .xlsx 后再导入。")


def _unpack(package: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, sheet: _Sheet) -> int:
    """Unpack the part piece by piece, so that its size and checksum are seen; return what may still follow."""
    with package.open(part) as file:
        while piece := file.read(_CHUNK):
            left -= len(piece)
            if left < 0:
                raise RosterFileError.whole("文件解开后过大，请只保留一张表后再导入。")
            sheet.feed(piece)
    return left


class _Sheet:
    """Watches where filled cells lie in a part, while it is unpacked: any part may be the worksheet, whatever its name.

    Pictures are no XML, and what is no XML but speaks of cells is refused: readers are not as strict as this one.
    """

    def __init__(self, rows: int, columns: int) -> None:
        self._rows, self._columns = rows, columns
        self._row = self._column = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begins
        self._parser.StartDoctypeDeclHandler = self._declared
        self._is_xml, self._before = True, b""

    def feed(self, piece: bytes) -> None:
        """Look at the next piece; ``RosterFileError`` where a filled cell lies too far out."""
        if self._is_xml:
            try:
                self._parser.Parse(piece, False)
            except expat.ExpatError:
                self._is_xml = False
        if not self._is_xml and _CELLS in self._before + piece:
            raise RosterFileError.whole(UNREADABLE)
        self._before = piece[-len(_CELLS) :]

    def _declared(self, *_args: Any) -> NoReturn:
        raise RosterFileError.whole(UNREADABLE)  # No spreadsheet program declares a document type.

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "row":
            self._row, self._column = _number(attributes.get("r"), self._row + 1), 0
        elif tag == "c":
            self._place(attributes.get("r"))
        elif tag in _VALUES:
            self._check()

    def _place(self, reference: str | None) -> None:
        match = _CELL.fullmatch(reference or "")
        if match is None:
            self._column += 1
            return
        letters, row = match.groups()
        self._row, self._column = int(row), 0
        for letter in letters.upper():
            self._column = self._column * 26 + ord(letter) - ord("A") + 1

    def _check(self) -> None:
        if self._row > self._rows:
            raise RosterFileError.whole(f"超过 {self._rows} 行，请拆分后分次导入。")
        if self._column > self._columns:
            raise RosterFileError.whole(f"第 {self._row} 行超过 {self._columns} 列，请只保留需要的列。")


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 9 else default
