"""A table of texts out of .xlsx or .csv bytes: sizes limited, encodings guessed, nothing interpreted."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from bot.roster_files.packages import UNREADABLE, check_package
from bot.roster_files.problems import RosterFileError

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 50

Line = tuple[int, list[str]]


def normal_text(cell: Any) -> str:
    """Return the cell as NFKC text; a phone number that the spreadsheet took for a number keeps its digits."""
    return unicodedata.normalize("NFKC", plain_text(cell)).strip()


def plain_text(cell: Any) -> str:
    """Return the cell as its text stands, without outer spaces; whole numbers without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def read_table(name: str, data: bytes, *, text: Callable[[Any], str] = normal_text) -> list[Line]:
    """Return the lines that hold anything, numbered as in the file; ``text`` makes a text of each cell."""
    if len(data) > MAX_BYTES:
        raise RosterFileError.whole(f"文件超过 {MAX_BYTES // 1_000_000} MB，请拆分或去掉图片后再导入。")
    ending = PurePath(name).suffix.lower()
    if ending not in {".xlsx", ".csv"}:
        raise RosterFileError.whole(f"不认识的文件格式“{ending or name}”，请另存为 .xlsx 或 .csv 后再导入。")
    rows = _xlsx_rows(data) if ending == ".xlsx" else _csv_rows(data)
    return [(number, cells) for number, cells in enumerate(_limited(rows, text), start=1) if any(cells)]


def _limited(rows: Iterator[list[Any]], text: Callable[[Any], str]) -> Iterator[list[str]]:
    for number, row in enumerate(rows, start=1):
        if number > MAX_ROWS:
            raise RosterFileError.whole(f"超过 {MAX_ROWS} 行，请拆分后分次导入。")
        cells = [text(cell) for cell in row]
        if any(cells[MAX_COLUMNS:]):
            raise RosterFileError.whole(f"第 {number} 行超过 {MAX_COLUMNS} 列，请只保留需要的列。")
        yield cells[:MAX_COLUMNS]


def _xlsx_rows(data: bytes) -> Iterator[list[Any]]:
    check_package(data, rows=MAX_ROWS, columns=MAX_COLUMNS)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        skipped = sheet.start[0] if sheet.start else 0
        rows: list[list[Any]] = sheet.to_python(skip_empty_area=True)
    except (CalamineError, IndexError) as error:
        raise RosterFileError.whole(UNREADABLE) from error
    return iter([[] for _ in range(skipped)] + rows)


def _csv_rows(data: bytes) -> Iterator[list[Any]]:
    text = _decoded(data)
    first = text.partition("\n")[0]
    delimiter = next((mark for mark in (",", "\t", ";") if mark in first), ",")
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise RosterFileError.whole("CSV 的引号不配对，请在 Excel 或 WPS 中重新导出后再导入。") from error


def _decoded(data: bytes) -> str:
    """UTF-8 first, because text in GB18030 hardly ever happens to be valid UTF-8; the reverse happens often."""
    for encoding in ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterFileError.whole("CSV 的编码无法识别，请另存为 UTF-8 编码的 CSV 后再导入。")
