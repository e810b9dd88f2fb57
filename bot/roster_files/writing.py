"""Roster rows into .xlsx or .csv; a spreadsheet never takes a name for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.roster_files.columns import HEADER, ID, KIND_WORDS, ROLE_WORDS
from bot.roster_files.problems import RosterFileError
from ledger.roster_rows import KIND_PREFIX, RosterRow

_JOIN = "；"


def write_roster_file(path: Path, rows: Iterable[RosterRow], *, ids: Sequence[int | None] = ()) -> None:
    """Write the rows with the Chinese header, and the number of each where there are ``ids``.

    The ending of ``path`` tells the format.
    """
    table = [list(HEADER.values()), *(_cells(row) for row in rows)]
    if ids:
        numbers = ("" if one is None else str(one) for one in ids)
        table = [[*cells, last] for cells, last in zip(table, (ID, *numbers), strict=True)]
    match path.suffix.lower():
        case ".xlsx":
            _write_xlsx(path, table)
        case ".csv":
            _write_csv(path, table)
        case _:
            raise RosterFileError.whole(f"不认识的文件格式“{path.suffix or path.name}”，请用 .xlsx 或 .csv。")


def _cells(row: RosterRow) -> list[str]:
    return [
        KIND_WORDS[row.kind],
        row.name,
        row.unit,
        _JOIN.join(ROLE_WORDS[role] for role in row.roles),
        row.title,
        row.phone,
        _JOIN.join(row.aliases),
        _JOIN.join(_member(name) for name in row.members),
        row.superior,
        _JOIN.join(row.fields),
    ]


def _member(name: str) -> str:
    if not name.startswith(KIND_PREFIX):
        return name
    return f"类型:{KIND_WORDS[name.removeprefix(KIND_PREFIX)]}"


def _write_csv(path: Path, table: list[list[str]]) -> None:
    # The byte order mark lets Excel and WPS open it as UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(table)


def _write_xlsx(path: Path, table: list[list[str]]) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("花名册")
        bold = book.add_format({"bold": True})
        for line, cells in enumerate(table):
            sheet.write_row(line, 0, cells, bold if line == 0 else None)
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, len(HEADER) - 1, 14)
