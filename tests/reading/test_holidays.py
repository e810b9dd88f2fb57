"""Holiday notices pasted as text agree with the published years; what does not add up is named, never guessed."""

from __future__ import annotations

from datetime import date
from unicodedata import normalize

import pytest

from config.calendars import load_calendars
from handlers.reading.holidays import OwnDays, holiday_notice, own_days
from tests.support.notices import MADE_2027, PUBLISHED_2026

TODAY = date(2026, 11, 26)


def test_the_notice_of_2026_gives_the_shipped_year():
    notice = holiday_notice(normalize("NFKC", PUBLISHED_2026))
    assert notice is not None and notice.faults == ()
    assert (notice.year, notice.paper) == (2026, "国务院办公厅关于2026年部分节假日安排的通知")
    shipped = next(year for year in load_calendars().years if year.year == 2026)
    assert {(one.day, one.works) for one in notice.days} == {(one.date, not one.is_off_day) for one in shipped.days}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("1月4日（周日）上班", "1月4日（周六）上班", "1月4日(周六)"),
        ("放假调休，共9天", "放假调休，共8天", "春节共8天(读出9天)"),
        ("至6日（周一）放假，共3天", "至6日（周一）", "清明节未读出放假日期"),
        ("6月19日（周五）至21日", "6月31日（周五）至21日", "6月31日(周五)"),
        ("9月20日（周日）、10月10日", "10月1日（周四）、10月10日", "10月1日重复"),
    ],
)
def test_a_slip_in_the_text_is_named(old, new, fault):
    assert old in PUBLISHED_2026
    notice = holiday_notice(normalize("NFKC", PUBLISHED_2026.replace(old, new)))
    assert notice is not None
    assert fault in [normalize("NFKC", one) for one in notice.faults]


def test_days_of_the_year_before_belong_to_new_year():
    text = "关于2023年部分节假日安排的通知 一、元旦:2022年12月31日至2023年1月2日放假调休,共3天。"
    notice = holiday_notice(text)
    assert notice is not None and notice.faults == ()
    assert [one.day for one in notice.days] == [date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2)]


def test_a_wish_is_no_day_off():
    text = "关于2024年部分节假日安排的通知 二、春节:2月10日至17日放假调休,共8天。2月4日(星期日)、2月18日(星期日)上班。"
    notice = holiday_notice(text + "鼓励各单位安排职工在除夕(2月9日)休息。")
    assert notice is not None and notice.faults == ()
    assert date(2024, 2, 9) not in {one.day for one in notice.days}


def test_a_year_without_its_text_and_other_words_are_told_apart():
    bare = holiday_notice("国务院办公厅关于2027年部分节假日安排的通知")
    assert bare is not None and bare.days == () and bare.faults
    assert holiday_notice("请张三周五前转发放假通知") is None
    assert holiday_notice(normalize("NFKC", MADE_2027)) is not None


@pytest.mark.parametrize(
    ("words", "days", "works"),
    [
        ("11月28日上班", ["2026-11-28"], True),
        ("11月28日(周六)加班", ["2026-11-28"], True),
        ("11月28日周六补班", ["2026-11-28"], True),
        ("12月3日放假", ["2026-12-03"], False),
        ("12月3日至4日本单位放假", ["2026-12-03", "2026-12-04"], False),
        ("1月4日、5日放假", ["2027-01-04", "2027-01-05"], False),
        ("取消11月28日加班", ["2026-11-28"], None),
    ],
)
def test_own_days_are_read(words, days, works):
    assert own_days(words, today=TODAY) == OwnDays(tuple(map(date.fromisoformat, days)), works)


def test_a_wrong_weekday_is_a_fault_and_other_words_are_none():
    wrong = own_days("11月28日(周五)上班", today=TODAY)
    assert wrong is not None and wrong.faults == ("11月28日(周五)",)
    assert own_days("张三12月3日放假", today=TODAY) is None
    assert own_days("12月3日放假的通知发了吗", today=TODAY) is None
