"""How a deadline is read: one example or more for each house rule, said on Monday 2026-11-23 at 10:00."""

import pytest

from handlers.reading import read_deadline, to_minute
from ledger.hours import OfficeHours
from tests.reading.office import CALENDAR, HOURS, OFFICE, moment, said


def limit(words, at="2026-11-23T10:00", hours=HOURS):
    return read_deadline(words, roster=OFFICE, calendar=CALENDAR, hours=hours, at=moment(at))


CERTAIN = {
    "周X is in this week": {"周五前": "2026-11-27T18:00", "周日前": "2026-11-29T18:00", "礼拜四之前": "2026-11-26T18:00"},  # noqa: E501
    "下周X": {"下周三前": "2026-12-02T18:00", "下下周二前": "2026-12-08T18:00", "下礼拜一上午": "2026-11-30T12:00"},
    "parts of the day": {
        "明天上午": "2026-11-24T12:00",
        "明天中午前": "2026-11-24T12:00",
        "明天下午": "2026-11-24T18:00",
        "明天下班前": "2026-11-24T18:00",
        "明天上班前": "2026-11-24T08:30",
        "下午上班前": "2026-11-23T14:30",
        "今天之内": "2026-11-23T18:00",
        "今天24点前": "2026-11-24T00:00",
    },
    "an hour is inside office hours": {"三点前": "2026-11-23T15:00", "明天九点半前": "2026-11-24T09:30", "17:30前": "2026-11-23T17:30"},  # noqa: E501
    "hours run through the night": {"24小时内": "2026-11-24T10:00", "半小时内": "2026-11-23T10:30", "90分钟内": "2026-11-23T11:30"},  # noqa: E501
    "days, weeks and months roll": {
        "两天内": "2026-11-25T18:00",
        "5天内": "2026-11-30T18:00",
        "5个自然日内": "2026-11-30T18:00",
        "给你们3天时间": "2026-11-26T18:00",
        "一周内": "2026-11-30T18:00",
        "半个月内": "2026-12-08T18:00",
        "一个月内": "2026-12-23T18:00",
    },
    "workdays": {"3个工作日内": "2026-11-26T18:00", "五个工作日内": "2026-11-30T18:00"},
    "ends of periods are workdays": {
        "月底前": "2026-11-30T18:00",
        "年底前": "2026-12-31T18:00",
        "本周内": "2026-11-27T18:00",
        "下周内": "2026-12-04T18:00",
        "周末前": "2026-11-27T18:00",
        "下周末前": "2026-12-04T18:00",
        "年内": "2026-12-31T18:00",
        "12月底前": "2026-12-31T18:00",
        "四季度内": "2026-12-31T18:00",
        "12月上旬内": "2026-12-10T18:00",
        "元旦前": "2026-12-31T18:00",
    },
    "a day of the month is the next one": {"5号前": "2026-12-05T18:00", "30号前": "2026-11-30T18:00"},
    "counted from a named day": {
        "12月31日起3个工作日内": "2027-01-06T18:00",
        "自12月1日起5个工作日内": "2026-12-08T18:00",
        "12月31日后3个工作日内": "2027-01-06T18:00",
        "从下周一起三天内": "2026-12-03T18:00",
        "12月1日之日起一周内": "2026-12-08T18:00",
        "周五之后三天内": "2026-11-30T18:00",
        "明天起5天内": "2026-11-30T18:00",
        "12月1日下午3点起24小时内": "2026-12-02T15:00",
        "今天起3个工作日内": "2026-11-26T18:00",
        "即日起3个工作日内": "2026-11-26T18:00",
    },
    "counted from a feast": {"元旦后3个工作日内": "2027-01-06T18:00", "元旦节后第一个工作日": "2027-01-04T18:00"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"), [(words, expected) for rule in CERTAIN.values() for words, expected in rule.items()]
)
def test_a_clear_limit_is_certain(words, expected):
    found = limit(words)
    assert (to_minute(found.value), found.asks) == (expected, ())


@pytest.mark.parametrize(
    ("words", "expected", "ask"),
    [
        ("周一前", "2026-11-23T18:00", "confirm_today"),
        ("3月10日前", "2027-03-10T18:00", "confirm_past"),
        ("3月10日前", "2027-03-10T18:00", "confirm_far"),
        ("国庆前", "2027-09-30T18:00", "confirm_far"),
    ],
)
def test_a_doubtful_date_is_kept_and_confirmed(words, expected, ask):
    found = limit(words)
    assert to_minute(found.value) == expected
    assert ask in found.asks


@pytest.mark.parametrize(
    "words",
    ["会前", "节前", "年前", "过两天", "月中", "到中旬", "11月31日前", "2月30日前", "明天7点前", "明晚前", "两三天内", "12月中旬", "下周", "上周五前", "11月31日起3个工作日内", "12月1日起24小时内", "11月20日起3个工作日内", "2026年11月20日前", "明天上午15点前"],  # noqa: E501
)  # fmt: skip
def test_what_names_no_moment_is_asked(words):
    found = limit(words)
    assert found.value is None
    assert found.asks


@pytest.mark.parametrize("words", ["11月26日（星期五）前", "本周五（11月28日）前", "12月4日(周四)前"])
def test_a_contradiction_is_asked(words):
    assert limit(words).asks == ("contradiction",)
    assert limit(words).value is None


def test_a_rest_day_is_kept_with_an_offer():
    found = limit("12月5日前")
    assert (to_minute(found.value), to_minute(found.offer)) == ("2026-12-05T18:00", "2026-12-04T18:00")
    assert found.warnings == ("rest_day",)


def test_after_the_receipt_there_is_no_date_yet():
    (task,) = said("市委督办函转住建局办理，收到后2个工作日内反馈").tasks
    assert (task.deadline, task.relative_to, task.delta) == (None, "签收", "+2wd")


def test_closing_time_is_a_setting():
    """下班 at 17:30 moves every limit without an hour."""
    hours = OfficeHours(afternoon_end=HOURS.afternoon_end.replace(hour=17, minute=30))
    assert to_minute(limit("周五下班前", hours=hours).value) == "2026-11-27T17:30"
    assert to_minute(limit("3个工作日内", hours=hours).value) == "2026-11-26T17:30"


def test_urgency_proposes_and_never_sets():
    (task,) = said("加急 请卫健委报流感疫情应对方案").tasks
    assert (task.deadline, to_minute(task.offer), task.urgency) == (None, "2026-11-26T18:00", "加急")


def test_an_hour_behind_another_day_is_not_todays():
    """明天…下班前 is tomorrow's; a meeting's day and an hour that may be either are asked."""
    (task,) = said("王五明天去乌达区核实情况，下班前报我").tasks
    assert to_minute(task.deadline) == "2026-11-24T18:00"
