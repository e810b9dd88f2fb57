"""Words about the timetable (推送时间)."""

from __future__ import annotations

from collections.abc import Iterable

from config.timetable import Rule
from handlers.english.terms import RULE
from handlers.english.voice import called

ON = {
    "workday": "every workday",
    "last_workday_of_week": "on the last workday of each week",
    "last_workday_of_month": "on the last workday of each month",
    "last_workday_of_quarter": "on the last workday of each quarter",
}


def _when(rule: Rule) -> str:
    days = ON.get(rule.on) or f"every {rule.on.capitalize()}"
    return f"{days} {rule.time:%H:%M}" if rule.enabled else "stopped"


def listed(rules: Iterable[Rule]) -> str:
    """List when each report goes out."""
    lines = ["<b>Timetable</b>", *(f"{RULE[rule.report]}: {_when(rule)}" for rule in rules)]
    return "\n".join([*lines, "To change it, write 日报改到18:00, 停发周总结 or 恢复周总结."])


def card(before: Rule, after: Rule) -> str:
    """Show a change before it counts."""
    return (
        f"<b>Please check the timetable</b>\n{RULE[after.report]}: from {_when(before)} to {_when(after)}.\n"
        "Once confirmed it holds from the next slot on; after 10 minutes this card lapses."
    )


def changed(before: Rule, after: Rule, by: str = "") -> str:
    """Confirm the change; ``by`` names who made it, for those who are told."""
    who = f" by {called(by)}" if by else ""
    return (
        f"Timetable changed{who}: {RULE[after.report]} from {_when(before)} to {_when(after)}, from the next slot on."
    )
