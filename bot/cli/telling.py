"""A task and its entries as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.wording.ledger_rows import STATUSES
from ledger import closing_entries as c
from ledger import entries as e
from ledger import time_entries as t
from ledger.escalations import Escalated, ReceiptChased
from ledger.hours import OfficeHours
from ledger.import_entries import TaskImported
from ledger.people import Assignee, Roster
from ledger.tasks import Part, Task
from ledger.undo_entries import Undone
from reports.words import ERASED, term_words

KINDS = {
    e.Assigned: "交办",
    e.Acknowledged: "签收",
    e.Declined: "不予受理",
    e.ProgressNoted: "反馈",
    e.EvidenceAdded: "佐证材料",
    e.BlockerRaised: "卡点",
    e.BlockerCleared: "卡点解除",
    e.CompletionClaimed: "申请销号",
    e.Closed: "销号",
    e.Returned: "退回",
    e.Reassigned: "转办",
    e.Withdrawn: "撤回",
    e.Amended: "变更",
    c.Categorised: "归类",
    c.Mended: "补正",
    c.Archived: "归档",
    c.Rechecked: "复核属实",
    c.Reopened: "重新办理",
    t.ExtensionRequested: "申请延期",
    t.ExtensionDecided: "延期审批",
    t.Suspended: "中止",
    t.Resumed: "恢复办理",
    t.Recounted: "时限重算",
    e.Corrected: "更正",
    e.Reminded: "催办",
    ReceiptChased: "催签",
    Escalated: "督办",
    TaskImported: "导入",
    Undone: "撤销",
}
PARTS = {Part.LEAD: "牵头", Part.SUPPORT: "配合"}


def task_lines(task: Task, roster: Roster, hours: OfficeHours) -> Iterator[str]:
    """Yield where the task stands, and each of its branches."""
    yield f"{task.number}  {task.title or ERASED}"
    deadline = f"{hours.local(task.deadline):%Y-%m-%d %H:%M}" if task.deadline else _without_date(task)
    yield f"状态：{STATUSES[task.status]}  时限：{deadline}"
    for branch in task.branches:
        stands = branch.status if task.is_open else task.status  # The task's end is the end of each branch.
        percent = "" if branch.percent is None else f" {branch.percent}%"
        yield f"{PARTS[branch.part]}：{roster.name_of(branch.assignee)}  {STATUSES[stands]}{percent}"


def _without_date(task: Task) -> str:
    return term_words(task.term) if task.term is not None else "未定"


def entry_line(record: e.Recorded, roster: Roster, hours: OfficeHours) -> str:
    """Return one entry: its number, when, who, what, and its words."""
    entry = record.entry
    by = roster.person(entry.by).name if entry.by is not None else "系统"
    words = [
        KINDS.get(type(entry), type(entry).__name__),
        *_names(entry, roster),
        *_moved(entry, hours),
        *_words(record),
    ]
    return f"{record.seq:>5}  {hours.local(entry.at):%m-%d %H:%M}  {by}  {' '.join(words)}"


def _names(entry: e.Entry, roster: Roster) -> list[str]:
    match entry:
        case e.Assigned():
            return [_joined(entry.lead + entry.support, roster)]
        case e.Reassigned():
            return [f"{roster.name_of(entry.old)} → {roster.name_of(entry.new)}"]
        case e.BlockerRaised() if entry.needs is not None:
            return [f"需{roster.name_of(entry.needs)}"]
        case e.ProgressNoted() if entry.percent is not None:
            return [f"{entry.percent}%"]
        case Escalated():
            return [entry.notice]
        case _:
            return []


def _moved(entry: e.Entry, hours: OfficeHours) -> list[str]:
    """Return what the entry says of the deadline."""
    if isinstance(entry, e.Assigned) and entry.term is not None:
        return [term_words(entry.term)]
    fixed = [f"时限{hours.local(entry.due):%Y-%m-%d %H:%M}"] if isinstance(entry, e.Receiving) and entry.due else []
    if not isinstance(entry, t.ExtensionRequested | t.ExtensionDecided | t.Resumed | t.Recounted):
        return fixed
    verdict = ["同意" if entry.granted else "不同意"] if isinstance(entry, t.ExtensionDecided) else []
    return verdict + ([f"至{hours.local(entry.deadline):%Y-%m-%d %H:%M}"] if entry.deadline else []) + fixed


def _joined(assignees: tuple[Assignee, ...], roster: Roster) -> str:
    return "、".join(roster.name_of(assignee) for assignee in assignees)


def _words(record: e.Recorded) -> list[str]:
    """Return the entry's free texts; what was erased says so."""
    names = e.free_fields(type(record.entry))
    words = [ERASED if name in record.erased else str(getattr(record.entry, name)) for name in names]
    files = [file.name for file in getattr(record.entry, "files", ())]
    return [word for word in (*words, *files) if word]
