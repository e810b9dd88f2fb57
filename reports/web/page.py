"""The page: facts in, HTML out; every number is one of the dispatch, of the weekly summary or of the ranking."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from ledger.facts import Facts
from ledger.languages import Language
from ledger.people import UnitId
from ledger.scores import Appraisal
from ledger.values import dataclass
from reports import english
from reports.composing import Built, build
from reports.pictures.standings import standings_values
from reports.rendering import environment
from reports.view import View
from reports.web import FOLDER
from reports.web.drawing import FLOOR, HEIGHT, WIDTH, bars, line, strokes
from reports.web.trends import Week, weeks
from reports.words import SPANS, moment_words

_SHOWN = 20
"""Overdue tasks that are listed; the others are counted, and found in the chat."""

_FIRST = 10
"""Rows of a list of units that stand open; the others unfold."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The ranking of a quarter: what was found, what of the quarter before, and of which units one may see it."""

    facts: Facts
    span: str
    found: Sequence[Appraisal]
    before: Sequence[Appraisal] = ()
    units: frozenset[UnitId] | None = None

    def values(self) -> list[dict[str, Any]]:
        """Return the lists of the ranking, those alone that may be seen."""
        seen = [
            replace(one, rows=tuple(row for row in one.rows if self._is_seen(row.score.unit))) for one in self.found
        ]
        groups: list[dict[str, Any]] = standings_values(self.facts, self.span, seen, self.before)["groups"]
        return groups

    def _is_seen(self, unit: UnitId) -> bool:
        return self.units is None or unit in self.units


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage:
    """What the page shows of the units: how it stands now, the running week, the last weeks, the quarter's ranking."""

    dispatch: Built
    weekly: Built
    weeks: tuple[Week, ...]
    standing: Standing | None
    language: Language = Language.CHINESE

    @property
    def view(self) -> View:
        """The units as they are seen."""
        return self.dispatch.view


def board_page(
    facts: Facts,
    units: Collection[UnitId] | None,
    standing: Standing | None,
    language: Language = Language.CHINESE,
) -> BoardPage:
    """Return the page's values for the units and everything below them; the facts reach back to ``trends.reach``."""
    dispatch, weekly = build("dispatch", facts, units=units), build("weekly", facts, units=units)
    return BoardPage(dispatch=dispatch, weekly=weekly, weeks=weeks(dispatch.view), standing=standing, language=language)


def board_html(page: BoardPage, *, reader: str, base: str) -> str:
    """Return the page; ``reader`` is whose page it is, ``base`` the path under which it is served."""
    view, in_english = page.view, page.language is Language.ENGLISH
    words = english.moment_words if in_english else moment_words
    short = english.short_day if in_english else _short_day
    unders = [short(week.end) for week in page.weeks]
    rates = line([week.on_time.percent for week in page.weeks], unders, top=Decimal(100))
    return (
        environment(FOLDER, language=page.language)
        .get_template("board.html.j2")
        .render(
            now=page.dispatch.report,
            week=page.weekly.report,
            weeks=page.weeks,
            words=(english.SPANS if in_english else SPANS)["weekly"],
            groups=[] if page.standing is None else page.standing.values(),
            span="" if page.standing is None else page.standing.span,
            name=view.name,
            at=view.local(view.now),
            moment=lambda value: words(value, view.today),
            short=short,
            most=_SHOWN,
            first=_FIRST,
            reader=reader,
            base=base,
            size=(WIDTH, HEIGHT, FLOOR),
            rates=rates,
            strokes=strokes(rates),
            bars=bars([(week.new, week.closed, week.newly_overdue) for week in page.weeks]),
            head=view.facts.head,
        )
    )


def _short_day(day: date) -> str:
    return f"{day:%m-%d}"


def gate_html(*, base: str, target: str) -> str:
    """Return what a link opens first: nothing is spent before a tap, so no machine spends it.

    In both languages, for who taps is not known yet.
    """
    return environment(FOLDER).get_template("gate.html.j2").render(base=base, target=target)


def refused_html(*, base: str) -> str:
    """Return what everybody else reads, in both languages, whatever is wrong with the link."""
    return environment(FOLDER).get_template("refused.html.j2").render(base=base)
