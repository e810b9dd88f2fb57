"""Composing: facts in, a report as text parts and data out; the one door to the reports of a group."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

from ledger.entries import (
    BlockerRaised,
    Closed,
    CompletionClaimed,
    Corrected,
    DailyReported,
    Entry,
    EvidenceAdded,
    ProgressNoted,
    Returned,
)
from ledger.facts import Facts, Wanted
from ledger.house import House
from ledger.languages import Language
from ledger.origin_entries import SiteVisit
from ledger.people import UnitId
from ledger.values import dataclass
from ledger.watching import Unseen
from reports.daily import daily_report
from reports.dispatch import daily_dispatch
from reports.english import SPANS as ENGLISH_SPANS
from reports.periods import Period, period_of
from reports.rendering import blocks_of
from reports.splitting import LIMIT, split
from reports.summary import summary_of
from reports.telling import Told
from reports.view import View
from reports.words import SPANS


class Report(Protocol):
    """What every report value can do."""

    def as_data(self) -> dict[str, Any]:
        """Return figures and lists as JSON values."""


@dataclass(frozen=True, slots=True)
class Revision:
    """Which version of a published report this is, from the second on, and since when it stands (更新)."""

    number: int
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A report as a value with what every form of it is printed from; text, picture and paper share its figures.

    ``planned`` is the planned time of a late one, ``names`` whether it tells who has not reported, ``revision`` which
    version this is of a report that is updated, ``unseen`` what the group did not get before.
    """

    kind: str
    view: View
    period: Period
    report: Report
    planned: datetime | None = None
    names: bool = False
    revision: Revision | None = None
    unseen: Sequence[Unseen] = ()
    language: Language = Language.CHINESE

    @property
    def values(self) -> dict[str, Any]:
        """What a template is given."""
        return {
            "report": self.report,
            "view": self.view,
            "planned": self.planned,
            "names": self.names,
            "revision": self.revision,
            "unseen": self.unseen,
            "words": (ENGLISH_SPANS if self.language is Language.ENGLISH else SPANS).get(self.kind),
        }

    @property
    def form(self) -> str:
        """The name of the templates that print it: one for all summaries."""
        return "summary" if self.kind in SPANS else self.kind


@dataclass(frozen=True)
class Composed:
    """A report ready to be sent: Telegram HTML in parts of at most 4096 UTF-16 units, and the same as JSON values.

    ``built`` is the value that both are made of, ``opening`` the heading and the first figures of the text.
    """

    kind: str
    parts: tuple[str, ...]
    built: Built
    opening: str

    @cached_property
    def data(self) -> dict[str, Any]:
        """Figures and whole lists; made for whoever asks, since the text shows the first lines of each list alone."""
        return _data(self.built)

    @property
    def text(self) -> str:
        """All parts in one, as the published body is kept."""
        return "\n\n".join(self.parts)

    @property
    def figures(self) -> str:
        """A digest of all that the report says, whatever marks it bears: equal where there is nothing to update."""
        said = {name: value for name, value in self.data.items() if name not in {"head", "late"}}
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


LENGTHS, MOST_PARTS = (100, 30, 10, 5), 5
"""Lines of a list, falling: nobody reads more messages of one report, and the buttons below open each list whole."""

BUILDERS: Mapping[str, Callable[[View, Period], Report]] = {
    "dispatch": daily_dispatch,
    "daily": daily_report,
    **{kind: summary_of(kind) for kind in SPANS},
}
"""The kinds of report by the name that settings and the command line use."""
_KINDS: Mapping[str, tuple[type[Entry], ...]] = {
    "dispatch": (Returned, SiteVisit),
    "daily": (Returned,),
    **dict.fromkeys(SPANS, (Closed, Returned)),
}
_OF_THE_DAY = (ProgressNoted, EvidenceAdded, CompletionClaimed, Corrected, BlockerRaised, DailyReported)


def wanted(kind: str, period: Period, house: House) -> Wanted:
    """Return which entries and tasks a report looks at; what became of the tasks, the tasks themselves say.

    A dispatch tells of what is open, and of what is over only that it is new. A daily report tells of its own day: of
    the one before that it needs no more than why a claim was returned.
    """
    if kind == "dispatch":
        return Wanted(_KINDS[kind], begun=period.start)
    if kind == "daily":
        return Wanted(_KINDS[kind], _OF_THE_DAY, period.reported_since(house), silence=False)
    return Wanted(_KINDS[kind], silence=False)


def build(kind: str, facts: Facts, *, units: Collection[UnitId] | None = None, since: datetime | None = None) -> Built:
    """Return the report for the units and everything below them (``None``: the whole house) as a value; pure.

    ``since`` is the cut-off of the report before this one; without it the planned one of the workday (the week)
    before counts. ``KeyError`` for an unknown kind or unit.
    """
    view = View(facts, units)
    period = period_of(kind, facts.at, facts.house, last=since)
    return Built(kind=kind, view=view, period=period, report=BUILDERS[kind](view, period.aligned(facts)))


def compose(
    kind: str,
    facts: Facts,
    *,
    units: Collection[UnitId] | None = None,
    late: bool = False,
    planned: datetime | None = None,
    since: datetime | None = None,
    names: bool = False,
    revision: Revision | None = None,
    unseen: Sequence[Unseen] = (),
    language: Language = Language.CHINESE,
) -> Composed:
    """Return what ``build`` makes of the same as text and as data; pure.

    ``late`` prints 迟发 with the ``planned`` time (else the cut-off). ``names`` prints who has not reported,
    ``revision`` that this is an update, ``unseen`` which reports the group did not get in time, all in ``language``.
    """
    built = build(kind, facts, units=units, since=since)
    built = replace(
        built,
        planned=built.view.local(planned or facts.at) if late else None,
        names=names,
        unseen=tuple(unseen),
        language=language,
        revision=revision and Revision(revision.number, facts.house.hours.local(revision.made_at)),
    )
    heading, blocks, parts = _printed(built)
    marks = sum((late, revision is not None, bool(unseen)))
    opening = "\n".join([heading, *blocks[: marks + 1]])
    return Composed(kind, parts, built, opening)


def _printed(built: Built) -> tuple[str, Sequence[str], tuple[str, ...]]:
    """Return heading, blocks and parts with the longest lists (``LENGTHS``) that leave few enough messages."""
    template, told = f"{built.form}.html.j2", Told()
    how: dict[str, Any] = {"today": built.view.today, "language": built.language}
    for most in LENGTHS:
        values = {**built.values, "told": told, "most": most}
        room = None if most == LENGTHS[-1] else MOST_PARTS * LIMIT
        heading, *blocks = blocks_of(template, values, room=room, **how)
        parts = split(heading, blocks, language=built.language)
        if len(parts) <= MOST_PARTS:
            break
    return heading, blocks, parts


def _data(built: Built) -> dict[str, Any]:
    view, period = built.view, built.period
    return {
        "kind": built.kind,
        "date": view.today.isoformat(),
        "unit": view.name or None,
        "period": {"after": _stamp(view, period.start), "until": _stamp(view, period.end)},
        "late": built.planned is not None,
        "head": {"seq": view.facts.head.seq, "hash": view.facts.head.hash},
        **built.report.as_data(),
    }


def _stamp(view: View, moment: datetime) -> str:
    return view.facts.house.hours.local(moment).isoformat()
