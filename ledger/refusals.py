"""Refusals: what the rules answer instead of an entry. Facts only, no prose; wording makes the sentence.

They are not frozen: context managers write an exception's traceback.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ledger.evidence import EvidenceKind
from ledger.people import Assignee, PersonId
from ledger.tasks import Notice, Status
from ledger.transitions import Act
from ledger.values import dataclass


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The rules say no; nothing was recorded."""


@dataclass(unsafe_hash=True)
class NotAllowed(Refusal):
    """The person may not do this, or the task does not exist: one answer for both."""

    act: Act
    number: str | None = None


@dataclass(unsafe_hash=True)
class NoSuchTask(Refusal):
    """The ledger holds no such task; said in the same words as ``NotAllowed``."""

    number: str


@dataclass(unsafe_hash=True)
class WrongStatus(Refusal):
    """The act does not fit where the task stands."""

    number: str
    status: Status
    act: Act


@dataclass(unsafe_hash=True)
class ReviewerIsDoer(Refusal):
    """Who did the work does not close it."""

    number: str


@dataclass(unsafe_hash=True)
class CheckerClosedIt(Refusal):
    """Who struck the task off does not confirm it as well; that it was wrong may be said by anybody entitled."""

    number: str


@dataclass(unsafe_hash=True)
class DrawnAlready(Refusal):
    """The month's tasks were drawn before: one draw a month."""

    first: date


@dataclass(unsafe_hash=True)
class NothingClosed(Refusal):
    """No task was closed in the month."""

    first: date


@dataclass(unsafe_hash=True)
class WholeIsOver(Refusal):
    """A part is not reopened while the task that it was split off is closed."""

    number: str
    parent: str


@dataclass(unsafe_hash=True)
class OpenBranches(Refusal):
    """Support branches, or tasks that were split off (``children``), are still open, and no reason was given."""

    number: str
    waiting: tuple[Assignee, ...]
    children: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class OutlivesParent(Refusal):
    """A task that was split off cannot be due later (``wanted``) than the one it was split off (``deadline``)."""

    parent: str
    deadline: datetime
    wanted: datetime


@dataclass(unsafe_hash=True)
class EvidenceMissing(Refusal):
    """A claim needs at least one file of evidence; with ``kinds``, those of its ``category`` that are not there yet."""

    number: str
    kinds: tuple[EvidenceKind, ...] = ()
    category: str = ""


@dataclass(unsafe_hash=True)
class NoSuchCategory(Refusal):
    """The house has no category (类别) of that name; ``known`` are those that it has."""

    number: str
    known: tuple[str, ...]


@dataclass(unsafe_hash=True)
class ReasonMissing(Refusal):
    """The act needs a reason, or words that say what is missing."""

    number: str
    act: Act


@dataclass(unsafe_hash=True)
class DeadlinePassed(Refusal):
    """A deadline lies in the past."""

    deadline: datetime


@dataclass(unsafe_hash=True)
class NobodyAssigned(Refusal):
    """A task needs somebody who is answerable."""


@dataclass(unsafe_hash=True)
class AlreadyAssignee(Refusal):
    """The person or unit has a branch of this task already."""

    number: str
    assignee: Assignee


@dataclass(unsafe_hash=True)
class NothingToMend(Refusal):
    """No list of things to put right (补正) waits, or none of its items that is meant; ``of``: how many it has."""

    number: str
    of: int = 0


@dataclass(unsafe_hash=True)
class NothingToClear(Refusal):
    """No blocker holds the person's branch up."""

    number: str


@dataclass(unsafe_hash=True)
class NothingToCorrect(Refusal):
    """The person has noted no progress that could be corrected."""

    number: str


@dataclass(unsafe_hash=True)
class RemindedLately(Refusal):
    """The task was urged within the limit; nothing is sent again before ``again_at``."""

    number: str
    last: datetime
    again_at: datetime


@dataclass(unsafe_hash=True)
class DeciderIsDoer(Refusal):
    """Who works on the task does not decide on its extension."""

    number: str


@dataclass(unsafe_hash=True)
class ExtensionPending(Refusal):
    """An extension was asked for already, to ``asked``, and is not decided yet."""

    number: str
    asked: datetime


@dataclass(unsafe_hash=True)
class ExtensionsUsedUp(Refusal):
    """The task was extended as often as may be, or for the last time (``last``)."""

    number: str
    granted: int
    last: bool


@dataclass(unsafe_hash=True)
class AskedTooLate(Refusal):
    """The deadline has passed, and the house allows no extension afterwards."""

    number: str
    deadline: datetime


@dataclass(unsafe_hash=True)
class NotLater(Refusal):
    """What was asked or granted is not later than the deadline in force."""

    number: str
    deadline: datetime


@dataclass(unsafe_hash=True)
class NothingAsked(Refusal):
    """No extension waits to be decided."""

    number: str


@dataclass(unsafe_hash=True)
class DeclinedBefore(Refusal):
    """The assignee has declined this branch once; it is the assigner's turn."""

    number: str


@dataclass(unsafe_hash=True)
class NothingToUndo(Refusal):
    """The person has done nothing that could be undone."""


@dataclass(unsafe_hash=True)
class UndoneAlready(Refusal):
    """The last act was undone; what came before it stays."""

    number: str


@dataclass(unsafe_hash=True)
class NotLastAct(Refusal):
    """The task or entry that was named is not what the person did last."""


@dataclass(unsafe_hash=True)
class UndoTooLate(Refusal):
    """The last act lies longer back than ``within``."""

    within: timedelta


@dataclass(unsafe_hash=True)
class NotUndoable(Refusal):
    """What the person did last (an entry of that ``kind``) is not undone but mended in another way."""

    kind: str


@dataclass(unsafe_hash=True)
class ActedSince(Refusal):
    """Somebody (``by``; ``None``: the clock) has gone on from there, by an entry of that ``kind``."""

    number: str
    by: PersonId | None
    kind: str


@dataclass(unsafe_hash=True)
class NoticeStands(Refusal):
    """A notice at least as strong waits for its answer until its limit; a second one adds nothing."""

    number: str
    notice: Notice


@dataclass(unsafe_hash=True)
class DateOrder(Refusal):
    """The last day of a leave lies before its first."""


@dataclass(unsafe_hash=True)
class NeverDue(Refusal):
    """The recurrence that was asked for has no date left."""


@dataclass(unsafe_hash=True)
class NoSuchRecurrence(Refusal):
    """No recurrence of that number is in force, or it is out of reach: one answer for both."""

    n: int


@dataclass(unsafe_hash=True)
class VisitAhead(Refusal):
    """A visit is recorded after it was held."""

    held_at: datetime
