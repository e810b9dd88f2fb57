"""The sheet of a .docx before anything is written on it: made by the library once, and kept as the file's bytes.

Its styles alone are a tree of five megabytes, in a ring of objects that the collector finds late: it is let go of.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import Any

from ledger.languages import Language
from reports.papers.docx_parts import element, in_english, named, page_number
from reports.papers.paper import Paper
from reports.papers.sheet import FONTS, ROWS, SIDES

_BODY = b"<w:p/>"
"""A paragraph of which nothing is said: no other is like it."""
_TEXT, _PROPERTIES = "word/document.xml", "docProps/core.xml"
_TITLE, _AUTHOR, _MADE = "\ue000", "\ue001", datetime(2001, 1, 1, tzinfo=UTC)
_STAMP = "%Y-%m-%dT%H:%M:%SZ"
_PLACES = re.compile(f"{_TITLE}|{_AUTHOR}|{_MADE:{_STAMP}}")


def parts(paper: Paper, body: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each part of the paper's file, in their order."""
    with zipfile.ZipFile(BytesIO(_blank(paper.language))) as blank:
        for name in blank.namelist():
            content = blank.read(name)
            if name == _TEXT:
                content = content.replace(_BODY, body, 1)
            if name == _PROPERTIES:
                content = _named(content.decode(), paper).encode()
            yield name, content


def _named(properties: str, paper: Paper) -> str:
    """Return the properties with what the paper says of itself."""
    written = {
        _TITLE: escape(paper.title, quote=False),
        _AUTHOR: escape(paper.signed, quote=False),
        f"{_MADE:{_STAMP}}": f"{paper.made_at.astimezone(UTC):{_STAMP}}",
    }
    return _PLACES.sub(lambda found: written[found[0]], properties)


@lru_cache(maxsize=len(Language))
def _blank(language: Language) -> bytes:
    """Return a paper's file with an empty paragraph in the place of the body, and marks for what it says of itself."""
    from docx import Document

    document: Any = Document()
    _lay_out(document)
    core = document.core_properties
    core.title, core.author, core.language, core.comments = _TITLE, _AUTHOR, "zh-CN", ""
    core.created = core.modified = _MADE
    if language is Language.ENGLISH:
        section = document.sections[0]
        footers = section.footer._element, section.even_page_footer._element
        for tree in (document.element, document.styles.element, *footers):
            in_english(tree)
        core.language = "en-GB"
    document.element.body.insert_element_before(element(None, "w:p"), "w:sectPr")
    held = BytesIO()
    document.save(held)
    for part in document.part.package.parts:
        if hasattr(part, "_element"):
            part._element = None
    document._element = None
    return held.getvalue()


def _lay_out(document: Any) -> None:
    """Set margins, grid and font of the sheet, and number its pages."""
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
