"""The timetable: the office's day, and how one line of it is changed."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from config.mistakes import WrongSetting
from config.settings import load_settings
from config.timetable import GROUP_REPORTS, ReportKind, Rule, Timetable


class PlainWeeks:
    """Monday to Friday, without feasts."""

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5

    def is_last_workday_of_week(self, day: date) -> bool:
        return day.weekday() == 4

    def last_workday_of_month(self, day: date) -> date:
        return date(2026, 11, 26)

    def last_workday_of_quarter(self, day: date) -> date:
        return date(2026, 11, 27)


def test_the_day_of_the_office():
    assert [(rule.report.value, f"{rule.time:%H:%M}", rule.on) for rule in Timetable().rules] == [
        ("dispatch", "08:30", "workday"),
        ("todo", "08:30", "workday"),
        ("digest", "08:40", "workday"),
        ("prompt", "16:30", "workday"),
        ("preview", "16:50", "workday"),
        ("lastcall", "17:15", "workday"),
        ("daily", "17:30", "workday"),
        ("weekly", "17:30", "last_workday_of_week"),
        ("monthly", "17:30", "last_workday_of_month"),
        ("quarterly", "17:30", "last_workday_of_quarter"),
    ]
    assert all(rule.catch_up == timedelta(hours=3) for rule in Timetable().rules)


def test_one_value_of_one_rule_is_changed_and_the_rest_stays(tmp_path):
    path = tmp_path / "taizhang.toml"
    path.write_text('[timetable]\ncatch_up = "2h"\nweekly = { on = "friday" }\nprompt = { enabled = false }\n', "utf-8")

    timetable = load_settings(path, {"TAIZHANG_TIMETABLE__DAILY__TIME": "17:00"}).timetable

    assert (timetable.daily.time, timetable.daily.on) == (time(17), "workday")
    assert (timetable.weekly.time, timetable.weekly.on) == (time(17, 30), "friday")
    assert timetable.daily.catch_up == timetable.dispatch.catch_up == timedelta(hours=2)
    assert ReportKind.PROMPT not in {rule.report for rule in timetable.rules}


def test_days_are_named_and_never_counted(tmp_path):
    path = tmp_path / "taizhang.toml"
    path.write_text("[timetable.weekly]\non = 5\n", "utf-8")

    with pytest.raises(WrongSetting, match=r"timetable\.weekly\.on 有误：只能是 workday、"):
        load_settings(path, {})


def test_a_rule_keeps_its_report(tmp_path):
    path = tmp_path / "taizhang.toml"
    path.write_text('[timetable.weekly]\nreport = "daily"\n', "utf-8")

    with pytest.raises(WrongSetting, match="weekly 一节的 report 只能是 weekly"):
        load_settings(path, {})


@pytest.mark.parametrize(
    ("on", "days"),
    [
        ("workday", [23, 24, 25, 26, 27]),
        ("last_workday_of_week", [27]),
        ("monday", [23]),
        ("sunday", []),
        ("last_workday_of_month", [26]),
        ("last_workday_of_quarter", [27]),
    ],
)
def test_on_which_days_of_a_plain_week_a_rule_rings(on, days):
    rule = Rule(report=ReportKind.DAILY, time=time(17), on=on)

    assert [day for day in range(23, 30) if rule.falls_on(date(2026, 11, day), PlainWeeks())] == days


def test_lists_and_prompts_never_go_to_groups():
    assert [kind.value for kind in GROUP_REPORTS] == ["dispatch", "daily", "weekly", "monthly", "quarterly"]
