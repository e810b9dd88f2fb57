"""Headings of lists that were asked for in words: whose, which light or notice, what state, which period (查询结果)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.english.terms import LEVEL, ORIGIN, URGENCY
from handlers.english.voice import called, listed, short
from ledger.entries import Urgency
from ledger.escalations import Level
from ledger.origins import OriginKind

_LIGHTS = {"red": "red light", "yellow": "yellow light", "green": "green light"}
_STATES = {
    "overdue": "overdue",
    "unacknowledged": "not acknowledged",
    "to_review": "to review",
    "blocked": "blocked",
    "escalated": "under a supervision notice",
    "unreported": "not completed",
    "suspended": "suspended",
    "silent": "long without progress",
    "closed": "closed",
    "archived": "archived",
    "withdrawn": "withdrawn",
    "assigned": "newly assigned",
}
_LEVELS = {level.value: f"under a {LEVEL[level]} supervision notice" for level in Level}
_DONE = frozenset({"closed", "assigned", "escalated"})
_DAYS = {
    "yesterday": "yesterday",
    "today": "today",
    "tomorrow": "tomorrow",
    "week": "this week",
    "next_week": "next week",
    "month": "this month",
}
_GROUP = "group="
_UNSAID = {"due": "week", "assigned": "today"}


def heading(wanted: Mapping[str, Any], names: Sequence[str]) -> tuple[str, str]:
    """Return whose tasks were asked for, and which of them."""
    whose = called(listed(name.removeprefix(_GROUP) for name in names))
    said = str(wanted.get("filter") or "")
    text = f"“{short(str(wanted['text']))}” in the title" if wanted.get("text") else ""
    words = [
        _LIGHTS.get(str(wanted.get("light")), ""),
        URGENCY[Urgency(wanted["urgency"])] if wanted.get("urgency") else "",
        f"from: {ORIGIN[OriginKind(wanted['origin'])]}" if wanted.get("origin") else "",
        _LEVELS.get(str(wanted.get("level"))) or _STATES.get(said, ""),
        _period(wanted, said),
        text,
    ]
    return f"{whose}: " if whose else "", ", ".join(filter(None, words)) or "open"


def _period(wanted: Mapping[str, Any], said: str) -> str:
    day = _DAYS.get(str(wanted.get("period") or _UNSAID.get(said, "")), "")
    return day if not day or said in _DONE else f"due {day}"


def nothing(whose: str, which: str) -> str:
    """Return the sentence that there is none."""
    return f"{whose}no tasks ({which})."


def too_short() -> str:
    """Ask for more of the title."""
    return "Please write at least two characters of the title, for example: 查供热."
