"""Paragraphs and tables of a .docx as XML with room for words: each is made once by the library, and then only filled.

The library's objects take a tenth of a second for a few hundred lines, and megabytes that its tree goes on to hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import zip_longest
from typing import Any

from ledger.languages import Language
from ledger.values import dataclass
from reports.papers.docx_parts import add_run, element, in_english, indented, shaped
from reports.papers.sheet import BODY_LINE, ROWS, SIDES, Face

_WORDS = "\ue000"
"""Stands for the words while a mould is made."""
_BODY_END = "</w:body>"
_STYLE, _TABLE_END = "TableGrid", "</w:tbl>"


@dataclass(frozen=True, slots=True)
class Mould:
    """XML in pieces; the words of a run stand between each two of them."""

    pieces: tuple[str, ...]

    def filled(self, *words: str) -> str:
        """Return the XML with these words; where they are too few, the last runs stay empty."""
        return "".join(piece + text for piece, text in zip_longest(self.pieces, map(_run_text, words), fillvalue=""))


def _run_text(words: str) -> str:
    """Return the words as the text of a run, which has none where there are none; they are one line without tabs."""
    if not words:
        return ""
    kept = ' xml:space="preserve"' if words != words.strip() else ""
    return f"<w:t{kept}>{escape(words, quote=False)}</w:t>"


def _mould(made: Any, language: Language) -> Mould:
    """Return what stands in the element as a mould."""
    from docx.opc.oxml import serialize_part_xml

    if language is Language.ENGLISH:
        in_english(made)
    body = element(None, "w:body")
    body.append(made)
    _, _, xml = serialize_part_xml(body).decode().partition("<w:body ")
    return Mould(tuple(xml[xml.index(">") + 1 : -len(_BODY_END)].split(f"<w:t>{_WORDS}</w:t>")))


@lru_cache(maxsize=200)
def paragraph(
    face: Face | None,
    language: Language,
    *,
    align: str = "both",
    indent: float = 0,
    right: float = 0,
    line: float = BODY_LINE,
    lines: int = 1,
    keep: bool | None = None,
) -> Mould:
    """Return a paragraph for words in that face, those of each line apart; without a face it is empty.

    ``indent`` and ``right`` are signs of the body, ``line`` the height in points; ``keep`` says whether it stays on
    the page of the next one, where that is said at all.
    """
    from docx.text.paragraph import Paragraph

    made = Paragraph(element(None, "w:p"), None)  # type: ignore[arg-type]
    shaped(made, align=align, line=line)
    indented(made, first=indent, right=right)
    if face is not None:
        add_run(made, _WORDS, face)
        for _ in range(1, lines):
            made.runs[-1].add_break()
            add_run(made, _WORDS, face)
    made.paragraph_format.keep_with_next = keep
    return _mould(made._p, language)


@dataclass(frozen=True, slots=True)
class Table:
    """A table across the whole measure; the header is repeated on each page."""

    begin: str
    header: Mould
    row: Mould
    end: str

    def filled(self, rows: Sequence[Sequence[str]]) -> Iterator[str]:
        """Yield the table's XML: the first row is the header, and a short row leaves the rest empty."""
        yield self.begin + self.header.filled(*rows[0])
        for row in rows[1:]:
            yield self.row.filled(*row)
        yield self.end


@lru_cache(maxsize=20)
def table(columns: int, language: Language) -> Table:
    """Return a table of so many columns, the first of which has the room that the others leave."""
    from docx import table as library
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml.table import CT_Tbl
    from docx.shared import Mm

    grid = CT_Tbl.new_tbl(0, columns, Mm(SIDES.width))
    grid.tblStyle_val = _STYLE
    made = library.Table(grid, None)  # type: ignore[arg-type]
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER  # Else it stands out of the measure by the inset of a cell.
    insets = element(None, "w:tblCellMar")
    grid.tblPr.insert_element_before(insets, "w:tblLook")
    for side in ("left", "right"):
        element(insets, f"w:{side}", w=str(ROWS.inset), type="dxa")
    rest = SIDES.table_column
    widths = [SIDES.width - rest * (columns - 1), *([rest] * (columns - 1))]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    header, row = _row(made, widths, header=True), _row(made, widths, header=False)
    filled = _mould(header, language), _mould(row, language)
    (empty,) = _mould(grid, language).pieces
    begin, end, _ = empty.partition(_TABLE_END)
    return Table(begin, *filled, end)


def _row(table: Any, widths: Sequence[int], *, header: bool) -> Any:
    """Return a new row of the table."""
    from docx.shared import Mm

    row = table.add_row()
    properties = row._tr.get_or_add_trPr()
    element(properties, "w:cantSplit")
    if header:
        element(properties, "w:tblHeader")
    for place, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
        cell.width = Mm(width)
        words = cell.paragraphs[0]
        shaped(words, align="left" if place == 0 and not header else "center", line=ROWS.table)
        add_run(words, _WORDS, ROWS.table_face(header=header))
    return row._tr
