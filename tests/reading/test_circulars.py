"""Words about circulars: which period is meant, which part, and what becomes of a draft."""

from __future__ import annotations

import time
from datetime import date

import pytest

from handlers.reading.circulars import (
    CircularWords,
    asks_minutes,
    calls_for_praise,
    names_circular,
    period_meant,
    told_of_meeting,
    tones_meant,
    words_on_circular,
)
from ledger.circulars import Tone

THURSDAY = date(2026, 11, 26)
BOTH = frozenset(Tone)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("起草通报", "2026-11-23", "2026-11-29"),
        ("拟一份本周督办通报", "2026-11-23", "2026-11-29"),
        ("起草上周通报", "2026-11-16", "2026-11-22"),
        ("起草本月通报", "2026-11-01", "2026-11-30"),
        ("起草上月通报", "2026-10-01", "2026-10-31"),
        ("起草10月份督办通报", "2026-10-01", "2026-10-31"),
        ("起草12月份督办通报", "2025-12-01", "2025-12-31"),
        ("起草三季度考评通报", "2026-07-01", "2026-09-30"),
        ("起草上季度通报", "2026-07-01", "2026-09-30"),
        ("起草本季度通报", "2026-10-01", "2026-12-31"),
        ("起草2025年第4季度通报", "2025-10-01", "2025-12-31"),
        ("起草上半年通报", "2026-01-01", "2026-06-30"),
        ("起草2025年度通报", "2025-01-01", "2025-12-31"),
    ],
)
def test_the_period(words: str, first: str, last: str) -> None:
    span = period_meant(words, THURSDAY)
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


def test_last_month_in_january_is_last_years() -> None:
    assert period_meant("起草上月通报", date(2027, 1, 5)).first == date(2026, 12, 1)
    assert period_meant("起草上季度通报", date(2027, 1, 5)).first == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("words", "tones"),
    [
        ("起草本周表扬通报", {Tone.PRAISE}),
        ("起草批评通报", {Tone.CRITICISM}),
        ("起草通报，点名后3名", {Tone.CRITICISM}),
        ("起草通报，表扬前3名，点名后3名", BOTH),
        ("起草本周督办通报", BOTH),
    ],
)
def test_the_parts(words: str, tones: set[Tone]) -> None:
    assert tones_meant(words) == tones


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("删去第3条", CircularWords(what="delete", items=(3,))),
        ("请删除第1、3条。", CircularWords(what="delete", items=(1, 3))),
        ("第二条删掉", CircularWords(what="delete", items=(2,))),
        ("第2条改为：财政局未报，原因不明", CircularWords(what="replace", items=(2,), words="财政局未报，原因不明")),
        ("增加一条 DB-2026-12", CircularWords(what="add", task="DB-2026-12")),
        (
            "增加一条表扬：DB-2026-12，行动迅速",
            CircularWords(what="add", task="DB-2026-12", words="行动迅速", tone=Tone.PRAISE),
        ),
        ("补充一条批评 财政局12号事项拖延", CircularWords(
            what="add", task="DB-2026-12", words="财政局12号事项拖延", tone=Tone.CRITICISM
        )),
        ("标题改为关于供热保障的通报", CircularWords(what="title", words="关于供热保障的通报")),
        ("报批", CircularWords(what="submit")),
        ("报王副市长审批", CircularWords(what="submit", words="王副市长")),
        ("通报报批", CircularWords(what="submit")),
        ("同意", CircularWords(what="approve")),
        ("同意印发", CircularWords(what="approve")),
        ("批准该通报", CircularWords(what="approve")),
        ("退回，第2条核实后再报", CircularWords(what="return", words="第2条核实后再报")),
        ("不同意印发，事实不清", CircularWords(what="return", words="事实不清")),
        ("印发", CircularWords(what="publish")),
        ("印发通报", CircularWords(what="publish")),
        ("撤稿", CircularWords(what="withdraw")),
        ("撤回通报稿", CircularWords(what="withdraw")),
    ],
)  # fmt: skip
def test_what_is_wanted_of_a_draft(words: str, wanted: CircularWords) -> None:
    assert words_on_circular(words, 2026) == wanted


@pytest.mark.parametrize(
    "words",
    ["好的", "同意你的意见，但先别发", "请张三印发通知", "第2条是什么意思", "删去", "今天天气不错", "印发了吗"],
)
def test_what_is_said_beside_is_no_step(words: str) -> None:
    assert words_on_circular(words, 2026) is None


@pytest.mark.parametrize("words", ["同意", "报批", "印发", "退回", "退回，缺盖章版", "修改一下", "收到"])
def test_without_a_card_it_must_be_named(words: str) -> None:
    """These mean many other things, as long as they answer no card."""
    assert not names_circular(words, 2026)


@pytest.mark.parametrize("words", ["批准通报", "印发通报", "退回通报，第2条不实", "删去第3条", "增加一条 DB-2026-12"])
def test_what_names_it_needs_no_card(words: str) -> None:
    assert names_circular(words, 2026)


def test_praise_is_called_for_without_a_verb_of_writing() -> None:
    assert calls_for_praise("通报表扬本周提前办结的单位")
    assert calls_for_praise("通报批评逾期单位")
    assert not calls_for_praise("我局被通报表扬了")
    assert not calls_for_praise("通报表扬了哪些单位？")


@pytest.mark.parametrize("words", ["出一份纪要", "请整理会议纪要", "生成本次会议纪要", "出个纪要"])
def test_minutes_are_asked_for(words: str) -> None:
    assert asks_minutes(words)


@pytest.mark.parametrize("words", ["请张三周五前报送会议纪要", "纪要写好了", "纪要什么时候出", "昨天出了一份纪要"])
def test_minutes_are_only_mentioned(words: str) -> None:
    assert not asks_minutes(words)


def test_a_meeting_is_told_on_lines_of_its_own() -> None:
    text = "市政府常务会议纪要\n时间：11月23日\n主持：陈静\n1. 请张三周五前报送时间表，地点：待定"
    assert told_of_meeting(text) == {"title": "市政府常务会议纪要", "held": "11月23日", "chair": "陈静"}
    assert told_of_meeting("请张三周五前报送材料") == {}


@pytest.mark.parametrize("words", ["，" * 4000, "请" * 4000, "第1条、" * 1000, "通报" * 2000, "修改" * 2000])
def test_long_texts_are_read_at_once(words: str) -> None:
    start = time.process_time()
    words_on_circular(words, 2026)
    assert time.process_time() - start < 0.5
