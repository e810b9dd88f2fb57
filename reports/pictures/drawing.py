"""Drawing: a composed report becomes the pictures that go with its text; the figures are those of its value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from ledger.values import dataclass
from reports.composing import Built, Composed
from reports.pictures.values import board, daily, ranking, summary
from reports.typesetting import typeset

FOLDER = Path(__file__).with_name("templates")
LONGEST_CAPTION = 1024  # UTF-16 units, Bot API limit.

_DRAWN: Mapping[str, tuple[str, Callable[[Built], dict[str, Any]]]] = {
    "dispatch": ("board.typ", board),
    "daily": ("daily.typ", daily),
    "summary": ("summary.typ", summary),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and the words below it (Telegram HTML); ``missing`` signs are printed as 〓."""

    content: bytes = field(repr=False)
    caption: str
    missing: int = 0


def pictures_of(composed: Composed) -> tuple[Picture, ...]:
    """Return the report's pictures; many units take more than one."""
    template, values = _DRAWN[composed.built.form]
    return drawn(template, values(composed.built), caption(composed))


def ranking_of(composed: Composed) -> tuple[Picture, ...]:
    """Return the units of a weekly summary by on-time rate; for leaders: groups read a ranking in a circular only."""
    return drawn("ranking.typ", ranking(composed.built), caption(composed))


def caption(composed: Composed) -> str:
    """Return the report's heading and its first figures, as the text has them."""
    words = composed.opening
    return words if len(words.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST_CAPTION else words.split("\n")[0]


def drawn(template: str, values: Mapping[str, Any], words: str) -> tuple[Picture, ...]:
    """Return the template's pages with these values, each with its caption."""
    made = typeset(FOLDER / template, values, form="png")
    heading, count, page_words = words.splitlines()[0], len(made.pages), values["words"]["page"]
    if count == 1:
        return (Picture(made.pages[0], words, made.missing),)
    return tuple(
        Picture(page, f"{words if number == 1 else heading}\n{page_words.format(number, count).strip()}", made.missing)
        for number, page in enumerate(made.pages, start=1)
    )
