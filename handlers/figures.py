"""Numbers of a report (数字清单): a button for each, which opens the list behind it as of the report's own cut-off.

The list is made anew from what the ledger knew when the report was made, so that its length is the number on the button
whatever came in since; of it everybody reads what they may see, and what the group is bound to.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any

from handlers.addressing import report_name
from handlers.beforehand import beforehand
from handlers.document_cards import opening_documents
from handlers.heard import Answer, Answers, Button, Heard
from handlers.meaning import lies_in
from handlers.paging import Page
from handlers.speaking import rows_of
from handlers.timeline import titles_of
from handlers.wording import figures as wording
from handlers.wording.timeline import where
from ledger.document_rights import may_on_document
from ledger.entries import (
    BlockerRaised,
    Closed,
    CompletionClaimed,
    Corrected,
    Entry,
    EvidenceAdded,
    ProgressNoted,
    Recorded,
    Returned,
)
from ledger.escalations import Escalated
from ledger.languages import Language
from ledger.people import UnitId
from ledger.permissions import may, scopes, visible_units
from ledger.time_entries import Suspended
from ledger.transitions import Act
from ledger.values import dataclass
from reports import Built, Composed, build, period_of
from reports.documents import DocumentLine
from reports.figure_text import FigurePage, figure_text, heading_of
from reports.figures import Figure, Figures, Part, Undrawn
from reports.lines import Line
from reports.visits import Visit
from storage.books import OpenBooks

ACT = "figure"
MOST = 8
"""Buttons under a report; what there is beyond opens by 更多."""
_ROWS, _OFFICES = 10, 6
_BY_UNIT, _MORE = "units", "more"
_ENTRIES: Mapping[str, tuple[type[Entry], ...]] = {
    "closed": (Closed,),
    "returned": (Returned,),
    "to_review": (CompletionClaimed,),
    "blockers": (BlockerRaised,),
    "suspended": (Suspended,),
    "notices": (Escalated,),
    "progressed": (ProgressNoted, EvidenceAdded, CompletionClaimed, Corrected),
}
"""Which entry put a task into a list; into the others it came by its assignment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Which report a number stands in: its kind, what it was made of, and whose it was."""

    report: str
    at: datetime
    after: datetime
    head: str
    amended: bool
    units: tuple[UnitId, ...] | None

    @classmethod
    def of(cls, composed: Composed) -> Cut:
        """Return that of a report which is about to be sent."""
        view, period = composed.built.view, composed.built.period
        units = None if view.units is None else tuple(sorted(view.units))
        head, amended = view.facts.head.hash, composed.built.revision is not None
        return cls(report=composed.kind, at=view.now, after=period.start, head=head, amended=amended, units=units)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Cut:
        """Return what a button kept."""
        moments = {name: datetime.fromisoformat(kept[name]) for name in ("at", "after")}
        units = None if kept["units"] is None else tuple(UnitId(int(one)) for one in kept["units"])
        known = {"report": str(kept["report"]), "head": str(kept["head"]), "amended": bool(kept["amended"])}
        return cls(**known, units=units, **moments)  # type: ignore[arg-type]

    def kept(self, key: str) -> dict[str, Any]:
        """Return what the button of a list keeps."""
        moments = {"at": self.at.isoformat(), "after": self.after.isoformat()}
        units = None if self.units is None else list(self.units)
        known = {"report": self.report, "head": self.head, "amended": self.amended, "units": units}
        return {**known, **moments, "list": key}


async def built_as_of(books: OpenBooks, cut: Cut) -> Built:
    """Return the report as it was made, from what the ledger knew then."""
    since = period_of(cut.report, cut.at, books.house, last=cut.after).before
    head = await books.head_with(cut.head)
    facts = await books.facts(since=since, at=cut.at, amended=cut.amended, upto=head)
    return await asyncio.to_thread(build, cut.report, facts, units=cut.units, since=cut.after)


def figure_rows(composed: Composed, *, anyone: bool) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons under a report: one for each number that is not 0; ``anyone``: in a group."""
    cut, figures = Cut.of(composed), Figures(composed.built)
    buttons = [*_buttons(cut, figures.whole, anyone=anyone), *_by_unit(cut, figures, anyone=anyone)]
    if len(buttons) > MOST:
        more = wording.more(len(buttons) - MOST + 1)
        buttons = [*buttons[: MOST - 1], Button(label=more, act=ACT, args=cut.kept(_MORE), anyone=anyone)]
    return rows_of(buttons, 3)


def _buttons(cut: Cut, figures: Iterable[Figure], *, anyone: bool = False) -> list[Button]:
    return [
        Button(label=wording.label(one.title, one.shown), act=ACT, args=cut.kept(one.key), anyone=anyone)
        for one in figures
    ]


def _by_unit(cut: Cut, figures: Figures, *, anyone: bool = False) -> list[Button]:
    count = figures.unit_count
    label = wording.by_unit(count)
    return [Button(label=label, act=ACT, args=cut.kept(_BY_UNIT), anyone=anyone)] if count else []


async def on_figure(books: OpenBooks, heard: Heard) -> Answers:
    """Open the list behind a number, for whoever pressed and in private; page by page in the same message."""
    if "report" not in heard.args:
        return ()
    return beforehand(heard, partial(_opened, heard=heard), tuple)


