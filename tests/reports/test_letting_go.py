"""What is held once a report has been made: a month's tasks are megabytes, and the collector comes late."""

from __future__ import annotations

import gc
import weakref

import pytest

from ledger.languages import Language
from reports import compose
from reports.board import board
from reports.papers import paper_of
from tests.reports import scenes


@pytest.fixture
def nothing_collected():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", ["dispatch", "daily", "weekly"])
def test_a_report_that_is_dropped_is_gone(kind: str, language: Language, nothing_collected):
    made = compose(kind, scenes.busy_week().facts("11-27 17:30"), language=language)
    paper_of(made.built)
    assert made.data["kind"] == kind
    view = weakref.ref(made.built.view)
    del made
    assert view() is None


def test_the_live_board_is_gone_too(nothing_collected):
    facts = scenes.busy_week().facts("11-27 17:30")
    held = weakref.ref(facts)
    board(facts, units=None, since=None)
    del facts
    assert held() is None
