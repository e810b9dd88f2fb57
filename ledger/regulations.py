"""The register of regulations (1+2+6+N 制度体系) as the fold of its entries, and what follows from how they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from config.regulations import RegulationRules
from ledger.entries import Evidence, Recorded, Source
from ledger.people import PersonId, UnitId
from ledger.regulation_entries import (
    RegulationGroup,
    RegulationKept,
    RegulationLaid,
    RegulationRead,
    RegulationRevised,
    RegulationStatus,
    RegulationTasked,
)
from ledger.values import dataclass

NUMBERING = "ZD-{group}-{n}"
_OWED = frozenset({RegulationStatus.TO_REVISE, RegulationStatus.TO_DRAFT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation:
    """A regulation as it stands; ``task`` is the latest task by which it is, or was, revised."""

    number: str
    group: RegulationGroup
    title: str
    status: RegulationStatus
    owner: UnitId | None
    due: date | None
    edition: int
    effective: date | None
    files: tuple[Evidence, ...]
    paper: Source | None
    version: int
    task: str | None = None

    @property
    def is_owed(self) -> bool:
        """Whether it is to be revised or drafted (待修订、待制定)."""
        return self.status in _OWED

    @property
    def can_be_read(self) -> bool:
        """Whether there is a version to be read (阅知): one that is neither repealed nor yet to be drafted."""
        return self.edition > 0 and self.status in {RegulationStatus.IN_FORCE, RegulationStatus.TO_REVISE}

    def is_late(self, today: date) -> bool:
        """Tell whether the day by which it was to be revised or drafted is over."""
        return self.is_owed and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Who was asked to read a version (阅知), and who has, when; people may also read it unasked."""

    asked: frozenset[PersonId]
    read: Mapping[PersonId, datetime]

    @property
    def missing(self) -> frozenset[PersonId]:
        """Who was asked and has not said so yet."""
        return self.asked - frozenset(self.read)


def regulations_of(records: Iterable[Recorded]) -> dict[str, Regulation]:
    """Return every regulation by its number, in the order of the system."""
    found: dict[str, Regulation] = {}
    for record in records:
        entry: Any = record.entry
        if isinstance(entry, RegulationKept):
            found[entry.number] = _kept(record.seq, entry, found.get(entry.number))
        elif isinstance(entry, RegulationTasked):
            found[entry.number] = replace(found[entry.number], task=entry.task, version=record.seq)
        elif isinstance(entry, RegulationRevised):
            found[entry.number] = _revised(record.seq, entry, found[entry.number])
    return dict(sorted(found.items(), key=lambda item: order_of(item[1])))


def _kept(seq: int, entry: RegulationKept, before: Regulation | None) -> Regulation:
    return Regulation(
        number=entry.number,
        group=entry.group,
        title=entry.title,
        status=entry.status,
        owner=entry.owner,
        due=entry.due,
        edition=entry.edition,
        effective=entry.effective,
        files=entry.files,
        paper=entry.paper,
        version=seq,
        task=before.task if before else None,
    )


def _revised(seq: int, entry: RegulationRevised, before: Regulation) -> Regulation:
    return replace(
        before,
        status=RegulationStatus.IN_FORCE,
        due=None,
        edition=entry.edition,
        effective=entry.effective,
        files=entry.files,
        paper=entry.paper,
        version=seq,
    )


def readers_of(records: Iterable[Recorded], edition: int) -> Readers:
    """Return who was asked to read that version, and who has read it, from the entries of one regulation."""
    asked: set[PersonId] = set()
    read: dict[PersonId, datetime] = {}
    for record in records:
        entry = record.entry
        if isinstance(entry, RegulationLaid) and entry.edition == edition:
            asked |= set(entry.people)
        elif isinstance(entry, RegulationRead) and entry.edition == edition and entry.by is not None:
            read.setdefault(entry.by, entry.at)
    return Readers(asked=frozenset(asked), read=read)


def order_of(one: Regulation) -> tuple[int, int]:
    """Return where it stands in the system: by group, then by its number there."""
    return tuple(RegulationGroup).index(one.group), int(one.number.rpartition("-")[2])


def next_number(known: Collection[Regulation], group: RegulationGroup) -> str:
    """Return the group's next number; none is given twice, for nothing leaves the register."""
    taken = max((order_of(one)[1] for one in known if one.group is group), default=0)
    return NUMBERING.format(group=group.value, n=taken + 1)


def plain_title(title: str) -> str:
    """Return the title as titles are told apart: its letters and digits alone."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", title))


def titled(known: Iterable[Regulation], title: str) -> Regulation | None:
    """Return the regulation with that title, where there is one."""
    wanted = plain_title(title)
    return next((one for one in known if plain_title(one.title) == wanted), None)


def expected(rules: RegulationRules) -> Mapping[RegulationGroup, int]:
    """Return how many each group is to hold."""
    return dict(zip(RegulationGroup, (rules.ones, rules.twos, rules.sixes, rules.others), strict=True))


def found_by(known: Iterable[Regulation], words: str) -> tuple[Regulation, ...]:
    """Return those whose title or number holds every one of the words, else those that hold any, the most first."""
    wanted = [word.upper() for word in re.split(r"[\W_]+", words) if word]
    scored = [(sum(word in f"{one.number} {one.title}".upper() for word in wanted), one) for one in known]
    best = [one for score, one in scored if wanted and score == len(wanted)]
    some = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return tuple(best or [one for _, one in some])
