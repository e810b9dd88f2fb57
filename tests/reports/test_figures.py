"""Every figure equals the list behind it, and the sums are the roster of those who owe a report."""

import json
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import entries as e
from ledger.attendance import attendance
from ledger.people import Role
from reports import compose, period_of
from reports.splitting import visible
from tests.reports import scenes
from tests.support.facts import (
    CHEN,
    FINANCE,
    GENERAL,
    HOUSE,
    OFFICE,
    ROSTER,
    SUN,
    Diary,
    local,
)

TITLES = {
    "今日到期": "due_today",
    "逾期": "overdue",
    "新交办": "new",
    "待签收": "unacknowledged",
    "待销号": "to_review",
    "卡点": "blockers",
    "督办": "notices",
    "久无进展": "silent",
    "销号": "closed",
    "有进展": "progressed",
}


@pytest.mark.parametrize("unit", [None, OFFICE.id, FINANCE.id, GENERAL.id])
@pytest.mark.parametrize("kind", ["dispatch", "daily"])
@pytest.mark.parametrize("at", ["11-24 08:30", "11-25 17:30", "11-26 17:30", "11-27 12:00"])
def test_figures_are_the_lengths_of_their_lists(kind, unit, at):
    composed = compose(kind, scenes.busy_week().facts(at), units=unit and {unit})
    figures = re.findall(r"(\S+?) (\d+)(?=｜|\n|$)", visible(composed.parts[0]).partition("\n\n")[0])
    sections = composed.data["sections"]
    shown = [key for key in sections if key != "suspended" or sections[key]["count"]]
    assert len(figures) == (0 if composed.data["nil"] else len(shown))
    for title, figure in figures:
        section = composed.data["sections"][TITLES[title.rpartition("｜")[2]]]
        assert int(figure) == section["count"] == len(section["tasks"]) == len(section["lines"])


@pytest.mark.parametrize("kind", ["dispatch", "daily", "weekly"])
def test_the_data_are_json(kind):
    data = compose(kind, scenes.busy_week().facts("11-26 17:30")).data
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_open_tasks_by_unit_are_all_open_tasks():
    facts = scenes.busy_week().facts("11-27 17:30")
    weekly = compose("weekly", facts).data
    by_unit = [number for row in weekly["units"] for light in ("red", "yellow", "green") for number in row[light]]
    assert sorted(by_unit) == sorted(weekly["sections"]["open"]["tasks"])
    assert sorted(by_unit) == sorted(task.number for task in facts.tasks if task.is_open)


@given(st.sets(st.sampled_from(ROSTER.people)), st.sets(st.sampled_from(ROSTER.people)))
def test_reported_missing_and_on_leave_are_everybody_who_owes_a_report(reporting, leaving):
    diary = Diary()
    day = date(2026, 11, 26)
    for person in leaving:
        diary.note(e.LeaveTaken, "11-25 09:00", person, person=person.id, first=day - timedelta(1), last=day)
    for person in reporting:
        diary.note(e.DailyReported, "11-26 16:00", person, day=day)
    facts = diary.facts("11-26 17:30")
    for unit in (None, OFFICE.id, FINANCE.id, GENERAL.id):
        found = attendance(facts, units=unit and {unit}, since=local("11-25 17:30"))
        inside = {p.id for p in ROSTER.people if p.owes_report and (unit is None or ROSTER.within(p.unit, unit))}
        assert len(found.owed) == len(inside)
        assert set(found.owed) == inside
        assert set(found.reported) == inside & {person.id for person in reporting}
        assert set(found.on_leave) == inside & {person.id for person in leaving - reporting}


def test_leaders_and_pure_administrators_owe_no_report():
    assert not CHEN.owes_report
    assert not SUN.owes_report
    assert sum(person.owes_report for person in ROSTER.people) == 7
    assert all(person.roles & {Role.LEADER, Role.ADMIN} for person in ROSTER.people if not person.owes_report)


def test_a_report_for_another_day_does_not_count():
    diary = Diary()
    diary.note(e.DailyReported, "11-26 16:00", ROSTER.people[0], day=date(2026, 11, 25))
    assert attendance(diary.facts("11-26 17:30"), units=None, since=local("11-25 17:30")).reported == ()


@pytest.mark.parametrize(
    ("kind", "at", "start", "before"),
    [
        ("dispatch", "11-23 08:30", "11-20 08:30", "11-19 08:30"),
        ("daily", "11-26 17:30", "11-25 17:30", "11-24 17:30"),
        ("weekly", "11-27 17:30", "11-20 17:30", "11-13 17:30"),
        ("weekly", "09-24 17:30", "09-20 17:30", "09-11 17:30"),  # The week before ended on a make-up Sunday.
        ("weekly", "10-10 17:30", "09-30 17:30", "09-24 17:30"),  # After the week-long feast.
    ],
)
def test_periods_run_from_cut_off_to_cut_off(kind, at, start, before):
    period = period_of(kind, local(at), HOUSE)
    assert (period.start, period.before) == (local(start), local(before))


def test_a_known_cut_off_goes_before_the_planned_one():
    last = local("11-25 19:10")
    assert period_of("daily", local("11-26 17:30"), HOUSE, last=last).start == last
