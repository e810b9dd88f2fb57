"""Past moments in words, and the questions that name them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.reading.moments import Now
from handlers.reading.past import asked_then, then_in
from tests.ledger.house import ROSTER
from tests.storage.office import HOUSE

NOW = Now(datetime(2026, 11, 26, 10, tzinfo=ZoneInfo("Asia/Shanghai")), HOUSE.calendar, HOUSE.hours)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("11月20日下午", "2026-11-20T18:00:00"),
        ("11月20日上午", "2026-11-20T12:00:00"),
        ("上周五", "2026-11-20T23:59:59"),
        ("周五", "2026-11-20T23:59:59"),
        ("周一", "2026-11-23T23:59:59"),
        ("昨天", "2026-11-25T23:59:59"),
        ("前天下午3点", "2026-11-24T15:00:00"),
        ("2026-11-20 15:30", "2026-11-20T15:30:00"),
        ("11/20 15:30", "2026-11-20T15:30:00"),
        ("12月20日", "2025-12-20T23:59:59"),
        ("2025年12月31日", "2025-12-31T23:59:59"),
        ("20日", "2026-11-20T23:59:59"),
        ("28日", "2026-10-28T23:59:59"),
    ],
)
def test_the_latest_such_moment_that_is_past(words: str, moment: str) -> None:
    then = then_in(words, roster=ROSTER, now=NOW)
    assert then is not None
    assert (then.moment.replace(tzinfo=None).isoformat(), then.rest) == (moment, "")


@pytest.mark.parametrize("words", ["明天", "今天", "下周三", "2027年1月5日", "会前", "上周五和昨天", "", "报送材料"])
def test_what_lies_ahead_or_is_no_moment_is_none(words: str) -> None:
    assert then_in(words, roster=ROSTER, now=NOW) is None


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("11月20日下午的情况", ""),
        ("上周五的台账", ""),
        ("综合科上周五的台账", "综合科"),
        ("截至昨天下午的进展如何？", ""),
        ("昨天的日报情况", "日报"),
    ],
)
def test_a_question_names_one_moment(words: str, rest: str) -> None:
    then = asked_then(words, roster=ROSTER, now=NOW)
    assert then is not None
    assert then.rest == rest


@pytest.mark.parametrize(
    "words", ["上周五", "情况怎么样", "昨天情况不太好，请抓紧", "明天的情况", "请张三报上周五的情况说明"]
)
def test_other_words_ask_for_no_past_state(words: str) -> None:
    assert asked_then(words, roster=ROSTER, now=NOW) is None
