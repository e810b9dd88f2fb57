"""How entries about a task as a whole fold into it; those about a branch lie in ``folding``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ledger import closing_entries as c
from ledger import entries as e
from ledger import origin_entries as o
from ledger import time_entries as t
from ledger.escalations import Escalated
from ledger.origins import Orientations
from ledger.replacing import completed, replace
from ledger.tasks import Branch, Notice, Part, Status, Suspension, Task


def withdrawn(task: Task, entry: e.Withdrawn) -> Task:
    """撤回: the task is over, with its reason."""
    return completed(task, withdrawn_at=entry.at, reason=entry.reason)


def amended(task: Task, entry: e.Amended) -> Task:
    """调整: a new title, or a deadline that no receipt moves any more; one as late as was asked for answers that."""
    amended = completed(task, title=entry.title or task.title)
    if entry.deadline is None:
        return amended
    provisional = task.provisional if entry.provisional is None else entry.provisional
    asked = None if task.asked is not None and entry.deadline >= task.asked.deadline else task.asked
    return completed(amended, deadline=entry.deadline, term=None, provisional=provisional, asked=asked)


def categorised(task: Task, entry: c.Categorised) -> Task:
    """归类."""
    return completed(task, category=entry.category)


def archived(task: Task, entry: c.Archived) -> Task:
    """归档."""
    return completed(task, archived_at=entry.at)


def rechecked(task: Task, entry: c.Rechecked) -> Task:
    """复核属实."""
    return completed(task, rechecked_at=entry.at)


def reopened(task: Task, entry: c.Reopened) -> Task:
    """重新办理: the leads are at work again, evidence is owed anew, and the deadline is the new one."""
    branches = tuple(
        replace(one, status=Status.ACTIVE, claimed_at=None, claimed_by=None) if one.part is Part.LEAD else one
        for one in task.branches
    )
    return completed(
        task,
        branches=branches,
        closed_at=None,
        closed_by=None,
        archived_at=None,
        rechecked_at=None,
        shown=frozenset(),
        stale=len(task.files),
        missing=entry.reason,
        mended=frozenset(),
        mend_by=None,
        asked=None,
        deadline=entry.deadline,
        term=None,
        provisional=False,
        estimate=None,
        reopened_at=entry.at,
    )


def extension_decided(task: Task, entry: t.ExtensionDecided) -> Task:
    """延期审批: granted, the deadline moves and counts."""
    if not entry.granted:
        return completed(task, asked=None)
    return completed(
        task,
        asked=None,
        deadline=entry.deadline or task.deadline,
        term=None,
        provisional=False,
        extensions=task.extensions + 1,
        last_extension=entry.last,
    )


def suspended(task: Task, entry: t.Suspended) -> Task:
    """中止: the clock stands still from now on."""
    begun = Suspension(since=entry.at, reason=entry.reason, awaiting=entry.awaiting)
    return completed(task, suspensions=(*task.suspensions, begun))


def resumed(task: Task, entry: t.Resumed) -> Task:
    """恢复: it runs again, to the deadline that was worked out."""
    *before, last = task.suspensions
    return completed(
        task,
        suspensions=(*before, replace(last, until=entry.at)),
        deadline=entry.deadline or task.deadline,
        provisional=task.provisional or entry.provisional,
    )


def recounted(task: Task, entry: t.Recounted) -> Task:
    """重算: the notice holds; limits of branches and stages move with it."""
    dues = dict(zip(entry.dues_before, entry.dues, strict=True))
    stages = tuple(
        replace(one, deadline=deadline)
        for one, deadline in zip(task.milestones, entry.stage_deadlines or _stages(task), strict=True)
    )
    return completed(
        task,
        deadline=entry.deadline or task.deadline,
        milestones=stages,
        branches=tuple(_with_due(branch, dues) for branch in task.branches),
        provisional=entry.provisional,
    )


def _stages(task: Task) -> tuple[datetime, ...]:
    return tuple(one.deadline for one in task.milestones)


def _with_due(branch: Branch, dues: Mapping[datetime, datetime]) -> Branch:
    offer = _with_due(branch.offer, dues) if branch.offer is not None else None
    due = dues.get(branch.due, branch.due) if branch.due is not None else None
    return replace(branch, due=due, offer=offer)


def split(task: Task, entry: o.Split) -> Task:
    """分解: one more part."""
    return completed(task, children=(*task.children, entry.child))


def oriented(task: Task, entry: o.OrientationsSet) -> Task:
    """Write down what was said; what was not said stays as it was."""
    before = task.orientations or Orientations()
    said = {name: getattr(entry, name) or getattr(before, name) for name in Orientations.NAMES}
    return completed(task, orientations=Orientations(**said))


def reminded(task: Task, entry: e.Reminded) -> Task:
    """催办."""
    return completed(task, reminded_at=entry.at)


def escalated(task: Task, entry: Escalated) -> Task:
    """督办: the latest notice is the one that counts."""
    notice = Notice(number=entry.notice, level=entry.level, at=entry.at, limit=entry.limit, deadline=task.deadline)
    return completed(task, notice=notice)
