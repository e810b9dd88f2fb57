"""The timetable in force: the settings file's, with what was changed by chat or command since (``SettingChanged``)."""

from __future__ import annotations

from datetime import time
from typing import Protocol

from config.timetable import Rule, Timetable


class Overrides(Protocol):
    """Where changed settings are asked for."""

    async def setting(self, name: str) -> str | None:
        """Return the changed value, or nothing."""
        ...


async def in_force(books: Overrides, timetable: Timetable) -> tuple[Rule, ...]:
    """Return the rules that ring; ``timetable.daily.time`` = ``17:00`` moves the daily report."""
    return tuple([await _changed(books, rule) for rule in timetable.rules])


async def _changed(books: Overrides, rule: Rule) -> Rule:
    value = await books.setting(f"timetable.{rule.report.value}.time")
    try:
        return rule if value is None else rule.model_copy(update={"time": time.fromisoformat(value)})
    except ValueError:
        return rule  # What was stored by an older version must not stop the bell.
