"""Tables as .csv and .xlsx in which no cell is ever taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

FORMULA = frozenset("=+-@\t\r＝")
"""A spreadsheet takes a CSV cell that begins with one of these for a formula."""


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a CSV that Excel and WPS open as UTF-8; return how many rows."""
    written = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for row in rows:
            writer.writerow([_inert(cell) for cell in row])
            written += 1
    return written


def xlsx_of(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook's bytes."""
    held = BytesIO()
    write_xlsx(held, header, rows)
    return held.getvalue()


def write_xlsx(path: Path | BytesIO, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a workbook whose cells are all texts; return how many rows."""
    import xlsxwriter  # type: ignore[import-untyped]

    written = 0
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path if isinstance(path, BytesIO) else str(path), options) as book:
        sheet = book.add_worksheet("台账")
        sheet.write_row(0, 0, header, book.add_format({"bold": True, "bottom": 1}))
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for written, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                sheet.write_string(written, column, cell, wrapped)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(written, 1), len(header) - 1)
        sheet.set_column(0, len(header) - 1, 14)
        sheet.set_column(1, 1, 40)
    return written


def _inert(cell: str) -> str:
    return f"'{cell}" if cell[:1] in FORMULA and cell else cell
