"""Documents (办文) in reports: which clocks ran out, what is not signed off yet, and the turnaround by office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from ledger.document_entries import DocumentKind
from ledger.document_rights import may_on_document
from ledger.documents import Document, DocumentClock, DocumentGoal, DocumentStage, days_over, turnaround
from ledger.house import House
from ledger.people import Person, PersonId, UnitId
from ledger.rates import Rate, tenths
from ledger.transitions import Act
from ledger.values import dataclass
from reports.centres import by_centre
from reports.periods import Period
from reports.view import View
from reports.words import clean, titled

KINDS = {DocumentKind.INCOMING: "收文", DocumentKind.FOR_SIGNATURE: "签发件", DocumentKind.MINUTES: "纪要"}


def done_word(kind: DocumentKind) -> str:
    """Return what the last step of the kind is called: 办结 of what came in, 印发 of what was signed."""
    return "办结" if kind is DocumentKind.INCOMING else "印发"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One document on one line; ``days`` are workdays over the limit, ``spent`` those since the registration.

    ``due`` is the clock that the list is about, ``until`` what it runs to; without one, it has no clock any more.
    """

    number: str
    kind: DocumentKind
    title: str
    reference: str
    who: str
    stage: DocumentStage
    on_the_way: str
    due: datetime | None
    until: DocumentGoal | None
    reached: bool
    over: bool
    days: int
    spent: int

    @property
    def kind_word(self) -> str:
        """The kind in Chinese."""
        return KINDS[self.kind]

    @property
    def until_word(self) -> str:
        """What the clock runs to, in Chinese."""
        return "签发" if self.until is DocumentGoal.SIGN_OFF else done_word(self.kind)

    def as_data(self) -> dict[str, Any]:
        """Return the line as JSON values."""
        return {
            "number": self.number,
            "kind": self.kind.value,
            "title": self.title,
            "reference": self.reference,
            "who": self.who,
            "stage": self.stage.value,
            "on_the_way": self.on_the_way or None,
            "due": self.due.isoformat() if self.due else None,
            "until": self.until.value if self.until else None,
            "reached": self.reached,
            "over": self.over,
            "days_over": self.days,
            "workdays": self.spent,
        }


def line_of(view: View, document: Document, clock: DocumentClock | None) -> DocumentLine:
    """Return the document as a line about that clock."""
    house, roster = view.facts.house, view.facts.roster
    over = clock is not None and clock.is_over(view.now)
    return DocumentLine(
        number=document.number,
        kind=document.kind,
        title=titled(document.title),
        reference=clean(document.reference),
        who=clean(roster.name_of(document.handler)),
        stage=document.stage,
        on_the_way=clean(roster.name_of(document.offered)) if document.offered is not None else "",
        due=view.local(clock.due) if clock is not None else None,
        until=clock.until if clock is not None else None,
        reached=clock is not None and clock.reached is not None,
        over=over,
        days=days_over(clock, view.now, house) if clock is not None and over else 0,
        spent=turnaround(document, document.finished_at or view.now, house),
    )


def inside(view: View) -> Iterable[Document]:
    """Yield the documents whose handler lies inside the view's unit."""
    roster = view.facts.roster
    return (one for one in view.facts.documents if view.covers(roster.unit_of(one.handler)))


def breaches(view: View, period: Period) -> tuple[DocumentLine, ...]:
    """办文超时: clocks that have run out and still do, and those that were met too late within the period."""
    found = ((one, clock) for one in inside(view) for clock in one.was_over(view.now))
    told = ((one, clock) for one, clock in found if _is_told(one, clock, view, period))
    return tuple(line_of(view, one, clock) for one, clock in told)


def _is_told(document: Document, clock: DocumentClock, view: View, period: Period) -> bool:
    return document.running == clock if clock.reached is None else period.start < clock.reached <= view.now


def pressing(view: View) -> tuple[DocumentLine, ...]:
    """办文到期和超时: the open documents whose clock ends today or has run out, the longest over first."""
    found = [(one, one.running) for one in inside(view) if one.running is not None]
    due = [(one, clock) for one, clock in found if view.facts.house.hours.local(clock.due).date() <= view.today]
    return tuple(line_of(view, one, clock) for one, clock in sorted(due, key=lambda pair: pair[1].due))


def unsigned(view: View) -> tuple[DocumentLine, ...]:
    """未批文件: what is open and not signed off, what has lain longest first."""
    return tuple(line_of(view, one, one.running) for one in inside(view) if one.is_unsigned)


