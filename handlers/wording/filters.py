"""Headings of lists that were asked for in words: whose, which light or notice, what state, which period (查询结果)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.wording.spoken import spoken
from handlers.wording.terms import LEVEL, ORIGIN, URGENCY
from handlers.wording.voice import called, short
from ledger.entries import Urgency
from ledger.escalations import Level
from ledger.origins import OriginKind

_LIGHTS = {"red": "红灯", "yellow": "黄灯", "green": "绿灯"}
_STATES = {
    "overdue": "逾期",
    "unacknowledged": "待签收",
    "to_review": "待审核",
    "blocked": "有卡点",
    "escalated": "督办",
    "unreported": "尚未办结",
    "suspended": "中止",
    "silent": "久无进展",
    "closed": "已销号",
    "archived": "已归档",
    "withdrawn": "已撤回",
    "assigned": "新交办",
}
_LEVELS = {level.value: f"{LEVEL[level]}督办" for level in Level}
_DONE = frozenset({"closed", "assigned", "escalated"})
"""Of these a period says when that was done; of the others, when they fall due."""
_DAYS = {"yesterday": "昨日", "today": "今日", "tomorrow": "明日", "week": "本周", "next_week": "下周", "month": "本月"}
_GROUP = "group="


@spoken
def heading(wanted: Mapping[str, Any], names: Sequence[str]) -> tuple[str, str]:
    """Return whose tasks were asked for, and which of them."""
    whose = called("、".join(name.removeprefix(_GROUP) for name in names))
    said = str(wanted.get("filter") or "")
    text = f"标题含“{short(str(wanted['text']))}”" if wanted.get("text") else ""
    words = [
        _period(wanted, said),
        _LIGHTS.get(str(wanted.get("light")), ""),
        URGENCY[Urgency(wanted["urgency"])] if wanted.get("urgency") else "",
        f"{ORIGIN[OriginKind(wanted['origin'])]}来源" if wanted.get("origin") else "",
        _LEVELS.get(str(wanted.get("level"))) or _STATES.get(said, ""),
        text,
    ]
    return whose, "".join(words) or "未办结"


def _period(wanted: Mapping[str, Any], said: str) -> str:
    """Return 本周到期; of what is closed or new the period says when that was done."""
    day = _DAYS.get(str(wanted.get("period") or _UNSAID.get(said, "")), "")
    return day if not day or said in _DONE else f"{day}到期"


_UNSAID = {"due": "week", "assigned": "today"}
"""The period of a list that names none."""


@spoken
def nothing(whose: str, which: str) -> str:
    """Return the sentence that there is none."""
    return f"{whose}没有{which}{'的' if which.endswith('”') else ''}事项。"


@spoken
def too_short() -> str:
    """Ask for more of the title."""
    return "查找标题请至少写两个字，例：查供热。"
