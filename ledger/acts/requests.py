"""Requests: what somebody asks of the ledger, before the rules have spoken. ``sent_at`` is when it was sent."""

from __future__ import annotations

from datetime import date, datetime

from ledger.entries import Completion, Evidence, Source, Urgency
from ledger.escalations import Level
from ledger.evidence import EvidenceKind
from ledger.origins import OriginKind
from ledger.people import Assignee, PersonId
from ledger.tasks import Milestone
from ledger.terms import Term
from ledger.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Who asks, and when the words were sent."""

    person: PersonId
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignTask(Request):
    """交办, until the ``deadline`` or within a ``term`` from the receipt.

    ``milestones`` lie before the deadline, ``said`` and what follows tell where the words came from.

    With a ``parent`` the task is split off it (分解); ``cause`` is the ``seq`` of the entry that it follows from.
    """

    title: str
    lead: tuple[Assignee, ...]
    support: tuple[Assignee, ...] = ()
    completion: Completion = Completion.EACH
    deadline: datetime | None = None
    term: Term | None = None
    urgency: Urgency | None = None
    provisional: bool = False
    origin: str = ""
    milestones: tuple[Milestone, ...] = ()
    said: str = ""
    about: Source | None = None
    media: str = ""
    origin_kind: OriginKind | None = None
    parent: str | None = None
    cause: int | None = None
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRequest(Request):
    """Something asked about one task."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeTask(TaskRequest):
    """签收."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineTask(TaskRequest):
    """不予受理, with the reason."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteProgress(TaskRequest):
    """反馈; ``percent`` 0–100; an estimate is kept but moves nothing."""

    note: str
    percent: int | None = None
    estimate: datetime | None = None
    files: tuple[Evidence, ...] = ()
    shows: tuple[EvidenceKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvidence(TaskRequest):
    """佐证材料, with what is said of them."""

    files: tuple[Evidence, ...]
    shows: tuple[EvidenceKind, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseBlocker(TaskRequest):
    """卡点."""

    reason: str
    needs: Assignee | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearBlocker(TaskRequest):
    """The blocker is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCompletion(TaskRequest):
    """申请销号; ``despite`` gives the reason where support branches are open."""

    note: str = ""
    despite: str = ""
    files: tuple[Evidence, ...] = ()
    shows: tuple[EvidenceKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseTask(TaskRequest):
    """销号."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTask(TaskRequest):
    """退回, with what is missing and by when."""

    missing: str
    limit: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MendItems(TaskRequest):
    """补正: these items of the list are put right, counted from 1; none named means all that wait."""

    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveTask(TaskRequest):
    """归档."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawRecheck(Request):
    """抽查: of the tasks closed in the month that begins at ``first``."""

    first: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckTask(TaskRequest):
    """复核属实."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenTask(TaskRequest):
    """重新办理, until the deadline."""

    reason: str
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReassignTask(TaskRequest):
    """转办 from one assignee (``None``: the single lead) to another."""

    new: Assignee
    old: Assignee | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawTask(TaskRequest):
    """撤回, with the reason."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendTask(TaskRequest):
    """A change of the assignment itself; ``said`` are the words as they came."""

    title: str = ""
    deadline: datetime | None = None
    reason: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoriseTask(TaskRequest):
    """归类 under one of the house's categories (类别)."""

    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExtension(TaskRequest):
    """申请延期 to ``deadline``, with the reason."""

    deadline: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideExtension(TaskRequest):
    """同意 or 不同意延期; without ``deadline`` what was asked for is granted; ``last``: no further one follows."""

    granted: bool
    deadline: datetime | None = None
    last: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendTask(TaskRequest):
    """中止, with the reason or what is awaited."""

    reason: str = ""
    awaiting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeTask(TaskRequest):
    """恢复."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectProgress(TaskRequest):
    """更正 of one's own last progress."""

    note: str
    percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindTask(TaskRequest):
    """催办."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateTask(TaskRequest):
    """督办: a notice of this level, to be answered by ``limit`` (``None``: the house's reply limit)."""

    level: Level
    limit: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoLast(Request):
    """撤销 of the last act: of the task that was named, and of the entry (``seq``) that a button stands for."""

    number: str | None = None
    seq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDay(Request):
    """日报 of one person."""

    day: date
    done: str = ""
    plan: str = ""
    difficulty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeLeave(Request):
    """请假, one's own or that of somebody else (``whose``)."""

    whose: PersonId
    first: date
    last: date
    delegate: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndLeave(Request):
    """销假, one's own or somebody else's (``whose``), from ``first`` on; ``None``: from the day on which it is said."""

    whose: PersonId
    first: date | None = None
