"""A paper as .docx in the form of GB/T 9704-2012; fonts are named, never embedded: the office has them."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC
from functools import lru_cache
from io import BytesIO
from typing import Any

from ledger.languages import Language
from reports.papers.docx_parts import add_run, alignment, element, named, page_number
from reports.papers.paper import Block, Kind, Paper
from reports.papers.sheet import (
    BODY_LINE,
    FONTS,
    HEADING_FONTS,
    LATIN_FONT,
    LATIN_FONTS,
    ROWS,
    SIDES,
    TITLE_FONT,
    Face,
    signature_gaps,
)
from reports.papers.titles import title_lines

_AFTER_SPACES = ("w:bidi", "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:rPr")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx_of(paper: Paper) -> bytes:
    """Return the file; the same paper gives the same bytes."""
    from docx import Document

    document = Document()
    _set_up(document, paper)
    _head(document, paper)
    table: list[Block] = []
    for block in paper.blocks:
        if block.kind is Kind.ROW:
            table.append(block)
            continue
        _table(document, table)
        table = []
        paragraph = _paragraph(document, block.text, HEADING_FONTS.get(block.kind, FONTS), indent=2)
        paragraph.paragraph_format.keep_with_next = block.kind in HEADING_FONTS
    _table(document, table)
    _foot(document, paper)
    if paper.language is Language.ENGLISH:
        _in_english(document)
    made = _bytes_of(document)
    _let_go(document)
    return made


def _let_go(document: Any) -> None:
    """Let nothing hold the trees: a document is a ring of objects, the collector comes late and sees no tree's size.

    Emptying the trees would take as long as making them while objects of theirs live, and nobody else gets a turn.
    """
    for part in document.part.package.parts:
        if hasattr(part, "_element"):
            part._element = None
    document._element = None


def _in_english(document: Any) -> None:
    """Set Latin letters in Latin fonts, and say that they are English; Chinese names keep the fonts of the sheet."""
    from docx.oxml.ns import qn

    section = document.sections[0]
    printed = (document.element, document.styles.element, section.footer._element, section.even_page_footer._element)
    for part in printed:
        for fonts in part.iter(qn("w:rFonts")):
            latin = LATIN_FONTS.get(fonts.get(qn("w:eastAsia"), ""), LATIN_FONT)
            for script in ("ascii", "hAnsi", "cs"):
                fonts.set(qn(f"w:{script}"), latin)
            fonts.attrib.pop(qn("w:hint"), None)
        for language in part.iter(qn("w:lang")):
            language.set(qn("w:val"), "en-GB")
    document.core_properties.language = "en-GB"


def _head(document: Any, paper: Paper) -> None:
    if paper.number:
        _paragraph(document, paper.number, FONTS, align="center")
    title = _paragraph(document, "", TITLE_FONT, align="center", line=ROWS.title)
    for number, line in enumerate(title_lines(paper.title)):
        if number:
            title.runs[-1].add_break()
        add_run(title, line, TITLE_FONT)
    title.paragraph_format.keep_with_next = True
    if paper.subtitle:
        _paragraph(document, paper.subtitle, FONTS, align="center")
    _paragraph(document, "", FONTS)
    if paper.greeting:
        _paragraph(document, paper.greeting, FONTS)


def _foot(document: Any, paper: Paper) -> None:
    """Sign as without a seal (7.3.5.2): the body two signs from the right, the date below, two signs further in."""
    by, on = signature_gaps(paper.signed, paper.day)
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True  # No page bears the signature alone.
    _paragraph(document, "", FONTS).paragraph_format.keep_with_next = True
    if paper.signed:
        name = _paragraph(document, paper.signed, FONTS, align="right", right=by)
        name.paragraph_format.keep_with_next = True
    _paragraph(document, paper.day, FONTS, align="right", right=on)


def _set_up(document: Any, paper: Paper) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(SIDES.top), Mm(SIDES.bottom)
    section.left_margin, section.right_margin = Mm(SIDES.left), Mm(SIDES.right)
    section.footer_distance = Mm(SIDES.footer)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = element(section._sectPr, "w:docGrid")
    for key, value in {"type": "lines", "linePitch": str(ROWS.pitch)}.items():
        grid.set(qn(f"w:{key}"), value)
    normal = document.styles["Normal"]
    normal.font.size = Pt(FONTS.size)
    named(normal.element.get_or_add_rPr(), FONTS)
    document.settings.odd_and_even_pages_header_footer = True
    page_number(section.footer, "right")
    page_number(section.even_page_footer, "left")
    core, made = document.core_properties, paper.made_at.astimezone(UTC).replace(tzinfo=None)
    core.title, core.author, core.language, core.comments = paper.title, paper.signed, "zh-CN", ""
    core.created = core.modified = made


def _paragraph(
    document: Any,
    text: str,
    face: Face,
    *,
    align: str = "both",
    indent: int = 0,
    right: float = 0,
    line: float = BODY_LINE,
) -> Any:
    from docx.text.paragraph import Paragraph

    made = deepcopy(_mould(face if text else None, align, indent, right, line))
    document.element.body.insert_element_before(made, "w:sectPr")
    for run in made.r_lst:
        run.text = text
    return Paragraph(made, document._body)


@lru_cache(maxsize=100)
def _mould(face: Face | None, align: str, indent: int, right: float, line: float) -> Any:
    """Return a paragraph to be copied, which takes a tenth of making one; with an empty run where there is a face."""
    from docx.text.paragraph import Paragraph

    paragraph = Paragraph(element(None, "w:p"), None)  # type: ignore[arg-type]
    _shape(paragraph, align=align, line=line)
    if indent or right:
        _indent(paragraph, first=indent, right=right)
    if face is not None:
        add_run(paragraph, "", face)
    return paragraph._p


def _shape(paragraph: Any, *, align: str, line: float) -> None:
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    shape = paragraph.paragraph_format
    shape.alignment = alignment(align)
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(line)
    shape.widow_control = False
    off = ["w:autoSpaceDE", "w:autoSpaceDN"]  # 2026年, not 2026 年.
    if line != BODY_LINE:
        off.append("w:snapToGrid")  # Some programs stretch each line to the next one of the grid.
    properties = paragraph._p.get_or_add_pPr()
    for name in off:
        properties.insert_element_before(element(None, name, val="0"), *_AFTER_SPACES)


def _indent(paragraph: Any, *, first: int, right: float) -> None:
    """Indent by signs of the body, and by the same length for programs that don't count in signs."""
    from docx.oxml.ns import qn

    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for side, signs in (("firstLine", first), ("right", right)):
        if signs:
            indent.set(qn(f"w:{side}Chars"), str(round(100 * signs)))
            indent.set(qn(f"w:{side}"), str(round(20 * signs * (FONTS.size + FONTS.spacing))))


