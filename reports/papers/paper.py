"""A paper as a value: title, addressee, blocks of the body, signature and date; both printers print exactly this."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from ledger.languages import Language
from ledger.values import dataclass
from reports.papers.numbering import day_on_paper, ordinal
from reports.words import clean

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TWO_STOPS = re.compile("([。；！？…])[。.]")
DEEPEST = 3


class Kind(StrEnum):
    """What a block is; the levels are those of GB/T 9704 7.3.3."""

    FIRST = "1"
    SECOND = "2"
    THIRD = "3"
    FOURTH = "4"
    TEXT = "p"
    ROW = "r"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, its number included, or one row of a table, by cells; the first row is the table's header."""

    kind: Kind
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An official paper; ``signed`` is the issuing body (署名), ``dated`` the day of the paper (成文日期).

    ``number`` is the document's own (发文字号), ``made_at`` what the file gives as its time of making.
    """

    title: str
    blocks: tuple[Block, ...]
    dated: date
    made_at: datetime
    subtitle: str = ""
    number: str = ""
    addressee: str = ""
    signed: str = ""
    language: Language = Language.CHINESE

    @property
    def day(self) -> str:
        """The date as papers write it."""
        return day_on_paper(self.dated, self.language)

    @property
    def greeting(self) -> str:
        """The addressee as the paper begins with it; empty where it has none."""
        colon = ":" if self.language is Language.ENGLISH else "："
        return f"{self.addressee.rstrip('：:')}{colon}" if self.addressee else ""


def line(text: str) -> str:
    """Return what users wrote as one line that any printer and any XML can hold."""
    return _TWO_STOPS.sub(r"\1", clean(_NOT_IN_XML.sub("", text)))


def paper_from(written: str, *, dated: date, made_at: datetime, language: Language = Language.CHINESE) -> Paper:
    """Return the paper of lines that begin with what they are: ``= title``, ``~ subtitle``, ``1 heading``, ``p text``.

    ``#`` is the document's number, ``@`` the addressee, ``&`` the signature; cells of a row (``r``) are parted by tabs.
    An empty text is no line. Headings are numbered here.
    """
    head: dict[str, str] = {"title": ""}
    fields = {"=": "title", "~": "subtitle", "#": "number", "@": "addressee", "&": "signed"}
    blocks: list[Block] = []
    for mark, _, text in (one.strip().partition(" ") for one in written.split("\n")):
        if not line(text):
            continue
        if mark in fields:
            head[fields[mark]] = line(text)
        else:
            cells = tuple(map(line, text.split("\t"))) if mark == Kind.ROW else ()
            blocks.append(Block(Kind(mark), line(text), cells))
    numbered = tuple(_numbered(blocks, language))
    return Paper(blocks=numbered, dated=dated, made_at=made_at, language=language, **head)


def _numbered(blocks: Iterable[Block], language: Language) -> Iterator[Block]:
    levels = (Kind.FIRST, Kind.SECOND, Kind.THIRD, Kind.FOURTH)
    counts = [0, 0, 0, 0]
    for block in blocks:
        if block.kind not in levels:
            yield block
            continue
        level = levels.index(block.kind)
        counts[level] += 1
        counts[level + 1 :] = [0] * (DEEPEST - level)
        yield replace(block, text=ordinal(level, counts[level], language) + block.text)
