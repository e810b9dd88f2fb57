"""A task as one row of the standard supervision ledger (interface.md "Ledger export")."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ledger.lights import Light
from ledger.personal import masked
from ledger.tasks import Status
from reports.words import ERASED, term_words

if TYPE_CHECKING:
    from ledger.hours import OfficeHours
    from ledger.tasks import Task
    from storage.export import TaskLine

COLUMNS = (
    "编号", "事项", "来源", "牵头单位", "配合单位", "责任人", "交办时间", "原定时限", "现时限",
    "状态", "亮灯", "进度", "最近进展", "延期次数", "销号时间", "佐证", "备注", "类别",
)  # fmt: skip

STATUSES = {
    Status.ASSIGNED: "待签收",
    Status.ACTIVE: "办理中",
    Status.CLAIMED: "待销号",
    Status.SUSPENDED: "中止",
    Status.CLOSED: "已销号",
    Status.ARCHIVED: "已归档",
    Status.WITHDRAWN: "已撤回",
}
LIGHTS = {Light.GREEN: "绿灯", Light.YELLOW: "黄灯", Light.RED: "红灯"}


def task_row(line: TaskLine, hours: OfficeHours) -> list[str]:
    """Return the row's cells as texts, in the order of ``COLUMNS``; numbers of people are masked, for files travel."""
    task = line.task

    def shown(moment: datetime | None) -> str:
        return f"{hours.local(moment):%Y-%m-%d %H:%M}" if moment is not None else ""

    term = term_words(task.original_term) if task.original_term is not None else ""
    cells = [
        task.number,
        task.title or ERASED,
        task.origin or line.assigned_by,
        "、".join(line.lead_units),
        "、".join(line.support_units),
        "、".join(line.people),
        shown(task.assigned_at),
        shown(task.original_deadline) or term,
        shown(task.deadline) or (term if task.term is not None else ""),
        STATUSES[task.status],
        LIGHTS[line.light.light] if line.light is not None else "",
        "" if task.percent is None else f"{task.percent}%",
        task.last_note,
        str(task.extensions),
        shown(task.closed_at),
        "、".join((*line.evidence, *_carried_files(task))),
        _remark(task),
        task.category,
    ]
    return list(map(masked, cells))


def _carried_files(task: Task) -> tuple[str, ...]:
    return (task.carried.evidence,) if task.carried is not None and task.carried.evidence else ()


def _remark(task: Task) -> str:
    """Return why the task was withdrawn, what is awaited while it stands still, or what a claim lacked.

    An imported task has its old remark instead where there is nothing newer, and its old number.
    """
    stood = (task.suspended.awaiting or task.suspended.reason) if task.suspended is not None else ""
    remark = task.reason or stood or task.missing
    if task.carried is None:
        return remark
    old = f"原编号 {task.carried.reference}" if task.carried.reference else ""
    return "；".join(part for part in (remark or task.carried.remark, old) if part)
