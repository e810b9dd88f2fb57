"""Tables as .csv and .xlsx in which no cell is ever taken for a formula."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from reports.sheet_rows import rows_of, with_rows

FORMULA = frozenset("=+-@\t\r＝")
"""A spreadsheet takes a CSV cell that begins with one of these for a formula."""

_NARROWEST, _WIDEST, _BESIDE = 8, 40, 2
_PAPER_A4 = 9
_PLAIN = 2
"""The style of most cells: 0 is the workbook's own, 1 the header's, and the shades follow."""
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


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


def xlsx_of(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    shades: Mapping[str, tuple[str, str]] | None = None,
    sheet: str = "台账",
) -> bytes:
    """Return a workbook's bytes."""
    held = BytesIO()
    write_xlsx(held, header, rows, shades=shades, name=sheet)
    return held.getvalue()


def write_xlsx(
    path: Path | BytesIO,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    shades: Mapping[str, tuple[str, str]] | None = None,
    name: str = "台账",
) -> int:
    """Write a workbook whose cells are all texts, ready to be filtered and printed; return how many rows.

    ``name`` is that of the sheet; ``shades`` gives cells with exactly that text a background and a colour of their own
    (lights).
    """
    widths = [_width(text) for text in header]

    def seen(row: Sequence[str]) -> None:
        for column, text in enumerate(row):
            if widths[column] < 2 * len(text) + _BESIDE and widths[column] < _WIDEST:
                widths[column] = max(widths[column], _width(text))

    styles = {text: number for number, text in enumerate(shades or {}, start=_PLAIN + 1)}
    made = rows_of(rows, plain=_PLAIN, shaded=styles, seen=seen)
    book = _empty(header, (shades or {}).values(), name=name, rows=made.count, widths=widths)
    if isinstance(path, BytesIO):
        with_rows(book, made, columns=len(header), into=path)
    else:
        with path.open("wb") as file:
            with_rows(book, made, columns=len(header), into=file)
    return made.count


def _empty(
    header: Sequence[str], shades: Iterable[tuple[str, str]], *, name: str, rows: int, widths: Sequence[int]
) -> bytes:
    """Return the workbook of so many rows without them: its header, its pages, and its styles in the order of use."""
    import xlsxwriter  # type: ignore[import-untyped]

    held = BytesIO()
    with xlsxwriter.Workbook(held, _OPTIONS) as book:
        sheet = book.add_worksheet(name)
        title = {"bold": True, "bg_color": "#E7ECF3", "border": 1, "text_wrap": True, "valign": "vcenter"}
        sheet.write_row(0, 0, header, book.add_format({**title, "align": "center"}))
        cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9CED6"}
        looks = [cell, *({**cell, "bg_color": back, "font_color": ink} for back, ink in shades)]
        for row, look in enumerate(looks, start=1):  # A style has its number from the first cell that has the style.
            sheet.write_blank(row, 0, None, book.add_format(look))
        _lay_out(sheet, rows, widths)
    return held.getvalue()


@lru_cache(maxsize=1000)
def _width(text: str) -> int:
    """Return the room that the text takes, in Latin letters, within bounds."""
    taken = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text[:_WIDEST])
    return min(max(taken + _BESIDE, _NARROWEST), _WIDEST)


def _lay_out(sheet: Any, rows: int, widths: Sequence[int]) -> None:
    """Freeze and filter the header; A4 landscape, one page wide, the header and the page's number on each page."""
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(rows, 1), len(widths) - 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P / &N")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell[:1] in FORMULA and cell else cell
