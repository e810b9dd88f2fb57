"""How the office works: hours, quiet, lights, limits and the ladder of escalation (督办)."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from config.section import Duration, Section, TimeOfDay, Workdays, WorkingHours

NOTICE_NUMBERING = "督办〔{year}〕{n}号"
CIRCULAR_NUMBERING = "督查通报〔{year}〕{n}号"


class Hours(Section):
    """Working hours (办公时间) of a workday, in business time."""

    morning_start: TimeOfDay = time(8, 30)
    morning_end: TimeOfDay = time(12)
    afternoon_start: TimeOfDay = time(14, 30)
    afternoon_end: TimeOfDay = time(18)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.morning_start < self.morning_end <= self.afternoon_start < self.afternoon_end:
            raise ValueError("上下班时间应先后相接，例如 08:30、12:00、14:30、18:00")
        return self


class Quiet(Section):
    """When nothing but 特急 is sent; the night may run over midnight."""

    starts: TimeOfDay = time(20)
    ends: TimeOfDay = time(8)
    rest_days: bool = True

    def covers(self, hour: time) -> bool:
        """Tell whether an hour of any day is quiet; the end itself is not."""
        if self.starts <= self.ends:
            return self.starts <= hour < self.ends
        return hour >= self.starts or hour < self.ends


class Lights(Section):
    """From when a light (亮灯) is yellow; red is past the deadline."""

    yellow_workdays: Workdays = 3
    blocker_workdays: Workdays = 3


class Receipt(Section):
    """Limits of the receipt (签收) in working hours, and who hears next, each once."""

    limit_hours: WorkingHours = 4
    head_after_hours: WorkingHours = 4
    coordinator_after_hours: WorkingHours = 4


class UrgencyLimits(Section):
    """Workdays proposed on the card where no date was said: 特急, 加急, 平急."""

    critical_workdays: Workdays = 1
    urgent_workdays: Workdays = 3
    normal_workdays: Workdays = 10


class Recurrence(Section):
    """Recurring duties (周期事项): workdays before it is due at which an occurrence is assigned at the earliest."""

    ahead_workdays: Workdays = 5


class Extensions(Section):
    """Extensions (延期): how many a task may have, whether also late, and whether coordinators decide them, too."""

    at_most: Annotated[int, Field(ge=0, le=100)] = 2
    late_allowed: bool = True
    coordinators_decide: bool = False


class Reminders(Section):
    """Workdays before the deadline on which the assignee is reminded, and whether on each overdue morning."""

    workdays_before: tuple[Annotated[int, Field(gt=0, le=366)], ...] = (3, 1)
    on_the_day: bool = True
    while_overdue: bool = True


class Escalation(Section):
    """The ladder: urging (催办), then blue, yellow and red notices by workdays overdue."""

    urge_pause_hours: WorkingHours = 4
    blue_workdays: Workdays = 1
    yellow_workdays: Workdays = 3
    red_workdays: Workdays = 5
    reply_workdays: Workdays = 2
    silent_workdays: Workdays = 5

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if not self.blue_workdays < self.yellow_workdays < self.red_workdays:
            raise ValueError("蓝、黄、红三级督办的逾期工作日应依次增大，例如 1、3、5")
        return self


class Cards(Section):
    """Life of a card, in real time, and how long one's own last act may be undone, by the time of sending."""

    life: Duration = timedelta(minutes=10)
    undo: Duration = timedelta(minutes=10)


class Recheck(Section):
    """How many of a month's closed tasks are drawn for a recheck (回头看)."""

    percent: Annotated[int, Field(ge=0, le=100)] = 10
    at_least: Annotated[int, Field(ge=0)] = 3


class AppraisalRules(Section):
    """The folder of the office's own appraisal rules (考评细则), without which nobody is scored; and its limits.

    A line may be disputed (申诉) within so many workdays after its day; a quarter is frozen (封存)
    so many after its end. An outage (停机) that lasted ``outage_from`` is noted, and excuses what was due in it, or
    in so many working hours after it.
    """

    rules: Path | None = None
    appeal_workdays: Annotated[int, Field(ge=1, le=90)] = 5
    freeze_workdays: Annotated[int, Field(ge=1, le=60)] = 5
    outage_from: Duration = timedelta(minutes=30)
    outage_grace_hours: WorkingHours = 4


class Archive(Section):
    """Days after its last entry at which a closed task is archived (归档) by the clock; 0: by hand only."""

    after_days: Annotated[int, Field(ge=0, le=3660)] = 90


class Burden(Section):
    """How many prompts (提示) a person may get in a week before the administrators are alarmed."""

    weekly_cap: Annotated[int, Field(gt=0, le=1000)] = 30


class Reading(Section):
    """How a deadline is read: beyond so many days it is asked about."""

    confirm_beyond_days: Annotated[int, Field(gt=0)] = 90


class Papers(Section):
    """Papers, pictures, tables: who signs and who is addressed, and what a group's report has beside its text."""

    issuer: Annotated[str, Field(max_length=60)] = ""
    addressee: Annotated[str, Field(max_length=300)] = ""
    pictures: bool = True
    rich_tables: bool = False
