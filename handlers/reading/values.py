"""What a reading is: the values that ``read`` returns and the JSON that ``taizhang understand`` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Any

from handlers.reading.facts import fact
from ledger.people import Assignee

FROM_RECEIPT = "签收"  # What a deadline may be relative to: 收到后N个工作日.


class Context(StrEnum):
    """Where a message was said."""

    PRIVATE = "private"
    GROUP = "group"
    REPLY = "reply"


class Intent(StrEnum):
    """What the writer wants; ``NONE`` is chatter and never answered."""

    ASSIGN = "assign"
    ASSIGN_RECURRING = "assign_recurring"
    REGISTER_DOC = "register_doc"
    SPLIT = "split"
    ACK = "ack"
    DECLINE = "decline"
    PROGRESS = "progress"
    DAILY_REPORT = "daily_report"
    BLOCKED = "blocked"
    EXTEND_REQUEST = "extend_request"
    CLOSE_REQUEST = "close_request"
    LEAVE = "leave"
    QUERY = "query"
    AMEND = "amend"
    CANCEL = "cancel"
    REASSIGN = "reassign"
    URGE = "urge"
    ESCALATE = "escalate"
    INSPECT = "inspect"
    EXTEND_APPROVE = "extend_approve"
    EXTEND_REJECT = "extend_reject"
    CLOSE_APPROVE = "close_approve"
    CLOSE_REJECT = "close_reject"
    SCORE_ADJUST = "score_adjust"
    SCORE_APPEAL = "score_appeal"
    REPORT_REQUEST = "report_request"
    NOTICE_REQUEST = "notice_request"
    TRAINING = "training"
    SCHEDULE_CONFIG = "schedule_config"
    NONE = "none"


@fact()
class Mentioned:
    """Somebody who is known by id, from the platform or by a button: the span in the text and who it is."""

    start: int
    end: int
    who: Assignee


@fact()
class Milestone:
    """One stage of a task with its own deadline (阶段)."""

    title: str
    deadline: datetime | None

    def as_json(self) -> dict[str, Any]:
        """Return the contract's dict."""
        return {"title": self.title, "deadline": to_minute(self.deadline)}


@fact()
class Recurrence:
    """How a duty repeats: ``every`` is workday, week, month, quarter or days; rest days move to the workday before."""

    every: str
    interval: int = 1
    weekdays: tuple[str, ...] = ()
    day: int | None = None
    until: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the fields that say something."""
        said = {"every": self.every, "interval": self.interval, "weekdays": list(self.weekdays), "day": self.day}
        found = {name: value for name, value in said.items() if value not in (None, [], 1)}
        return found | ({"until": self.until.date().isoformat()} if self.until else {})


@fact(kw_only=True)
class TaskReading:
    """One task as understood; names as they are shown, and the ids they stand for."""

    title: str = ""
    lead: str | None = None
    support: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    mode: str = "each"
    deadline: datetime | None = None
    milestones: tuple[Milestone, ...] = ()
    relative_to: str | None = None
    delta: str | None = None
    provisional: bool = False
    urgency: str | None = None
    recurrence: Recurrence | None = None
    starts: datetime | None = None
    offer: datetime | None = None
    warnings: tuple[str, ...] = ()
    lead_id: Assignee | None = None
    support_ids: tuple[Assignee, ...] = ()
    assignee_ids: tuple[Assignee, ...] = ()
    candidates: tuple[tuple[str, tuple[Assignee, ...]], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the contract's dict; ``offer`` and ``delta`` are ours, added to it."""
        return {
            "title": self.title,
            "lead": self.lead,
            "support": list(self.support),
            "assignees": list(self.assignees),
            "mode": self.mode,
            "deadline": to_minute(self.deadline),
            "milestones": [milestone.as_json() for milestone in self.milestones],
            "relative_to": self.relative_to,
            "delta": self.delta,
            "provisional": self.provisional,
            "urgency": self.urgency,
            "recurrence": self.recurrence.as_json() if self.recurrence else None,
            "starts": to_minute(self.starts),
            "offer": to_minute(self.offer),
            "warnings": list(self.warnings),
        }


@fact(kw_only=True)
class Reading:
    """What one message was understood to be; ``asks`` is empty exactly when the reading is certain.

    ``task_numbers`` are all that were said; ``unclear`` when it cannot be told which of them the words are about, or
    whether 8号 is a task or a day: then it is asked, never guessed.
    """

    text: str
    intent: Intent = Intent.NONE
    tasks: tuple[TaskReading, ...] = ()
    task_number: str | None = None
    args: Mapping[str, Any] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    people: tuple[tuple[str, tuple[Assignee, ...]], ...] = ()
    task_numbers: tuple[str, ...] = ()
    unclear: bool = False

    @property
    def certain(self) -> bool:
        """Whether nothing has to be asked."""
        return not self.asks

    def as_json(self) -> dict[str, Any]:
        """Return the object that ``taizhang understand --json`` prints, one a line."""
        return {
            "text": self.text,
            "intent": self.intent.value,
            "certain": self.certain,
            "tasks": [task.as_json() for task in self.tasks],
            "task_number": self.task_number,
            "args": {name: _plain(value) for name, value in self.args.items() if value is not None},
            "asks": list(self.asks),
        }


def to_minute(moment: datetime | None) -> str | None:
    """Return local business time to the minute, as in the cases."""
    return moment.strftime("%Y-%m-%dT%H:%M") if moment else None


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return to_minute(value)
    if isinstance(value, TaskReading):
        return value.as_json()
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value
