"""Scores: each fact gives the lines that the rules say, excuses cost nothing, and the lines add up to the score."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from config.appraisal.model import Grades, Register, When
from ledger import entries as e
from ledger.closing_entries import Reopened
from ledger.escalations import Escalated, Level
from ledger.facts import Facts
from ledger.happenings import Excuse
from ledger.outages import Outage, noted
from ledger.people import Unit
from ledger.scores import Appraisal, Grade, Kind, Ranked, ScoreLine
from ledger.scoring import appraise
from ledger.time_entries import ExtensionDecided, ExtensionRequested, Resumed, Suspended
from tests.support.appraisal import REGISTER
from tests.support.facts import GENERAL, HOUSE, LI, QIAN, ZHANG, Diary, local, to

TO_ZHANG = to(ZHANG)[0]


def facts(diary: Diary, at: str = "11-27 18:00", since: str = "10-01 00:00") -> Facts:
    """Return the facts of the quarter until then."""
    return replace(diary.facts(at, days=60), since=local(since))


def appraised(found: Facts, *versions: Register) -> Appraisal:
    """Return the appraisal by the versions of the one register."""
    (one,) = appraise(replace(found, house=replace(found.house, registers=versions or (REGISTER,))))
    return one


def scored(found: Facts, *versions: Register, unit: Unit = GENERAL) -> Ranked:
    row_ = appraised(found, *versions).of(unit.id)
    assert row_ is not None
    return row_


def row(diary: Diary, unit: Unit = GENERAL, at: str = "11-27 18:00") -> Ranked:
    return scored(facts(diary, at), unit=unit)


def lines(diary: Diary, unit: Unit = GENERAL, at: str = "11-27 18:00") -> list[ScoreLine]:
    return [line for line in row(diary, unit, at).score.lines if line.kind is Kind.RULE]


def told(found: list[ScoreLine]) -> list[tuple[str, int, str]]:
    return [(line.rule, line.times, str(line.points)) for line in found]


def begun(diary: Diary, title: str = "报送分析", *, due: str = "11-20 18:00", n: int = 1) -> None:
    to = diary.assign(n, title, ZHANG, at="11-16 09:00", due=due)
    diary.on(e.Acknowledged, n, "11-16 09:10", ZHANG, to)


def claimed(diary: Diary, at: str, n: int = 1) -> None:
    diary.on(e.CompletionClaimed, n, at, ZHANG, TO_ZHANG, note="")


def test_nothing_happened_is_the_base():
    assert row(Diary()).score.total == 100


def test_closed_in_time_counts_once_under_the_item_that_its_title_names():
    diary = Diary()
    begun(diary, "印发常务会议纪要")
    claimed(diary, "11-20 18:00")
    diary.on(e.Closed, 1, "11-23 09:00", QIAN)
    found = lines(diary)
    assert told(found) == [("in-time", 1, "0.5"), ("minutes-in-time", 1, "1")]
    assert {line.item for line in found} == {"minutes"}
    assert found[0].seq == 4


def test_a_cap_leaves_what_is_left_of_it_and_the_line_says_so():
    diary = Diary()
    for n in range(1, 4):
        begun(diary, n=n)
        claimed(diary, "11-18 10:00", n)
        diary.on(e.Closed, n, "11-19 09:00", QIAN)
    assert [(str(line.points), line.is_capped) for line in lines(diary)] == [
        ("0.5", False),
        ("0.5", False),
        ("0.0", True),
    ]


def test_an_item_loses_no_more_than_it_is_worth():
    diary = Diary()
    begun(diary)
    items = tuple(one.model_copy(update={"full": Decimal(1)}) for one in REGISTER.item)
    small = REGISTER.model_copy(update={"item": items})
    assert scored(facts(diary), small).score.total == 99


def test_overdue_counts_each_workday_until_the_accepted_claim():
    diary = Diary()
    begun(diary)
    assert told(lines(diary, at="11-25 12:00")) == [("late", 3, "-1.5")]
    claimed(diary, "11-24 10:00")
    diary.on(e.Closed, 1, "11-27 09:00", QIAN)
    assert told(lines(diary)) == [("late", 2, "-1.0")]


def test_days_before_the_period_are_not_counted_again():
    diary = Diary()
    begun(diary)
    found = scored(facts(diary, since="11-24 23:59"))
    assert [line.times for line in found.score.lines if line.rule == "late"] == [3]


def test_a_granted_extension_costs_nothing_and_is_shown():
    diary = Diary()
    begun(diary)
    diary.on(ExtensionRequested, 1, "11-19 09:00", ZHANG, TO_ZHANG, deadline=local("11-27 18:00"), reason="数据未到")
    diary.on(ExtensionDecided, 1, "11-19 10:00", LI, granted=True, deadline=local("11-27 18:00"))
    (line,) = lines(diary)
    assert (line.rule, line.points, line.excuse) == ("extended", 0, Excuse.EXTENSION)


def test_leave_takes_its_days_out_of_the_time_of_being_late():
    diary = Diary()
    begun(diary)
    diary.note(e.LeaveTaken, "11-20 09:00", ZHANG, person=ZHANG.id, first=date(2026, 11, 23), last=date(2026, 11, 24))
    (line,) = lines(diary, at="11-24 18:00")
    assert (line.times, line.points, line.excuse) == (0, 0, Excuse.LEAVE)
    assert told(lines(diary, at="11-26 18:00")) == [("late", 2, "-1.0")]


def test_a_suspension_stops_the_count():
    diary = Diary()
    begun(diary)
    diary.on(Suspended, 1, "11-19 09:00", LI, reason="等待批复", awaiting="省厅")
    (line,) = lines(diary)
    assert (line.rule, line.times, line.excuse) == ("late", 0, Excuse.SUSPENSION)
    diary.on(Resumed, 1, "11-25 09:00", LI, deadline=local("11-26 18:00"))
    assert told(lines(diary)) == [("late", 1, "-0.5")]


def test_returns_notices_and_what_was_untrue_count_from_their_entries():
    diary = Diary()
    begun(diary)
    claimed(diary, "11-18 10:00")
    diary.on(e.Returned, 1, "11-18 15:00", QIAN, missing="缺表")
    diary.on(Escalated, 1, "11-18 16:00", LI, notice="督办〔2026〕1号", level=Level.YELLOW, limit=local("11-20 18:00"))
    diary.on(Escalated, 1, "11-19 09:00", LI, notice="督办〔2026〕2号", level=Level.RED, limit=local("11-23 18:00"))
    claimed(diary, "11-19 10:00")
    diary.on(e.Closed, 1, "11-19 11:00", QIAN)
    diary.on(Reopened, 1, "11-19 15:00", LI, reason="现场未见", deadline=local("11-27 18:00"))
    assert told(lines(diary)) == [("sent-back", 1, "-0.3"), ("red", 1, "-2"), ("untrue", 1, "-3")]


def test_a_late_receipt_counts_for_who_owed_it_and_for_nobody_else():
    diary = Diary()
    diary.assign(1, "报送数据", GENERAL, at="11-16 09:00", due="11-27 18:00")
    assert told(lines(diary, at="11-17 18:00")) == [("unsigned", 1, "-0.2")]
    assert row(diary, next(one for one in diary.roster.units if one.name == "督查室")).score.total == 100


def test_what_was_withdrawn_never_counts():
    diary = Diary()
    begun(diary)
    diary.on(e.Withdrawn, 1, "11-26 09:00", LI, reason="不再需要")
    assert lines(diary) == []


def test_equal_scores_share_a_place_and_the_best_fifth_alone_is_excellent():
    rows = appraised(facts(Diary())).rows
    assert [one.place for one in rows] == [1, 1, 1]
    assert {one.grade for one in rows} == {Grade.GOOD}  # A fifth of three is nobody.


def test_equal_ones_are_excellent_together_or_not_at_all():
    half = REGISTER.model_copy(update={"grades": Grades(excellent_share=67)})
    assert [one.grade for one in appraised(facts(Diary()), half).rows] == [Grade.GOOD] * 3
    diary = Diary()
    begun(diary)
    assert [one.grade for one in appraised(facts(diary), half).rows] == [Grade.EXCELLENT, Grade.EXCELLENT, Grade.GOOD]


@given(days=st.lists(st.integers(0, 40), max_size=12), close=st.booleans())
def test_the_lines_add_up_whatever_happens(days: list[int], close: bool):
    diary = Diary()
    for n, late in enumerate(days, start=1):
        begun(diary, "印发纪要" if n % 2 else "报送分析", n=n)
        if close:
            moment = local("11-17 09:00") + timedelta(days=late)
            claimed(diary, f"{moment:%m-%d} 10:00", n)
            diary.on(e.Closed, n, f"{moment:%m-%d} 11:00", QIAN)
    for one in appraised(facts(diary, "12-31 18:00")).rows:
        lines_ = one.score.lines
        assert one.score.total == sum((line.points for line in lines_), Decimal())
        assert 0 <= one.score.total <= REGISTER.ceiling
        assert all(abs(line.points) <= abs(line.whole) for line in lines_ if line.kind is Kind.RULE)
        assert sum(line.points for line in lines_ if line.rule == "late" and line.item == "all") >= -2


def test_each_fact_is_judged_by_the_version_of_its_day():
    diary = Diary()
    for n, (claim, close) in enumerate((("11-17 10:00", "11-18 09:00"), ("11-19 10:00", "11-24 09:00")), start=1):
        begun(diary, n=n)
        claimed(diary, claim, n)
        diary.on(e.Closed, n, close, QIAN)
    rules = tuple(one.model_copy(update={"points": Decimal(1)}) for one in REGISTER.rule if one.key == "in-time")
    newer = REGISTER.model_copy(update={"version": 3, "effective": date(2026, 11, 20), "rule": rules})
    found = appraised(facts(diary), REGISTER, newer)
    row_ = found.of(GENERAL.id)
    assert row_ is not None
    lines_ = [line for line in row_.score.lines if line.kind is Kind.RULE]
    assert [(line.task, line.version, str(line.points)) for line in lines_] == [
        ("DB-2026-1", 2, "0.5"),
        ("DB-2026-2", 3, "0.5"),  # The cap of 1 holds for the rule, whichever version gave what of it.
    ]
    assert found.rule(lines_[1]).points == 1


def test_before_its_first_day_a_register_judges_nothing():
    diary = Diary()
    begun(diary)
    later = REGISTER.model_copy(update={"effective": date(2026, 11, 26)})
    assert appraise(replace(facts(diary, "11-25 12:00"), house=replace(diary.house, registers=(later,)))) == ()


def test_a_rule_from_so_many_days_on_leaves_out_what_leave_made_shorter():
    diary = Diary()
    begun(diary)
    diary.note(e.LeaveTaken, "11-20 09:00", ZHANG, person=ZHANG.id, first=date(2026, 11, 23), last=date(2026, 11, 24))
    long = tuple(one.model_copy(update={"when": When(at_least=3)}) for one in REGISTER.rule if one.key == "late")
    strict = REGISTER.model_copy(update={"rule": long})
    late = [line for line in scored(facts(diary, "11-26 18:00"), strict).score.lines if line.kind is Kind.RULE]
    assert late == []  # Four workdays late, two of them on leave.


DOWN = Outage(local("11-20 16:00"), local("11-23 09:00"), local("11-23 15:00"))


def told_while_down(diary: Diary, at: str = "11-27 18:00") -> list[ScoreLine]:
    """Return the lines of rules, with the bot away from Friday afternoon to Monday morning."""
    known = facts(diary, at)
    (one,) = appraise(replace(known, house=replace(known.house, registers=(REGISTER,))), outages=(DOWN,))
    row_ = one.of(GENERAL.id)
    assert row_ is not None
    return [line for line in row_.score.lines if line.kind is Kind.RULE]


def test_what_was_due_in_an_outage_and_done_in_its_grace_is_in_time_with_a_line_of_0():
    diary = Diary()
    begun(diary)
    claimed(diary, "11-23 14:50")
    diary.on(e.Closed, 1, "11-23 15:30", QIAN)
    late, in_time = told_while_down(diary)
    assert (late.rule, late.points, late.excuse, late.outage) == ("late", 0, Excuse.OUTAGE, DOWN)
    assert told([in_time]) == [("in-time", 1, "0.5")]


def test_what_was_due_in_an_outage_and_never_done_counts_from_the_day_after_its_grace():
    diary = Diary()
    begun(diary)
    (late,) = told_while_down(diary, "11-25 18:00")
    assert (late.times, str(late.points), late.excuse) == (2, "-1.0", Excuse.OUTAGE)


def test_what_was_late_before_an_outage_loses_nothing_for_the_days_of_it():
    diary = Diary()
    begun(diary, due="11-18 18:00")
    (late,) = told_while_down(diary, "11-24 18:00")
    assert (late.times, late.outage) == (3, DOWN)  # 19th, 20th and 24th; the 23rd is excused.


def test_what_was_due_before_or_after_an_outage_is_late_as_ever():
    diary = Diary()
    begun(diary, due="11-23 18:00")
    (late,) = told_while_down(diary, "11-25 18:00")
    assert (late.times, late.excuse) == (2, None)


def test_a_receipt_whose_limit_fell_in_an_outage_costs_nothing_until_the_grace_is_over():
    diary = Diary()
    whom = diary.assign(1, "报送数据", GENERAL, at="11-20 11:00", due="11-27 18:00")
    (line,) = told_while_down(diary, "11-23 10:00")
    assert (line.rule, line.points, line.excuse) == ("unsigned", 0, Excuse.OUTAGE)
    assert told(told_while_down(diary, "11-23 15:01")) == [("unsigned", 1, "-0.2")]
    diary.on(e.Acknowledged, 1, "11-23 14:00", ZHANG, whom)
    assert [line.points for line in told_while_down(diary)] == [0]


def test_an_outage_is_noted_from_half_an_hour_on_with_four_working_hours_of_grace():
    ended = local("11-26 10:00")
    assert noted(ended - timedelta(minutes=29), ended, HOUSE) is None
    one = noted(local("11-25 20:00"), ended, HOUSE)
    assert one is not None
    assert (one.began, one.until) == (local("11-25 20:00"), local("11-26 16:30"))