def open_documents(view: View) -> tuple[DocumentLine, ...]:
    """在办文件: everything that is open, in the order of registration."""
    return tuple(line_of(view, one, one.running) for one in inside(view) if one.is_open)


def owed_by(view: View, people: frozenset[PersonId]) -> tuple[DocumentLine, ...]:
    """Return what these people have to do with documents: to sign for, to sign off, or to finish in time.

    A unit's are its heads'; without a head, everybody's who belongs to it.
    """
    return tuple(line_of(view, one, one.running) for one in view.facts.documents if _waits_for(view, one, people))


def overdue_for(view: View, leader: Person) -> tuple[DocumentLine, ...]:
    """Return the open documents whose clock has run out and which the leader sees, those laid before them first."""
    late = [one for one in view.facts.documents if one.is_overdue(view.now)]
    seen = [one for one in late if may_on_document(view.facts.roster, leader, Act.SEE_DOCUMENT, one)]
    ordered = sorted(
        seen, key=lambda one: (one.submitted_to != leader.id, one.running.due if one.running else view.now)
    )
    return tuple(line_of(view, one, one.running) for one in ordered)


def _waits_for(view: View, document: Document, people: frozenset[PersonId]) -> bool:
    if not document.is_open:
        return False
    if document.stage is DocumentStage.SUBMITTED:
        return document.submitted_to in people
    behind = (one.id for assignee in document.holders for one in view.facts.roster.behind(assignee))
    return not people.isdisjoint(behind)


@dataclass(frozen=True, slots=True)
class Turnaround:
    """How long the documents of a kind took in a period, by the clock that counts: ``spent`` in workdays, of each."""

    kind: DocumentKind
    rate: Rate
    spent: tuple[int, ...]

    @property
    def mean(self) -> Decimal:
        """The mean of the workdays to one decimal, half up."""
        return tenths(sum(self.spent), len(self.spent))

    def as_data(self) -> dict[str, Any]:
        """Return the figures and the documents behind them as JSON values."""
        return {
            "documents": list(self.rate.of),
            "on_time": list(self.rate.hits),
            "workdays": list(self.spent),
            "mean": str(self.mean),
        }


@dataclass(frozen=True, slots=True)
class Turnarounds:
    """The turnaround of the whole view, and of each office and each centre that handled anything, in roster order."""

    whole: Mapping[DocumentKind, Turnaround]
    offices: tuple[tuple[str, Mapping[DocumentKind, Turnaround]], ...]
    centres: tuple[tuple[str, Mapping[DocumentKind, Turnaround]], ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return the figures as JSON values."""
        return {
            "all": _data(self.whole),
            "offices": {name: _data(found) for name, found in self.offices},
            "centres": {name: _data(found) for name, found in self.centres},
        }


def _data(found: Mapping[DocumentKind, Turnaround]) -> dict[str, Any]:
    return {kind.value: one.as_data() for kind, one in found.items()}


def turnarounds(view: View, since: datetime) -> Turnarounds:
    """Return the turnaround (办文用时) of what reached its goal after ``since``, by the office that answered for it."""
    roster, house = view.facts.roster, view.facts.house
    standing = [one for one in inside(view) if one.withdrawn_at is None]
    counted = [one for one in standing if (met := one.counted.reached) is not None and since < met <= view.now]
    by_unit: dict[UnitId | None, list[Document]] = {}
    for one in counted:
        by_unit.setdefault(roster.unit_of(one.handler), []).append(one)
    offices = ((view.unit_name(unit), _of(by_unit[unit], house)) for unit in view.in_order(by_unit))
    grouped = by_centre(roster, counted, lambda one: roster.unit_of(one.handler), view.covers)
    centres = ((view.unit_name(centre), _of(own, house)) for centre, own in grouped.items())
    return Turnarounds(_of(counted, house), tuple(offices), tuple(centres))


def _of(documents: Iterable[Document], house: House) -> Mapping[DocumentKind, Turnaround]:
    by_kind: dict[DocumentKind, list[Document]] = {}
    for one in documents:
        by_kind.setdefault(one.kind, []).append(one)
    return {kind: _turnaround(kind, by_kind[kind], house) for kind in DocumentKind if kind in by_kind}


def _turnaround(kind: DocumentKind, documents: Iterable[Document], house: House) -> Turnaround:
    met = [(one, reached) for one in documents if (reached := one.counted.reached) is not None]
    kept = tuple(one.number for one, reached in met if not one.counted.is_over(reached))
    spent = tuple(turnaround(one, reached, house) for one, reached in met)
    return Turnaround(kind, Rate(kept, tuple(one.number for one, _ in met)), spent)