def _table(document: Any, rows: list[Block]) -> None:
    """Print the rows across the whole measure; the header is repeated on each page."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    if not rows:
        return
    columns = max(len(row.cells) for row in rows)
    table = document.add_table(rows=0, cols=columns, style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER  # Else it stands out of the measure by the inset of a cell.
    insets = element(None, "w:tblCellMar")
    table._tbl.tblPr.insert_element_before(insets, "w:tblLook")
    for side in ("left", "right"):
        element(insets, f"w:{side}", w=str(ROWS.inset), type="dxa")
    rest = SIDES.table_column
    widths = [SIDES.width - rest * (columns - 1), *([rest] * (columns - 1))]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    lines = [_line(table, widths, header=True), *([_line(table, widths, header=False)] if len(rows) > 1 else [])]
    for _ in rows[len(lines) :]:
        lines.append(deepcopy(lines[1]))
        table._tbl.append(lines[-1])
    for line, row in zip(lines, rows, strict=True):
        for cell, text in zip(line.tc_lst, row.cells, strict=False):  # A short row leaves the rest empty.
            cell.p_lst[0].r_lst[0].text = text


def _line(table: Any, widths: Sequence[int], *, header: bool) -> Any:
    """Return a new row of the table whose cells are still empty."""
    from docx.shared import Mm

    line = table.add_row()
    properties = line._tr.get_or_add_trPr()
    element(properties, "w:cantSplit")
    if header:
        element(properties, "w:tblHeader")
    for place, (cell, width) in enumerate(zip(line.cells, widths, strict=True)):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        _shape(paragraph, align="left" if place == 0 and not header else "center", line=ROWS.table)
        add_run(paragraph, "", ROWS.table_face(header=header))
    return line._tr


def _bytes_of(document: Any) -> bytes:
    """Return the package with every member's time set back: the hour of printing is no fact."""
    held, packed = BytesIO(), BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
