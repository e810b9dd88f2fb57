"""Chatter, notices, news, code and other languages are never answered."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reading import Context, Intent
from ledger.people import Role
from tests.reading.office import said

DATA = Path(__file__).parent / "data"
CHATTER = (DATA / "chatter.txt").read_text(encoding="utf-8").splitlines()
HEARSAY = (DATA / "hearsay.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR, Role.LEADER])
def test_chatter_in_a_group_stays_unanswered(role):
    answered = [text for text in CHATTER if said(text, role=role).intent is not Intent.NONE]
    assert answered == []


@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR, Role.LEADER])
def test_what_is_told_supposed_or_quoted_orders_nothing(role):
    assert [text for text in HEARSAY if said(text.replace("\\n", "\n"), role=role).intent is not Intent.NONE] == []


@given(text=st.text(max_size=60), role=st.sampled_from(Role), context=st.sampled_from(Context))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(text, role, context):
    """Whatever is typed, a reading comes back, and what is uncertain says so."""
    reading = said(text, role=role, context=context)
    assert reading.as_json()["intent"] in set(Intent)
    assert reading.certain == (not reading.asks)


@pytest.mark.parametrize(
    ("told", "ordered"),
    [
        ("昨晚住建局抢修了爆管", "昨晚爆管，请住建局周五前查清原因"),
        ("楼道灯老是坏", "楼道灯老是坏，行政科周五前修好"),
        ("有些单位总是拖", "有些单位总是拖，请各部门周五前报送"),
        ("材料都交齐了", "材料都交齐了，张三周五前汇总"),
        ("省里要求年底前完成", "省里要求年底前完成，请发改委周五前报方案"),
    ],
)
def test_what_is_told_is_no_order_and_a_call_behind_it_is_one(told, ordered):
    assert said(told).intent is Intent.NONE
    assert said(ordered).intent is Intent.ASSIGN


@pytest.mark.parametrize(
    "text", ["案例：请财政局周五前报送。", "请财政局周五前报送（乌海日报）", "我觉得应该请财政局周五前报送"]
)
def test_no_call_makes_an_order_of_another_text(text):
    assert said(text).intent is Intent.NONE


def test_in_a_group_staff_order_nothing():
    assert said("请张三周五前报送方案", role=Role.STAFF).intent is Intent.NONE
    assert said("请张三周五前报送方案", role=Role.STAFF, context=Context.PRIVATE).intent is Intent.ASSIGN
