"""What a circular (通报) says of a task, from facts alone: unit and person, what it is, and how it went (见人见事)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from handlers.wording.terms import LEVEL
from ledger.circular_facts import Finding
from ledger.circulars import Point, Tone
from ledger.people import Roster
from ledger.tasks import Branch, Status, Task
from reports.words import clipped

_TITLE = 60  # Signs of a task's title within a sentence.


def sentence(roster: Roster, one: Finding, at: datetime) -> Point:
    """Return what is said of the task: who, what, and each fact of it."""
    facts = _merit(one) if one.tone is Tone.PRAISE else "，".join(_faults(one, at))
    text = f"{_who(roster, one.task)}承办的“{clipped(one.task.title, _TITLE).rstrip('。')}”{facts}。"
    return Point(one.tone, one.task.number, text)


def _merit(one: Finding) -> str:
    return f"提前{one.early}个工作日办结" if one.early > 0 else "按期办结"


def _faults(one: Finding, at: datetime) -> Iterable[str]:
    if one.overdue is not None:
        waits = one.task.status is Status.CLAIMED
        yield (f"逾期{one.overdue}个工作日" if one.overdue > 0 else "超过时限") + (
            "申请销号，尚待审核" if waits else "未办结"
        )
    if one.late is not None:
        yield f"逾期{one.late}个工作日办结" if one.late > 0 else "超过时限办结"
    if one.silent is not None:
        yield f"连续{one.silent}个工作日无进展"
    if one.returned:
        yield f"销号申请被退回{one.returned}次"
    if (notice := one.notice) is not None:
        unanswered = notice.answered_at is None and at > notice.limit
        yield f"已下达{notice.number}（{LEVEL[notice.level]}）" + ("，逾限未答复" if unanswered else "")


def _who(roster: Roster, task: Task) -> str:
    """Return units and people (见人见事): the assignee with the unit, of a unit its heads."""
    return "、".join(_named(roster, branch) for branch in task.leads)


def _named(roster: Roster, branch: Branch) -> str:
    unit = roster.unit_of(branch.assignee)
    name = roster.unit(unit).name if unit is not None else ""
    if branch.assignee.person is not None:
        return f"{name}{roster.person(branch.assignee.person).name}"
    heads = roster.heads(unit) if unit is not None else ()
    return f"{name}（负责人：{'、'.join(head.name for head in heads)}）" if heads else name
