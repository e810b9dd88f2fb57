"""The timetable in force: the settings file's, with what was changed by chat or command since (``SettingChanged``)."""

from __future__ import annotations

from datetime import datetime, time
from typing import Protocol

from config.timetable import DEFAULTS, ReportKind, Rule
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


async def in_force(books: Overrides) -> tuple[Rule, ...]:
    """Return the rules that ring; ``timetable.daily.time`` = ``17:00`` moves it, ``.enabled`` stops it."""
    return tuple(rule for rule in await all_rules(books) if rule.enabled)


async def all_rules(books: Overrides) -> tuple[Rule, ...]:
    """Return every rule as changed since, ringing or not, in the order of the day."""
    return tuple([await _changed(books, books.house.timetable.rule(kind)) for kind in DEFAULTS])


def setting_of(report: ReportKind, *, hour: time | None, rings: bool | None) -> tuple[str, str]:
    """Return name and value of the setting that moves the report, or stops it or lets it ring again."""
    if hour is not None:
        return f"timetable.{report.value}.time", hour.isoformat("minutes")
    return f"timetable.{report.value}.enabled", "true" if rings else "false"


async def _changed(books: Overrides, rule: Rule) -> Rule:
    hour = await books.setting(f"timetable.{rule.report.value}.time")
    rings = await books.setting(f"timetable.{rule.report.value}.enabled")
    enabled = rule.enabled if rings is None else rings == "true"
    try:
        moved = rule.time if hour is None else time.fromisoformat(hour)
    except ValueError:
        moved = rule.time  # What was stored by an older version must not stop the bell.
    return rule.model_copy(update={"time": moved, "enabled": enabled})


async def hour_before(books: Overrides, report: ReportKind, at: datetime) -> datetime | None:
    """Return the last hour before ``at`` at which the report is due; ``None`` for one that does not ring."""
    rule = next((rule for rule in await in_force(books) if rule.report is report), None)
    return None if rule is None else _last_rung(rule, at, books.house)


def _last_rung(rule: Rule, at: datetime, house: House) -> datetime | None:
    today = house.hours.local(at).date()
    days = (today - DAY * back for back in range(LONGEST_RUN + 1))
    hours = (house.hours.at(day, rule.time) for day in days if rule.falls_on(day, house.calendar))
    return next((hour for hour in hours if hour < at), None)
