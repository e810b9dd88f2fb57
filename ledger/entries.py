"""Entries (流水): one fact each, frozen, never changed; a mistake is mended by a new entry.

Fields made with ``free()`` hold free text: the chained entry carries only their salted hash, the words lie in an
erasable side table, and read as ``""`` once erased.
"""

from __future__ import annotations

from dataclasses import field, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from ledger.evidence import EvidenceKind
from ledger.origins import OriginKind
from ledger.people import Assignee, PersonId
from ledger.terms import Term
from ledger.values import dataclass


def free(default: str | None = None) -> Any:
    """Declare a field of free text, which can be erased without breaking the chain."""
    if default is None:
        return field(metadata={"free": True})
    return field(default=default, metadata={"free": True})


def free_fields(kind: type[Entry]) -> tuple[str, ...]:
    """Return the names of the kind's free texts."""
    key: Any = kind
    return _free_fields(key)


@cache
def _free_fields(kind: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind) if item.metadata.get("free"))


class Completion(StrEnum):
    """How several assignees of equal rank complete (各自 / 任一)."""

    EACH = "each"
    ANY = "any"


class Urgency(StrEnum):
    """特急, 加急, 平急."""

    CRITICAL = "critical"
    URGENT = "urgent"
    NORMAL = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One file of evidence (佐证材料); ``size`` in bytes, ``kind`` photo or document."""

    sha256: str
    name: str
    size: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an entry came from: a chat message, or nothing but the clock or the command line."""

    chat: int | None = None
    message: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry says: who did it (``None``: the clock) and when it was sent."""

    by: PersonId | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEntry(Entry):
    """An entry of one task's life."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchEntry(TaskEntry):
    """An entry about the branch of one assignee."""

    assignee: Assignee


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiving(BranchEntry):
    """Work on a branch: the first such entry is its receipt.

    ``due`` is the limit that runs from this receipt (签收后时限), ``provisional`` where its year has no notice.
    """

    due: datetime | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(TaskEntry):
    """交办: the task begins; ``lead`` holds one lead, or several of equal rank.

    It has a ``deadline``, or a ``term`` that runs from the receipt.

    ``stages`` names the milestones (阶段), one a line, ``stage_deadlines`` their moments in the same order. ``said``
    are the words as they came, ``about`` the message that they answered, ``media`` the platform's id of its file.
    ``origin`` quotes what the task goes back to (来源), ``origin_kind`` says what that is. ``parent`` is the task that
    it was split off (分解), ``cause`` the ``seq`` of the entry that it follows from: instruction, visit or recurrence.
    ``giver`` is on whose behalf the clock assigned it, ``category`` (类别) decides which evidence a claim must bring.
    """

    title: str = free()
    lead: tuple[Assignee, ...]
    support: tuple[Assignee, ...] = ()
    completion: Completion = Completion.EACH
    deadline: datetime | None = None
    urgency: Urgency | None = None
    provisional: bool = False
    origin: str = free("")
    stages: str = free("")
    stage_deadlines: tuple[datetime, ...] = ()
    said: str = free("")
    about: Source | None = None
    media: str = ""
    origin_kind: OriginKind | None = None
    parent: str | None = None
    cause: int | None = None
    giver: PersonId | None = None
    category: str = ""
    term: Term | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged(Receiving):
    """签收: receipt, not consent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined(BranchEntry):
    """不予受理: the first handler stays answerable until somebody else signs."""

    reason: str = free()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressNoted(Receiving):
    """反馈: a note, perhaps a percentage (0–100) and files; an estimate never moves the deadline.

    ``shows`` are the kinds of evidence that note and files are.
    """

    note: str = free()
    percent: int | None = None
    estimate: datetime | None = None
    files: tuple[Evidence, ...] = ()
    shows: tuple[EvidenceKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded(Receiving):
    """佐证材料 sent without a word about progress; beside a claim under review ``note`` says more, files or not."""

    files: tuple[Evidence, ...]
    shows: tuple[EvidenceKind, ...] = ()
    note: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockerRaised(Receiving):
    """卡点: names whose help is needed, where known."""

    reason: str = free()
    needs: Assignee | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockerCleared(BranchEntry):
    """The blocker is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionClaimed(Receiving):
    """申请销号; ``despite`` says why although support branches are still open."""

    note: str = free("")
    despite: str = free("")
    files: tuple[Evidence, ...] = ()
    shows: tuple[EvidenceKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(TaskEntry):
    """销号: the reviewer agrees and strikes the task off."""

    note: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(TaskEntry):
    """退回: claimed branches go back with what is missing, to be mended by ``limit``."""

    missing: str = free()
    limit: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassigned(TaskEntry):
    """转办: ``new`` takes the place of ``old`` (``left``: who is there no more), and has yet to acknowledge."""

    old: Assignee
    new: Assignee
    reason: str = free("")
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(TaskEntry):
    """撤回, with its reason; the task stays in the ledger."""

    reason: str = free()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(TaskEntry):
    """The assignment itself was changed; empty or ``None`` means unchanged. ``said`` are the words as they came."""

    title: str = free("")
    deadline: datetime | None = None
    reason: str = free("")
    said: str = free("")
    provisional: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(BranchEntry):
    """更正: red ink over the progress entry ``corrects`` (its ``seq``)."""

    corrects: int
    note: str = free()
    percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded(TaskEntry):
    """催办: a nudge; changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyReported(Entry):
    """One person's daily report for ``day``: done, plan and difficulty."""

    day: date
    done: str = free("")
    plan: str = free("")
    difficulty: str = free("")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveTaken(Entry):
    """Leave of ``person`` from ``first`` to ``last``, both included; ``delegate`` stands in."""

    person: PersonId
    first: date
    last: date
    delegate: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveEnded(Entry):
    """销假: from ``first`` to ``last``, both included, ``person`` is there after all."""

    person: PersonId
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An entry as it stands in the chain: numbered, dated, linked."""

    seq: int
    entry: Entry
    recorded_at: datetime
    source: Source
    prev: str
    hash: str
    erased: frozenset[str] = frozenset()
