"""A figure's list as text: one page of it, in the lines of the report, with the way to the message behind each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ledger.languages import Language
from ledger.people import UnitId
from ledger.values import dataclass
from reports.composing import Built
from reports.documents import DocumentLine
from reports.figures import Figure, Part
from reports.lines import Line
from reports.rendering import one_message
from reports.visits import Visit

_NAMES = (300, 100, 40, 15)  # Names of one office: a city's list would not fit into a message.


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePage:
    """What is shown: pieces of the parts, which page of how many, and how many of all the asker may see.

    ``links`` is HTML by the number of the task; ``named`` are the units whose people are named.
    """

    pieces: Sequence[tuple[Part, Sequence[Line | Visit | DocumentLine]]]
    page: int
    pages: int
    seen: int
    links: Mapping[str, str]
    named: Collection[UnitId | None]


def heading_of(built: Built, name: str, language: Language = Language.CHINESE) -> str:
    """Return the first line of the report; ``name`` is that of the report."""
    values = {"name": name, "view": built.view}
    return one_message("heading.html.j2", built.view.today, values, _NAMES, language)[0]


def figure_text(
    built: Built, name: str, figure: Figure, page: FigurePage, language: Language = Language.CHINESE
) -> str:
    """Return the page of the report's list; ``name`` is that of the report."""
    view = built.view
    values = {"name": name, "view": view, "figure": figure, "at": view.local(view.now), "shown": page}
    return one_message("figure.html.j2", view.today, values, _NAMES, language)[0]
