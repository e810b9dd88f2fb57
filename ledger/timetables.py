"""The timetable in force: the settings file's, with what was changed by chat or command since (``SettingChanged``)."""

from __future__ import annotations

from datetime import datetime, time
from typing import Protocol

from config.timetable import ReportKind, Rule, Timetable
from ledger.calendar import DAY, LONGEST_RUN
from ledger.house import House


class Overrides(Protocol):
    """Where changed settings are asked for."""

    async def setting(self, name: str) -> str | None:
        """Return the changed value, or nothing."""
        ...

    @property
    def house(self) -> House:
        """The house rules, hours and calendar among them."""
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


async def hour_before(books: Overrides, timetable: Timetable, report: ReportKind, at: datetime) -> datetime | None:
    """Return the last hour before ``at`` at which the report is due; ``None`` for one that does not ring."""
    rule = next((rule for rule in await in_force(books, timetable) if rule.report is report), None)
    return None if rule is None else _last_rung(rule, at, books.house)


def _last_rung(rule: Rule, at: datetime, house: House) -> datetime | None:
    today = house.hours.local(at).date()
    days = (today - DAY * back for back in range(LONGEST_RUN + 1))
    hours = (house.hours.at(day, rule.time) for day in days if rule.falls_on(day, house.calendar))
    return next((hour for hour in hours if hour < at), None)
