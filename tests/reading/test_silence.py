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
