"""中止 in the reports: on a list of its own and on no other, in no reminder."""

from __future__ import annotations

import re

import pytest

from ledger import entries as e
from ledger import time_entries as t
from ledger.lights import light_of
from reports import lists
from reports.composing import compose
from reports.view import View
from tests.support.facts import HOUSE, LI, ZHANG, ZHOU, Diary, local
from tests.support.private_texts import todo


@pytest.fixture
def stopped() -> Diary:
    """Return an overdue task with a blocker, stopped on Wednesday, and one that is due on Friday."""
    diary = Diary()
    lead = diary.assign(1, "报送用地方案", ZHANG, at="11-16 09:00", due="11-23 18:00")
    diary.on(e.BlockerRaised, 1, "11-17 09:00", ZHANG, lead, reason="用地未批")
    diary.on(t.Suspended, 1, "11-25 10:00", LI, awaiting="省里批复")
    diary.assign(2, "起草值班安排", ZHANG, at="11-23 09:00", due="11-27 18:00")
    return diary


def test_what_stands_still_is_on_no_list_but_its_own(stopped: Diary) -> None:
    view = View(stopped.facts("11-27 08:30"))
    every = (lists.due_today, lists.overdue, lists.unacknowledged, lists.blockers, lists.still_open)
    assert {line.number for make in every for line in make(view).lines} == {"DB-2026-2"}
    assert [(line.number, line.days, line.note, line.lit) for line in lists.suspended(view).lines] == [
        ("DB-2026-1", 2, "省里批复", None)
    ]
    assert "DB-2026-1" not in (todo(stopped.facts("11-27 08:30"), ZHANG) or "")


def test_dispatch_and_summary_name_it(stopped: Diary) -> None:
    for report in ("dispatch", "weekly"):
        text = "\n".join(compose(report, stopped.facts("11-27 17:30")).parts)
        assert "中止 1</b>" in text
        assert "报送用地方案｜张三｜已2个工作日：等待省里批复" in re.sub("<[^>]+>", "", text)


def test_a_deadline_that_fell_meanwhile_was_not_missed() -> None:
    diary = Diary()
    diary.assign(1, "报送用地方案", ZHANG, at="11-16 09:00", due="11-25 18:00")
    diary.on(t.Suspended, 1, "11-24 10:00", LI, awaiting="省里批复")
    view = View(diary.facts("11-27 17:30"))
    assert lists.newly_overdue(view, local("11-20 17:30"), local("11-27 17:30")).count == 0


def test_the_light_after_resuming_leaves_suspended_time_out() -> None:
    """Three workdays of a blocker turn the light yellow; of these, two stood still."""
    diary = Diary()
    lead = diary.assign(1, "报送用地方案", ZHOU, at="11-16 09:00", due="12-11 18:00")
    diary.on(e.BlockerRaised, 1, "11-23 09:00", ZHOU, lead, reason="用地未批")
    diary.on(t.Suspended, 1, "11-24 09:00", LI, awaiting="省里批复")
    diary.on(t.Resumed, 1, "11-26 09:00", LI, deadline=local("12-15 18:00"))
    (task,) = diary.facts("11-27 09:00").tasks
    lit = [light_of(task, local(at), HOUSE) for at in ("11-27 09:00", "11-30 09:00")]
    assert [one.light.value for one in lit if one is not None] == ["green", "yellow"]
