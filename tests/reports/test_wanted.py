"""What a report wants of a period: what was not read cannot be counted as nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger import entries as e
from ledger.facts import Wanted
from reports.composing import wanted
from reports.lists import closed
from reports.periods import period_of
from reports.view import View
from tests.support.facts import HOUSE, ZHANG, Diary, local

AT = local("11-27 17:30")


def test_entries_that_were_not_asked_for_are_refused():
    diary = Diary()
    lead = diary.assign(1, "汇总", ZHANG, at="11-26 09:00", due="11-30 18:00")
    diary.on(e.ProgressNoted, 1, "11-27 10:00", ZHANG, lead, note="", percent=20)
    since = local("11-26 17:30")
    facts = replace(diary.facts("11-27 17:30"), wanted=Wanted((e.Returned,), (e.ProgressNoted,), since))

    assert [entry.percent for entry in facts.said(e.ProgressNoted, after=since)] == [20]
    assert not facts.recorded(e.Returned)
    with pytest.raises(LookupError, match="ProgressNoted"):
        facts.recorded(e.ProgressNoted)
    with pytest.raises(LookupError, match="Closed"):
        facts.recorded(e.Closed, after=since)


def test_a_daily_report_wants_its_own_day_and_of_a_second_one_the_day_before_too():
    by_plan = period_of("daily", AT, HOUSE)
    again = period_of("daily", AT, HOUSE, last=local("11-27 11:30"))

    assert wanted("daily", by_plan, HOUSE).since == by_plan.start == local("11-26 17:30")
    assert wanted("daily", again, HOUSE).since == again.before < again.start
    assert wanted("weekly", period_of("weekly", AT, HOUSE), HOUSE).since is None


def test_a_dispatch_wants_what_is_open_and_of_the_rest_what_is_new_a_daily_report_what_moved():
    period = period_of("dispatch", AT, HOUSE)
    diary = Diary()
    diary.assign(1, "汇总", ZHANG, at="11-26 09:00", due="11-30 18:00")
    dispatch = View(replace(diary.facts("11-27 17:30"), wanted=wanted("dispatch", period, HOUSE)))
    daily = View(replace(dispatch.facts, wanted=wanted("daily", period, HOUSE)))

    assert wanted("dispatch", period, HOUSE).begun == period.start
    assert len(dispatch.open) == 1
    with pytest.raises(LookupError, match="tasks that are over"):
        closed(dispatch, period.start, period.end)
    with pytest.raises(LookupError, match="tasks that are over"):
        assert dispatch.led
    with pytest.raises(LookupError, match="open tasks"):
        assert daily.open
    with pytest.raises(LookupError, match="who spoke last"):
        daily.facts.days_unheard(daily.facts.tasks[0])
    assert not closed(daily, period.start, period.end).count