async def _opened(books: OpenBooks, heard: Heard) -> Answers:
    cut, key = Cut.read(heard.args), str(heard.args["list"])
    built = await built_as_of(books, cut)
    figures, turned = Figures(built), "page" in heard.args
    within = heard.args.get("within") if heard.place.private else heard.place.unit
    figure, language = figures.named(key), books.languages.of_person(heard.person.id)
    if key == _MORE:
        buttons = [*_buttons(cut, figures.whole), *_by_unit(cut, figures)]
        answer = _menu(built, buttons, wording.all_lists(), language=language)
    elif key == _BY_UNIT:
        page = Page.cut(figures.units, int(heard.args.get("page", 1)), size=_ROWS)
        turning = page.buttons(ACT, args=cut.kept(key) | {"within": within})
        title = wording.by_unit(len(figures.units))
        answer = _menu(built, _buttons(cut, page.shown), title, turning, language=language)
    elif figure is None:
        return (Answer(text="", toast=wording.gone()),)
    else:
        answer = await _listed(books, heard, cut, (figures, figure), within)
    if heard.place.private:
        return (replace(answer, edit=turned),)
    return replace(answer, to=heard.person.id), Answer(text="", toast=wording.in_private())


def _menu(
    built: Built, buttons: Sequence[Button], title: str, turning: tuple[Button, ...] = (), *, language: Language
) -> Answer:
    rows = (*rows_of(buttons, 2), *((turning,) if turning else ()))
    heading = heading_of(built, report_name(built.kind, language), language)
    return Answer(text=wording.menu(heading, title), buttons=rows)


async def _listed(
    books: OpenBooks, heard: Heard, cut: Cut, found: tuple[Figures, Figure], within: UnitId | None
) -> Answer:
    figures, figure = found
    parts = await _seen(books, heard, figures, figure.parts, within)
    rows: list[tuple[Part, Line | Undrawn | Visit | DocumentLine | None]] = [
        (part, line) for part in parts for line in (part.lines or ((None,) if part.people else ()))
    ]
    size = _OFFICES if figure.is_of_people else _ROWS
    page = Page.cut(rows, int(heard.args.get("page", 1)), size=size)
    pieces = [
        (part, [figures.drawn(line) for _, line in together if line is not None])
        for part, together in groupby(page.shown, key=lambda row: row[0])
    ]
    numbers = list(dict.fromkeys(line.number for _, line in page.shown if isinstance(line, Line | Undrawn)))
    shown = FigurePage(
        pieces=pieces,
        page=page.n,
        pages=page.of,
        seen=sum(part.count for part in parts),
        links=await _links(books, cut, figure.key, numbers),
        named=_named(books, heard, figure),
    )
    opening = rows_of((Button(label=number, act="task", task=number) for number in numbers), 3)
    papers = [line for _, line in page.shown if isinstance(line, DocumentLine)]
    opening = (*opening, *rows_of(opening_documents(papers), 3))
    turning = page.buttons(ACT, args=cut.kept(figure.key) | {"within": within})
    language = books.languages.of_person(heard.person.id)
    text = figure_text(figures.built, report_name(cut.report, language), figure, shown, language)
    return Answer(text=text, buttons=(*opening, *((turning,) if turning else ())))


async def _seen(
    books: OpenBooks, heard: Heard, figures: Figures, parts: Iterable[Part], within: UnitId | None
) -> list[Part]:
    """Return the parts with what the person may see, then as well as now, and what the group is bound to."""
    numbers = [line.number for part in parts for line in part.lines if isinstance(line, Line | Undrawn)]
    then = {task.number: task for task in figures.built.view.facts.tasks}
    seen = {one for one in numbers if may(books.roster, heard.person, Act.SEE, then[one])}
    if visible_units(books.roster, heard.person, Act.SEE) is not None or within is not None:
        now = await books.tasks.these(sorted(seen))
        seen = {
            one.number
            for one in now
            if may(books.roster, heard.person, Act.SEE, one) and lies_in(books, then[one.number], within)
        }
    reads_reports = bool(scopes(heard.person, Act.SEE_REPORT))
    papers = _papers_seen(books, heard, figures.built, within)

    def is_seen(line: Line | Undrawn | Visit | DocumentLine) -> bool:
        return reads_reports if isinstance(line, Visit) else line.number in seen or line.number in papers

    return [replace(part, lines=tuple(filter(is_seen, part.lines))) for part in parts]


def _papers_seen(books: OpenBooks, heard: Heard, built: Built, within: UnitId | None) -> Collection[str]:
    """Return the documents that the person may see, and the group may hear of."""
    roster = books.roster
    seen = (one for one in built.view.facts.documents if may_on_document(roster, heard.person, Act.SEE_DOCUMENT, one))
    return {one.number for one in seen if within is None or roster.within(roster.unit_of(one.handler), within)}


def _named(books: OpenBooks, heard: Heard, figure: Figure) -> Collection[UnitId | None]:
    """Return the offices whose people the person may read about, in private (figures per person)."""
    units = visible_units(books.roster, heard.person)
    return {part.unit for part in figure.parts if part.people and (units is None or part.unit in units)}


async def _links(books: OpenBooks, cut: Cut, key: str, numbers: Iterable[str]) -> dict[str, str]:
    """Return the way to the message by which each task came into the list."""
    wanted = _ENTRIES.get(key.removeprefix("last."), ())
    found = {number: _entry(cut.at, await books.entries_of(number), wanted) for number in numbers}
    titles = await titles_of(books, found.values())
    return {number: where(record.source, titles) for number, record in found.items()}


def _entry(at: datetime, records: Sequence[Recorded], wanted: tuple[type[Entry], ...]) -> Recorded:
    known = (one for one in records if one.entry.at <= at)
    return next((one for one in reversed(list(known)) if isinstance(one.entry, wanted)), records[0])
