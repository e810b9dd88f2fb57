"""The ledger as a workbook: to be filtered, read by its colours and printed; never a formula."""

import csv
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from handlers.wording.ledger_rows import COLUMNS
from reports.sheet_rows import column_name
from reports.sheets import write_csv, xlsx_of
from reports.tables import SHADES

HOSTILE = [
    "=1+1",
    "+cmd|'/c calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1",
    "＝1+1",
    '=HYPERLINK("http://x")',
    "http://x.cn",
    "007",
]


def a_row(title: str = "报送甲表", light: str = "红灯") -> list[str]:
    row = [""] * len(COLUMNS)
    row[0], row[1], row[COLUMNS.index("亮灯")] = "DB-2026-1", title, light
    return row


def sheet_of(*rows):
    return openpyxl.load_workbook(BytesIO(xlsx_of(COLUMNS, rows, shades=SHADES))).active


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_of_a_workbook_is_a_text_whatever_it_begins_with(text):
    cell = sheet_of(a_row(text)).cell(2, 2)
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert cell.value.replace("_x000D_", "\r") == text


@pytest.mark.parametrize("text", HOSTILE[:8])
def test_a_cell_of_a_csv_that_would_be_a_formula_begins_with_a_quote(text, tmp_path):
    write_csv(tmp_path / "a.csv", COLUMNS, [a_row(text)])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1][1] == f"'{text}"


def test_each_light_has_its_colour_and_keeps_its_word():
    sheet = sheet_of(*(a_row(light=light) for light in SHADES))
    column = COLUMNS.index("亮灯") + 1
    seen = {sheet.cell(row, column).value: sheet.cell(row, column).fill.fgColor.rgb for row in (2, 3, 4)}
    assert seen == {light: f"FF{back[1:]}" for light, (back, _) in SHADES.items()}


def test_the_sheet_is_filtered_frozen_and_set_up_for_a4_landscape():
    sheet = sheet_of(a_row(), a_row())
    assert sheet.auto_filter.ref == "A1:R3"
    assert sheet.freeze_panes == "C2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 is what a file leaves out.


def test_what_a_cell_says_stays_what_it_says():
    """Signs of markup, room at the ends, lines, signs that XML cannot hold, and words that look like one of those."""
    said = ["<b>甲&乙</b>", " 两端空格 ", "一\n二", "", "a_x0041_b"]
    sheet = openpyxl.load_workbook(BytesIO(xlsx_of([*"甲乙丙丁戊己"], [[*said, "\x00\x1f\uffff"]]))).active
    assert [unescape(cell.value or "") for cell in sheet[2]] == [*said, "\x00\x1f\uffff"]
    assert sheet.dimensions == "A1:F2"


def test_columns_are_named_as_spreadsheets_name_them():
    assert [column_name(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
