"""Rows of a workbook as its XML: texts alone, each cell in a tenth of the time that the library takes for it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO

from ledger.values import dataclass

LONGEST = 32_767
"""Characters that a cell holds; a workbook with more in one is refused by what opens it."""
_ROW_END, _DATA_END = b"</row>", b"</sheetData>"
_DIMENSION = re.compile(rb'<dimension ref="[A-Z0-9:]*"/>')
_SHEET = "xl/worksheets/sheet1.xml"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LIKE_CONTROL = re.compile("_x[0-9A-Fa-f]{4}_")


def column_name(column: int) -> str:
    """Return the letters of a column counted from 0: A, …, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Rows:
    """So many rows from the second on, as XML in UTF-8: of a city's quarter they are tens of megabytes, held once."""

    count: int
    xml: bytearray


def rows_of(
    rows: Iterable[Sequence[str]], *, plain: int, shaded: Mapping[str, int], seen: Callable[[Sequence[str]], None]
) -> Rows:
    """Return the rows; ``plain`` and ``shaded`` are numbers of styles, and ``seen`` is shown each row."""
    names: list[str] = []
    made, at = bytearray(), 1
    for at, row in enumerate(rows, start=2):
        while len(names) < len(row):
            names.append(column_name(len(names)))
        seen(row)
        cells = [
            f'<c r="{name}{at}" s="{shaded.get(text, plain)}"{_held(text)}'
            for name, text in zip(names, row, strict=False)
        ]
        made += f'<row r="{at}">{"".join(cells)}</row>'.encode()
    return Rows(at - 1, made)


@lru_cache(maxsize=4096)
def _held(text: str) -> str:
    """Return the rest of the text's cell: what it holds stands in the cell itself, and is never a formula."""
    if not text:
        return "/>"
    kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f' t="inlineStr"><is><t{kept}>{_escaped(text[:LONGEST])}</t></is></c>'


def _escaped(text: str) -> str:
    """Return the text for XML, what XML cannot hold being ``_xHHHH_``, as spreadsheets write it (ECMA-376 22.4.2.4)."""
    if "_x" in text:
        text = _LIKE_CONTROL.sub(lambda found: f"_x005F{found[0]}", text)
    text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def with_rows(book: bytes, rows: Rows, *, columns: int, into: BinaryIO) -> None:
    """Write the workbook with these rows below its first one, in the place of those that it has."""
    with zipfile.ZipFile(BytesIO(book)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename != _SHEET:
                new.writestr(part, content)
                continue
            begin = content.index(_ROW_END) + len(_ROW_END)
            whole = f'<dimension ref="A1:{column_name(columns - 1)}{rows.count + 1}"/>'.encode()
            with new.open(part, "w") as sheet:
                sheet.write(_DIMENSION.sub(whole, content[:begin]))
                sheet.write(rows.xml)
                sheet.write(content[content.index(_DATA_END) :])
