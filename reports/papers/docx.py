"""A paper as .docx in the form of GB/T 9704-2012; fonts are named, never embedded: the office has them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from itertools import groupby

from reports.papers import docx_moulds as moulds
from reports.papers import docx_sheet
from reports.papers.paper import Kind, Paper
from reports.papers.sheet import FONTS, HEADING_FONTS, ROWS, TITLE_FONT, signature_gaps
from reports.papers.titles import title_lines

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx_of(paper: Paper) -> bytes:
    """Return the file; the same paper gives the same bytes, for the hour of printing is no fact."""
    body = "".join((*_head(paper), *_body(paper), *_foot(paper))).encode()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in docx_sheet.parts(paper, body):
            package.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _last(paper: Paper) -> int | None:
    """Return the place of the last block that is a paragraph: no page bears the signature alone."""
    return max((at for at, block in enumerate(paper.blocks) if block.kind is not Kind.ROW), default=None)


def _head(paper: Paper) -> Iterator[str]:
    line, lines = partial(moulds.paragraph, language=paper.language), title_lines(paper.title)
    keep = True if _last(paper) is None else None
    if paper.number:
        yield line(FONTS, align="center").filled(paper.number)
    yield line(TITLE_FONT, align="center", line=ROWS.title, lines=len(lines), keep=True).filled(*lines)
    if paper.subtitle:
        yield line(FONTS, align="center").filled(paper.subtitle)
    yield line(None, keep=None if paper.greeting else keep).filled()
    if paper.greeting:
        yield line(FONTS, keep=keep).filled(paper.greeting)


def _body(paper: Paper) -> Iterator[str]:
    last = _last(paper)
    for is_table, group in groupby(enumerate(paper.blocks), key=lambda numbered: numbered[1].kind is Kind.ROW):
        if is_table:
            rows = [block.cells for _, block in group]
            yield from moulds.table(max(map(len, rows)), paper.language).filled(rows)
            continue
        for at, block in group:
            face, keep = HEADING_FONTS.get(block.kind, FONTS), block.kind in HEADING_FONTS or at == last
            yield moulds.paragraph(face, paper.language, indent=2, keep=keep).filled(block.text)


def _foot(paper: Paper) -> Iterator[str]:
    """Sign as without a seal (7.3.5.2): the body two signs from the right, the date below, two signs further in."""
    line = partial(moulds.paragraph, language=paper.language)
    by, on = signature_gaps(paper.signed, paper.day)
    yield line(None, keep=True).filled()
    if paper.signed:
        yield line(FONTS, align="right", right=by, keep=True).filled(paper.signed)
    yield line(FONTS, align="right", right=on).filled(paper.day)
