"""Values that a button carries on, as JSON and back: evidence, assignees, tasks not yet assigned and their card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ledger.entries import Completion, Evidence, Urgency
from ledger.origins import OriginKind
from ledger.people import Assignee, PersonId, UnitId
from ledger.tasks import Milestone
from ledger.terms import Term
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One task as understood, before it counts; ``names`` of units and people are the roster's affair.

    It has a ``deadline``, or a ``term`` that runs from the receipt. ``about`` is the message in the same chat that the
    words answer or repeat, ``media`` the platform's id of its file, ``origin`` what stands in it. ``parent`` is
    the task that it is split off, ``cause`` the entry that it follows from.
    """

    title: str
    lead: tuple[Assignee, ...]
    support: tuple[Assignee, ...] = ()
    completion: Completion = Completion.EACH
    deadline: datetime | None = None
    term: Term | None = None
    urgency: Urgency | None = None
    provisional: bool = False
    milestones: tuple[Milestone, ...] = ()
    origin: str = ""
    about: int | None = None
    media: str = ""
    origin_kind: OriginKind | None = None
    parent: str | None = None
    cause: int | None = None
    category: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what a stored action keeps."""
        return {
            "title": self.title,
            "lead": [assignee_json(one) for one in self.lead],
            "support": [assignee_json(one) for one in self.support],
            "completion": self.completion.value,
            "deadline": self.deadline.isoformat() if self.deadline else None,
            "term": str(self.term) if self.term else None,
            "urgency": self.urgency.value if self.urgency else None,
            "provisional": self.provisional,
            "milestones": [[one.title, one.deadline.isoformat()] for one in self.milestones],
            "origin": self.origin,
            "about": self.about,
            "media": self.media,
            "origin_kind": self.origin_kind.value if self.origin_kind else None,
            "parent": self.parent,
            "cause": self.cause,
            "category": self.category,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Draft:
        """Return the draft that was kept."""
        return cls(
            title=kept["title"],
            lead=tuple(assignee_from(one) for one in kept["lead"]),
            support=tuple(assignee_from(one) for one in kept["support"]),
            completion=Completion(kept["completion"]),
            deadline=datetime.fromisoformat(kept["deadline"]) if kept["deadline"] else None,
            term=Term.parse(kept["term"]) if kept.get("term") else None,
            urgency=Urgency(kept["urgency"]) if kept["urgency"] else None,
            provisional=kept["provisional"],
            milestones=tuple(Milestone(name, datetime.fromisoformat(at)) for name, at in kept["milestones"]),
            origin=kept["origin"],
            about=kept["about"],
            media=kept["media"],
            origin_kind=OriginKind(kept["origin_kind"]) if kept.get("origin_kind") else None,
            parent=kept.get("parent"),
            cause=kept.get("cause"),
            category=kept.get("category", ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Drafts with the words that they were read from; ``doubts`` are what the reader asks to be looked at."""

    drafts: tuple[Draft, ...]
    text: str
    source: int
    doubts: tuple[str, ...] = ()
    offers: tuple[Draft, ...] = ()
    twins: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, kept: Any) -> Card:
        """Return the card that a button carries."""
        return cls(
            drafts=tuple(map(Draft.from_json, kept["drafts"])),
            text=kept["text"],
            source=int(kept["source"]),
            doubts=tuple(kept["doubts"]),
            offers=tuple(map(Draft.from_json, kept["offers"])),
            twins=tuple(kept["twins"]),
        )

    def as_json(self) -> dict[str, Any]:
        """Return what a button carries on."""
        return {
            "drafts": [draft.as_json() for draft in self.drafts],
            "text": self.text,
            "source": self.source,
            "doubts": list(self.doubts),
            "offers": [draft.as_json() for draft in self.offers],
            "twins": list(self.twins),
        }


def assignee_json(assignee: Assignee) -> dict[str, int]:
    """Return the assignee as kept by a button."""
    if assignee.person is not None:
        return {"person": assignee.person}
    assert assignee.unit is not None  # noqa: S101 - Assignee holds exactly one
    return {"unit": assignee.unit}


def assignee_from(kept: Mapping[str, int]) -> Assignee:
    """Return the assignee that was kept."""
    if "person" in kept:
        return Assignee(person=PersonId(kept["person"]))
    return Assignee(unit=UnitId(kept["unit"]))


def evidence_json(files: Iterable[Evidence]) -> list[dict[str, Any]]:
    """Return the files as kept by a button."""
    return [{"sha256": one.sha256, "name": one.name, "size": one.size, "kind": one.kind} for one in files]


def evidence_from(kept: Iterable[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    """Return the files that were kept."""
    return tuple(Evidence(**one) for one in kept)
