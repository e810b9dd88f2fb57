"""What is held once a report has been made: a month's tasks are megabytes, and the collector comes late."""

from __future__ import annotations

import ctypes
import gc
import weakref
from datetime import UTC, date, datetime

import pytest

from ledger.languages import Language
from reports import compose
from reports.board import board
from reports.papers import docx_of, paper_of, pdf_of
from reports.papers.paper import paper_from
from reports.tables import rows_of
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


def test_a_word_file_leaves_no_tree_behind(nothing_collected):
    """A document of the library is a ring of objects with megabytes of trees."""
    paper = paper_of(compose("weekly", scenes.busy_week().facts("11-27 17:30")).built)
    docx_of(paper)  # The sheet is made by the library, once.
    gc.collect()
    docx_of(paper)
    held = {type(one).__module__ for one in gc.get_objects()}
    assert not [one for one in held if one.startswith(("docx.document", "docx.parts"))]


class _Allocated(ctypes.Structure):
    """What glibc's ``mallinfo2`` returns: ten sizes in bytes, the eighth of which is what is in use."""

    _fields_ = [(name, ctypes.c_size_t) for name in ("a", "b", "c", "d", "e", "f", "g", "used", "free", "top")]


def _used() -> float:
    """Return the MiB that are in use."""
    ask = ctypes.CDLL(None).mallinfo2
    ask.restype = _Allocated
    return ask().used / 2**20


def test_what_was_laid_out_for_a_file_is_not_kept_for_one_that_is_the_same():
    """Without it each of these leaves more than a MiB behind, up to the tenth."""

    def printed(n: int) -> None:
        written = "\n".join(
            [f"= 周总结{n}", *(f"3 第{n}次第{line}项：报送分析材料，责任：张三。" for line in range(60))]
        )
        pdf_of(paper_from(written, dated=date(2026, 11, 27), made_at=datetime(2026, 11, 27, 9, 30, tzinfo=UTC)))

    printed(0)
    before = _used()
    for n in range(1, 4):
        printed(n)
    assert _used() - before < 1.0


def test_rows_of_a_workbook_are_those_of_the_lists_and_make_no_values_of_the_whole_report():
    for kind, expected in (("dispatch", "sections"), ("weekly", "flows")):
        made = compose(kind, scenes.busy_week().facts("11-27 17:30"))
        rows = list(rows_of(made))
        assert "data" not in vars(made)
        flows = {key: flow["this_week"] for key, flow in made.data.get("flows", {}).items()}
        counted = sum(part["count"] for part in (*flows.values(), *made.data["sections"].values()))
        assert expected in made.data
        assert len(rows) == counted > 0
