"""The ledger as a file (导出台账)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from handlers.wording.ledger_rows import STATUSES
from handlers.wording.spoken import spoken
from handlers.wording.voice import Voice
from ledger.tasks import Task


@spoken
def name(voice: Voice) -> str:
    """Return the file's name with the moment up to which it holds."""
    return f"台账_{voice.house.hours.local(voice.now):%Y%m%d_%H%M}.xlsx"


@spoken
def caption(voice: Voice, tasks: Sequence[Task]) -> str:
    """Return how many tasks the file holds, by state, and until when."""
    counted = Counter(STATUSES[task.status] for task in tasks)
    states = "，".join(f"{state}{counted[state]}" for state in STATUSES.values() if counted[state])
    return f"台账导出 {len(tasks)}件（{states}），截至{voice.moment(voice.now)}。限本人工作使用，请妥善保管。"


@spoken
def nothing() -> str:
    """Say that there is nothing to export."""
    return "没有可导出的事项。发送 /my 查看本人待办。"


@spoken
def which() -> str:
    """Ask for words that name a list."""
    return "未能识别导出范围。导出全部请写“导出台账”，部分请写单位、亮灯、状态等，例：导出住建局红灯。"


@spoken
def only_in_private() -> str:
    """Say in a group where exports are made."""
    return "台账只在私聊导出，请私聊本助手发送 /export。"
