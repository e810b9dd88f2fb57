"""Headings of lists that were asked for in words: whose, which light, what state, which period (查询结果)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.wording.voice import Voice, escape
from ledger.tasks import Task

_LIGHTS = {"red": "红灯", "yellow": "黄灯", "green": "绿灯"}
_STATES = {
    "overdue": "逾期",
    "unacknowledged": "待签收",
    "to_review": "待审核",
    "blocked": "有卡点",
    "unreported": "尚未办结",
}
_PERIODS = {
    "today": "今日到期",
    "tomorrow": "明日到期",
    "week": "本周到期",
    "next_week": "下周到期",
    "month": "本月到期",
}


def listed(voice: Voice, tasks: Sequence[Task], wanted: Mapping[str, Any], names: Sequence[str], *, most: int) -> str:
    """Return the list under its heading, or the sentence that there is none."""
    heading = _heading(wanted)
    whose = escape("、".join(names))
    if not tasks:
        return f"{whose}没有{heading}事项。"
    lines = [f"<b>{whose}{heading}（{len(tasks)}）</b>"] + [voice.line(task) for task in tasks[:most]]
    if len(tasks) > most:
        lines.append(f"另有{len(tasks) - most}项，请按编号查询。")
    return "\n".join(lines)


def _heading(wanted: Mapping[str, Any]) -> str:
    due = "week" if wanted.get("filter") == "due" else ""
    words = [
        _PERIODS.get(str(wanted.get("period") or due), ""),
        _LIGHTS.get(str(wanted.get("light")), ""),
        _STATES.get(str(wanted.get("filter")), ""),
    ]
    return "".join(words) or "未办结"
