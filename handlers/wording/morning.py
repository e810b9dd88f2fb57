"""The buttons under the morning's to-do list (待办): a receipt each, and a list each."""

from __future__ import annotations

from handlers.wording.spoken import spoken
from reports.owed import AHEAD

_NAMES = {
    "overdue": "逾期",
    "due_today": "今日到期",
    "due_at_rest": "休息日到期",
    "stages": "阶段节点",
    "mend": "待补正",
    "notices": "督办单待答复",
    "unacknowledged": "待签收",
    "to_review": "待审核",
    "broken": "断链",
}


@spoken
def name_of(key: str) -> str:
    """Return what the list is called."""
    return _NAMES.get(key) or f"{key.removeprefix(AHEAD)}个工作日后到期"


@spoken
def opens(key: str, count: int) -> str:
    """Return the label of the button that opens the list: 逾期 3."""
    return f"{name_of(key)} {count}"


@spoken
def signs(number: str) -> str:
    """Return the label of the button that signs for one task."""
    return f"签收 {number}"
