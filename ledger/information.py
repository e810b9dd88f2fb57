"""Information (政务信息) as the fold of its entries, and how much of it was submitted and adopted in a period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from ledger.entries import Recorded
from ledger.information_entries import (
    InformationAdopted,
    InformationEntry,
    InformationSubmitted,
    InformationWithdrawn,
)
from ledger.people import PersonId, UnitId
from ledger.values import dataclass


@dataclass(frozen=True, slots=True)
class Adoption:
    """One adoption (采用): by whom, when it was recorded, and the ``seq`` of its entry."""

    adopter: str
    at: datetime
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Information:
    """A piece of information as it stands; ``seq`` is the entry that submitted it."""

    seq: int
    number: str
    title: str
    unit: UnitId
    to: str
    at: datetime
    by: PersonId | None
    adoptions: tuple[Adoption, ...] = ()
    withdrawn_at: datetime | None = None


def information_of(records: Iterable[Recorded]) -> dict[str, Information]:
    """Return every piece that the entries tell of, by its number, in the order of submission."""
    found: dict[str, Information] = {}
    for record in records:
        entry = record.entry
        if isinstance(entry, InformationSubmitted):
            found[entry.number] = Information(
                seq=record.seq,
                number=entry.number,
                title=entry.title,
                unit=entry.unit,
                to=entry.to,
                at=entry.at,
                by=entry.by,
            )
        elif isinstance(entry, InformationEntry) and entry.number in found:
            found[entry.number] = _gone_on(found[entry.number], record.seq, entry)
    return found


def _gone_on(one: Information, seq: int, entry: InformationEntry) -> Information:
    match entry:
        case InformationAdopted():
            return replace(one, adoptions=(*one.adoptions, Adoption(entry.adopter, entry.at, seq)))
        case InformationWithdrawn():
            return replace(one, withdrawn_at=entry.at)
    raise TypeError(type(entry))


def submitted_in(known: Iterable[Information], since: datetime, until: datetime) -> tuple[Information, ...]:
    """Return what was submitted in (since, until] and is not void."""
    return tuple(one for one in known if one.withdrawn_at is None and since < one.at <= until)


def adopted_in(
    known: Iterable[Information], since: datetime, until: datetime
) -> tuple[tuple[Information, Adoption], ...]:
    """Return the adoptions recorded in (since, until], each with what was adopted, whenever that was submitted."""
    return tuple(
        (one, each) for one in known if one.withdrawn_at is None for each in one.adoptions if since < each.at <= until
    )
