"""A paper as PDF: the same sheet, in the free fonts of the house, since 仿宋 and 小标宋 may not be shipped."""

from __future__ import annotations

from pathlib import Path

from reports.papers.paper import Kind, Paper
from reports.papers.sheet import BODY_LINE, FONTS, ROWS, SIDES, signature_gaps
from reports.papers.titles import title_lines
from reports.typesetting import Typeset, typeset

TEMPLATE = Path(__file__).with_name("templates") / "paper.typ"


def pdf_of(paper: Paper) -> Typeset:
    """Return the file; a sign that no font has is printed as 〓, and a line at the end says so."""
    by, on = signature_gaps(paper.signed, paper.day)
    values = {
        "title": paper.title,
        "title_lines": title_lines(paper.title),
        "subtitle": paper.subtitle,
        "number": paper.number,
        "addressee": paper.greeting,
        "lang": paper.language.value,
        "signed": paper.signed,
        "day": paper.day,
        "gaps": [by, on],
        "groups": _groups(paper),
        "sheet": {
            "top": SIDES.top, "bottom": SIDES.bottom, "left": SIDES.left, "right": SIDES.right,
            "line": BODY_LINE, "size": FONTS.size, "spacing": FONTS.spacing,
            "title_line": ROWS.title, "column": SIDES.table_column,
        },
    }  # fmt: skip
    return typeset(TEMPLATE, values, form="pdf", made_at=paper.made_at)


def _groups(paper: Paper) -> list[dict[str, object]]:
    """Return the blocks with the rows of each table together."""
    found: list[dict[str, object]] = []
    rows: list[list[str]] = []
    for block in paper.blocks:
        if block.kind is not Kind.ROW:
            rows = []
            found.append({"kind": block.kind.value, "text": block.text})
            continue
        if not rows:
            found.append({"kind": Kind.ROW.value, "rows": rows})
        rows.append(list(block.cells))
    return found
