"""The monthly and the quarterly summary: the weekly one's machinery over a month and a quarter."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ledger import entries as e
from reports import compose
from reports.files import FORMS
from reports.papers import paper_of
from reports.periods import first_day, next_first, period_of
from reports.pictures.values import summary
from reports.splitting import visible
from tests.reports import scenes
from tests.reports.goldens import agrees
from tests.support.facts import HOUSE, QIAN, WANG, ZHANG, Diary, local


def autumn() -> Diary:
    """Return a quarter: a task closed late in October, the busy week of November, and what is due in winter."""
    diary = scenes.busy_week()
    report = diary.assign(21, "报送三季度督查报告", ZHANG, at="10-12 09:00", due="10-16 18:00")
    diary.on(e.Acknowledged, 21, "10-12 09:30", ZHANG, report)
    diary.on(e.BlockerRaised, 21, "10-15 10:00", ZHANG, report, reason="数据口径不一")
    diary.on(e.CompletionClaimed, 21, "10-20 15:00", ZHANG, report, note="已统一口径")
    diary.on(e.Closed, 21, "10-21 09:00", QIAN)
    diary.assign(22, "筹备两会建议交办", WANG, at="11-27 15:00", due="2027-01-15 18:00")
    return diary


def made(kind: str, at: str, **options: Any):
    return compose(kind, autumn().facts(at, days=190), **options)


def test_the_month_is_set_against_the_last() -> None:
    composed = made("monthly", "11-30 17:30")
    agrees("monthly_busy", composed.parts)
    assert composed.data["period"]["after"] == "2026-10-30T17:30:00+08:00"
    assert composed.data["flows"]["closed"]["last_month"]["tasks"] == ["DB-2026-21"]
    assert composed.data["days_overdue"]["last_month"] == {"mean": "2.0", "days": {"DB-2026-21": 2}}


def test_the_quarter_looks_ahead_to_the_next() -> None:
    composed = made("quarterly", "12-31 17:30")
    text = visible(composed.text)
    assert text.startswith("季度总结｜2026-12-31 周四｜全办\n新交办 10（上季度 0，↑10）\n")
    assert "下季度到期 1\nDB-2026-22 " in text
    assert composed.data["period"]["after"] == "2026-09-30T17:30:00+08:00"
    assert [one["day"] for one in composed.data["days"]] == ["2026-09-30", "2026-10-30", "2026-11-30", "2026-12-31"]


@pytest.mark.parametrize(("kind", "at"), [("monthly", "11-30 17:30"), ("quarterly", "12-31 17:30")])
@pytest.mark.parametrize("form", FORMS)
def test_it_has_every_form(kind: str, at: str, form: str) -> None:
    composed = made(kind, at)
    assert all(FORMS[form](composed).pages)
    words = {"monthly": "月度总结", "quarterly": "季度总结"}[kind]
    assert paper_of(composed.built).title.endswith(words)
    assert summary(composed.built)["title"] == words


def test_a_month_is_drawn_by_weeks() -> None:
    days = [one["day"] for one in made("monthly", "11-30 17:30").data["days"]]
    assert days == ["2026-10-30", "2026-11-06", "2026-11-13", "2026-11-20", "2026-11-27", "2026-11-30"]


@pytest.mark.parametrize(
    ("kind", "day", "first", "following"),
    [
        ("weekly", "2026-11-27", "2026-11-23", "2026-11-30"),
        ("monthly", "2026-12-31", "2026-12-01", "2027-01-01"),
        ("monthly", "2026-02-01", "2026-02-01", "2026-03-01"),
        ("quarterly", "2026-11-27", "2026-10-01", "2027-01-01"),
        ("quarterly", "2026-01-01", "2026-01-01", "2026-04-01"),
    ],
)
def test_where_a_period_begins_and_ends(kind: str, day: str, first: str, following: str) -> None:
    today = date.fromisoformat(day)
    assert (first_day(kind, today).isoformat(), next_first(kind, today).isoformat()) == (first, following)


def test_without_a_summary_before_the_month_begins_with_the_last_workday_of_the_one_before() -> None:
    found = period_of("monthly", local("10-30 17:30"), HOUSE)
    assert [found.before, found.start] == [local("08-31 17:30"), local("09-30 17:30")]
