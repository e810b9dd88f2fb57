"""The pages to be printed, one for each role: ``python -m tests.docs.cards`` makes the PDFs of ``docs/cards`` anew."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from reports.papers.paper import Paper, paper_from
from reports.papers.pdf import pdf_of
from tests.support.sources import ROOT

FOLDER = ROOT / "docs" / "cards"
CARDS = {name: FOLDER / f"{name}.zh-CN.md" for name in ("staff", "coordinator", "leader", "administrator")}
MADE_AT = datetime.fromisoformat("2026-11-27T08:00+08:00")
_MARKS = {"# ": "= ", "## ": "1 ", "- ": "p "}


def paper(card: Path) -> Paper:
    """Return the page as an official paper: its title, its headings, its items."""
    lines = [line for line in card.read_text("utf-8").splitlines() if line]
    return paper_from("\n".join(map(_line, lines)), dated=MADE_AT.date(), made_at=MADE_AT)


def _line(line: str) -> str:
    mark = next(mark for mark in _MARKS if line.startswith(mark))
    return _MARKS[mark] + line.removeprefix(mark)


def pdf(card: Path) -> tuple[bytes, int]:
    """Return the file, and how many signs have no font."""
    made = pdf_of(paper(card))
    return made.pages[0], made.missing


if __name__ == "__main__":
    for card in CARDS.values():
        target = card.with_suffix("").with_suffix(".pdf")
        target.write_bytes(pdf(card)[0])
        sys.stdout.write(f"{target.name}: {target.stat().st_size // 1024} kB\n")
