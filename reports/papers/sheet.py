"""The sheet of an official document by GB/T 9704-2012: A4, a measure of 156 × 225 mm, 22 lines of 28 signs."""

from __future__ import annotations

import unicodedata

from ledger.values import dataclass
from reports.papers.paper import Kind


@dataclass(frozen=True, slots=True)
class Face:
    """A font by its name, its size and the space between signs in points."""

    font: str
    size: float
    spacing: float = -0.25  # 28 signs of 16 pt would be 158 mm, two more than the measure.


@dataclass(frozen=True, slots=True)
class Sides:
    """Millimetres: 天头 37, 订口 28, and what the measure leaves below and on the right."""

    top: int = 37
    bottom: int = 35
    left: int = 28
    right: int = 26
    width: int = 156
    footer: int = 25  # The page number stands 7 mm below the measure.
    table_column: int = 19  # 100.0% fits in any font


@dataclass(frozen=True, slots=True)
class Rows:
    """``pitch`` in twentieths of a point: 225 mm over 22 lines; ``title`` and ``table`` are heights in points.

    ``inset`` is what a cell leaves free on either side, in twentieths of a point.
    """

    pitch: int = 579
    title: float = 35
    table: float = 20
    inset: int = 45

    def table_face(self, *, header: bool) -> Face:
        """Return the face of a cell."""
        return Face("黑体" if header else "仿宋_GB2312", 12, 0)


SIDES = Sides()
ROWS = Rows()
BODY_LINE = 28.95
FONTS = Face("仿宋_GB2312", 16)
TITLE_FONT = Face("方正小标宋简体", 22, 0)
NUMBER_FONT = Face("宋体", 14, 0)
LATIN_FONT = "Times New Roman"
LATIN_FONTS = {"黑体": "Arial"}
"""For Latin letters of English papers, beside these fonts; beside the others ``LATIN_FONT``."""
HEADING_FONTS = {Kind.FIRST: Face("黑体", 16), Kind.SECOND: Face("楷体_GB2312", 16)}


def signs(text: str) -> float:
    """Return the width in signs of the body; Latin letters and digits take half of one."""
    return sum(1 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def signature_gaps(signed: str, day: str) -> tuple[float, float]:
    """Return how many signs the body and the date stand from the right (7.3.5.2).

    The body two, the date beginning two signs further in; a date that is longer takes the two for itself.
    """
    by, on = signs(signed), signs(day)
    if not signed:
        return 2, 4
    return (2, by - on) if by - on >= 2 else (on + 4 - by, 2)
