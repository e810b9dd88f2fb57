"""The timetable (时刻表): which report rings when, in business time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any, Literal, Protocol

from pydantic import model_validator

from config.section import Duration, Section, TimeOfDay

CATCH_UP = timedelta(hours=3)  # A report later than this is worse than none.

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

On = Literal[
    "workday",
    "last_workday_of_week",
    "last_workday_of_month",
    "last_workday_of_quarter",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
]


class ReportKind(StrEnum):
    """What is published by the clock: reports to groups, the rest in private."""

    DISPATCH = "dispatch"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    TODO = "todo"
    PROMPT = "prompt"
    PREVIEW = "preview"
    LASTCALL = "lastcall"
    DIGEST = "digest"


BOARD = "board"
"""The live board (工作看板): a group chooses it as it chooses its reports, but it has no hour."""
GROUP_REPORTS = (
    ReportKind.DISPATCH,
    ReportKind.DAILY,
    ReportKind.WEEKLY,
    ReportKind.MONTHLY,
    ReportKind.QUARTERLY,
)


class Workdays(Protocol):
    """What a rule asks of the calendar."""

    def is_workday(self, day: date) -> bool:
        """Tell whether the office works on the day."""
        ...

    def is_last_workday_of_week(self, day: date) -> bool:
        """Tell whether the day is the last workday of its Monday-to-Sunday week."""
        ...

    def last_workday_of_month(self, day: date) -> date:
        """Return the last workday of the day's month."""
        ...

    def last_workday_of_quarter(self, day: date) -> date:
        """Return the last workday of the day's quarter."""
        ...


class Rule(Section):
    """One line of the timetable; a weekday's name means that weekday wherever it is a workday."""

    report: ReportKind
    time: TimeOfDay
    on: On = "workday"
    catch_up: Duration = CATCH_UP
    enabled: bool = True

    def falls_on(self, day: date, calendar: Workdays) -> bool:
        """Tell whether the rule rings on the local day."""
        if self.on == "last_workday_of_week":
            return calendar.is_last_workday_of_week(day)
        if self.on == "last_workday_of_month":
            return day == calendar.last_workday_of_month(day)
        if self.on == "last_workday_of_quarter":
            return day == calendar.last_workday_of_quarter(day)
        return self._names(day) and calendar.is_workday(day)

    def rests_on(self, day: date, calendar: Workdays) -> bool:
        """Tell whether the rule would ring on the day, were it no rest day (节假日); a whole week can be of them."""
        if self.on == "last_workday_of_week":
            return day.weekday() == len(WEEKDAYS) - 1 and not any(
                calendar.is_workday(day - timedelta(days=back)) for back in range(len(WEEKDAYS))
            )
        return self._names(day) and not calendar.is_workday(day)

    def _names(self, day: date) -> bool:
        return self.on == "workday" or self.on == WEEKDAYS[day.weekday()]


def _rule(report: ReportKind, hour: int, minute: int, on: On = "workday") -> Rule:
    return Rule(report=report, time=time(hour, minute), on=on)


DEFAULTS: Mapping[ReportKind, Rule] = {
    rule.report: rule
    for rule in (
        _rule(ReportKind.DISPATCH, 8, 30),
        _rule(ReportKind.TODO, 8, 30),
        _rule(ReportKind.DIGEST, 8, 40),
        _rule(ReportKind.PROMPT, 16, 30),
        _rule(ReportKind.PREVIEW, 16, 50),
        _rule(ReportKind.LASTCALL, 17, 15),
        _rule(ReportKind.DAILY, 17, 30),
        _rule(ReportKind.WEEKLY, 17, 30, "last_workday_of_week"),
        _rule(ReportKind.MONTHLY, 17, 30, "last_workday_of_month"),
        _rule(ReportKind.QUARTERLY, 17, 30, "last_workday_of_quarter"),
    )
}


class Timetable(Section):
    """All rules by report and their common catch-up window; what a settings file leaves out keeps its default."""

    catch_up: Duration = CATCH_UP
    dispatch: Rule = DEFAULTS[ReportKind.DISPATCH]
    todo: Rule = DEFAULTS[ReportKind.TODO]
    digest: Rule = DEFAULTS[ReportKind.DIGEST]
    prompt: Rule = DEFAULTS[ReportKind.PROMPT]
    preview: Rule = DEFAULTS[ReportKind.PREVIEW]
    lastcall: Rule = DEFAULTS[ReportKind.LASTCALL]
    daily: Rule = DEFAULTS[ReportKind.DAILY]
    weekly: Rule = DEFAULTS[ReportKind.WEEKLY]
    monthly: Rule = DEFAULTS[ReportKind.MONTHLY]
    quarterly: Rule = DEFAULTS[ReportKind.QUARTERLY]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules that ring, in the order of the day."""
        return tuple(rule for kind in DEFAULTS if (rule := self.rule(kind)).enabled)

    def rule(self, report: ReportKind) -> Rule:
        """Return the rule of the report, ringing or not."""
        found: Rule = getattr(self, report.value)
        return found

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, given: Any) -> Any:
        return _completed(dict(given)) if isinstance(given, Mapping) else given


def _completed(given: dict[str, Any]) -> dict[str, Any]:
    window = {"catch_up": given["catch_up"]} if "catch_up" in given else {}
    for kind, default in DEFAULTS.items():
        rule = given.get(kind, {})
        if not isinstance(rule, Mapping):
            continue
        if rule.get("report", kind) != kind:
            raise ValueError(f"时刻表 {kind} 一节的 report 只能是 {kind}，请删去")
        given[kind.value] = {**default.model_dump(), **window, **rule}
    return given
