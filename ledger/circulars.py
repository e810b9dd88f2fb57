"""Circulars (通报) as the fold of their entries: what the latest version says, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from itertools import zip_longest

from ledger.circular_entries import (
    CircularApproved,
    CircularChanged,
    CircularDrafted,
    CircularPublished,
    CircularReturned,
    CircularSubmitted,
    CircularWithdrawn,
    CircularWritten,
)
from ledger.entries import Entry, Recorded
from ledger.house import House
from ledger.people import PersonId
from ledger.values import dataclass

LONGEST_TITLE, LONGEST_SENTENCE, MOST_SENTENCES = 100, 400, 60


class Tone(StrEnum):
    """表扬 or 批评."""

    PRAISE = "praise"
    CRITICISM = "criticism"


class Stage(StrEnum):
    """How far a circular has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


OPEN_STAGES = frozenset({Stage.DRAFT, Stage.SUBMITTED, Stage.APPROVED})
"""Not out yet, and not given up."""
LAID = frozenset({Stage.SUBMITTED, Stage.APPROVED})
"""Laid before a leader, and not sent back."""


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence (条) of a circular and the number of the task that it is tied to."""

    tone: Tone
    task: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circular:
    """A circular as it stands; ``authors`` wrote any of its versions, ``to`` has it for approval.

    ``points`` are numbered from 1, praise first; ``as_of`` is the moment of the facts.
    """

    id: int
    version: int
    title: str
    points: tuple[Point, ...]
    chats: tuple[int, ...]
    first: date
    last: date
    as_of: datetime
    authors: frozenset[PersonId]
    stage: Stage = Stage.DRAFT
    to: PersonId | None = None
    approved_by: PersonId | None = None
    number: str = ""
    published_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Neither published nor withdrawn."""
        return self.stage in OPEN_STAGES

    @property
    def tasks(self) -> tuple[str, ...]:
        """The numbers of the tasks that it speaks of, each once."""
        return tuple(dict.fromkeys(point.task for point in self.points))

    def of_tone(self, tone: Tone) -> tuple[Point, ...]:
        """Return the sentences of one part."""
        return tuple(point for point in self.points if point.tone is tone)


def in_order(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return praise before criticism, each part in its own order."""
    return tuple(sorted(points, key=lambda point: list(Tone).index(point.tone)))


def circulars_of(records: Iterable[Recorded]) -> dict[int, Circular]:
    """Return every circular that the entries tell of, by the ``seq`` of its draft, in order."""
    found: dict[int, Circular] = {}
    for record in records:
        entry = record.entry
        if isinstance(entry, CircularDrafted):
            found[record.seq] = _drafted(record.seq, entry)
        elif (number := getattr(entry, "circular", None)) in found:
            found[number] = _gone_on(found[number], entry)
    return found


def _drafted(seq: int, entry: CircularDrafted) -> Circular:
    return Circular(
        id=seq,
        version=1,
        title=entry.title,
        points=_points(entry),
        chats=entry.chats,
        first=entry.first,
        last=entry.last,
        as_of=entry.as_of,
        authors=_with(frozenset(), entry.by),
    )


def _gone_on(one: Circular, entry: Entry) -> Circular:
    match entry:
        case CircularChanged():
            return replace(
                one,
                version=one.version + 1,
                title=entry.title,
                points=_points(entry),
                chats=entry.chats,
                authors=_with(one.authors, entry.by),
                stage=Stage.DRAFT,
                to=None,
                approved_by=None,
            )
        case CircularSubmitted():
            return replace(one, stage=Stage.SUBMITTED, to=entry.to)
        case CircularApproved():
            return replace(one, stage=Stage.APPROVED, approved_by=entry.by)
        case CircularReturned():
            return replace(one, stage=Stage.DRAFT, to=None, approved_by=None)
        case CircularPublished():
            return replace(one, stage=Stage.PUBLISHED, number=entry.paper, published_at=entry.at, chats=entry.chats)
        case CircularWithdrawn():
            return replace(one, stage=Stage.WITHDRAWN)
    raise TypeError(type(entry))


def _points(entry: CircularWritten) -> tuple[Point, ...]:
    """Return the sentences with their tasks; a sentence whose words were erased is empty."""
    texts = entry.sentences.split("\n")
    tones = [Tone.PRAISE] * entry.praises + [Tone.CRITICISM] * (len(entry.tasks) - entry.praises)
    told = zip_longest(tones, entry.tasks, texts[: len(tones)], fillvalue="")
    return tuple(Point(Tone(tone), task, text) for tone, task, text in told)


def _with(authors: frozenset[PersonId], by: PersonId | None) -> frozenset[PersonId]:
    return authors if by is None else authors | {by}


def next_paper(records: Iterable[Recorded], year: int, house: House) -> str:
    """Return the number (文号) of the year's next circular: one more than were published in it, so without gaps."""
    papers = [one.entry for one in records if isinstance(one.entry, CircularPublished)]
    published = sum(house.year(entry.at) == year for entry in papers)
    return house.circular_numbering.format(year=year, n=published + 1)


def without(points: Sequence[Point], numbers: Iterable[int]) -> tuple[Point, ...]:
    """Return the sentences but for those of these numbers, which count from 1."""
    gone = set(numbers)
    return tuple(point for n, point in enumerate(points, start=1) if n not in gone)
