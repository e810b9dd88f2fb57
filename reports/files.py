"""A report as files: a paper in Word or PDF, its pictures, or a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.composing import Composed
from reports.papers import Paper, docx_of, paper_of, pdf_of
from reports.pictures import Picture, pictures_of
from reports.tables import xlsx_of_report
from reports.typesetting import Typeset


def pages_of(pictures: tuple[Picture, ...]) -> Typeset:
    """Return the pictures of one report as the pages of one file."""
    return Typeset(tuple(picture.content for picture in pictures), pictures[0].missing)


def printed(paper: Paper, form: str) -> Typeset:
    """Return the paper as ``docx`` or ``pdf``; Word has the office's own fonts, and lacks no sign."""
    return pdf_of(paper) if form == "pdf" else Typeset((docx_of(paper),), 0)


def _docx(composed: Composed) -> Typeset:
    return printed(paper_of(composed.built), "docx")


def _pdf(composed: Composed) -> Typeset:
    return printed(paper_of(composed.built), "pdf")


def _png(composed: Composed) -> Typeset:
    return pages_of(pictures_of(composed))


def _xlsx(composed: Composed) -> Typeset:
    return Typeset((xlsx_of_report(composed),), 0)


FORMS: Mapping[str, Callable[[Composed], Typeset]] = {"docx": _docx, "pdf": _pdf, "png": _png, "xlsx": _xlsx}
"""What makes each form of file, by its ending; slow: call it beside the event loop."""
