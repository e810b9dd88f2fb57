"""The three reports of a group, as the group reads them."""

import re
from datetime import date

import pytest

from ledger import entries as e
from ledger.origin_entries import OrientationsSet, SiteVisit
from reports import compose
from reports.splitting import visible
from tests.reports import scenes
from tests.reports.goldens import agrees
from tests.support.facts import BUDGET, FINANCE, GENERAL, LI, OFFICE, QIAN, WANG, ZHANG, ZHAO, Diary, local, to


def test_the_dispatch_lists_what_the_morning_needs():
    agrees("dispatch_busy", compose("dispatch", scenes.busy_week().facts("11-26 08:30")).parts)


def test_the_dispatch_of_a_quiet_day_is_a_nil_return():
    composed = compose("dispatch", Diary().facts("11-26 08:30"))
    agrees("dispatch_quiet", composed.parts)
    assert composed.data["nil"]


def test_a_late_dispatch_says_when_it_was_planned():
    facts = scenes.busy_week().facts("11-26 09:12")
    agrees("dispatch_late", compose("dispatch", facts, late=True, planned=local("11-26 08:30")).parts)


def test_a_group_bound_to_a_unit_reads_that_unit_and_what_lies_below():
    facts = scenes.busy_week().facts("11-26 08:30")
    agrees("dispatch_finance", compose("dispatch", facts, units={FINANCE.id}).parts)


def test_sixty_tasks_are_split_over_numbered_parts():
    composed = compose("dispatch", scenes.sixty_tasks().facts("11-26 08:30"))
    agrees("dispatch_sixty", composed.parts)
    assert len(composed.parts) > 1
    assert "".join(composed.parts).count("逾期4个工作日") == 60


def test_a_list_of_the_whole_city_is_cut_and_says_so():
    diary = Diary()
    for n in range(1, 131):
        diary.assign(n, "督促落实会议定事项", WANG, at="11-16 09:00", due="11-20 18:00")
    composed = compose("dispatch", diary.facts("11-26 08:30"))
    assert "".join(composed.parts).count("……另有 30 项") == 2  # 逾期 and 待签收.
    assert composed.data["sections"]["overdue"]["count"] == len(composed.data["sections"]["overdue"]["tasks"]) == 130


def test_hostile_titles_stay_text():
    composed = compose("dispatch", scenes.hostile().facts("11-26 08:30"))
    agrees("dispatch_hostile", composed.parts)
    assert "&lt;b&gt;加粗&lt;/b&gt; &amp; &lt;a href=&#39;tg://x&#39;&gt;" in composed.parts[0]


def test_the_daily_report_counts_by_office_and_ends_with_the_head():
    facts = scenes.busy_week().facts("11-26 17:30")
    composed = compose("daily", facts, since=local("11-25 17:30"))
    agrees("daily_busy", composed.parts)
    assert composed.data["head"]["hash"] == facts.head.hash
    assert facts.head.hash[:12] in composed.parts[0]


def test_the_daily_report_names_nobody_unless_the_group_is_set_so():
    facts = scenes.busy_week().facts("11-27 17:30")
    agrees("daily_office", compose("daily", facts, units={GENERAL.id}).parts)
    agrees("daily_office_names", compose("daily", facts, units={GENERAL.id}, names=True).parts)


def test_the_daily_report_of_a_quiet_day_is_a_nil_return():
    agrees("daily_quiet", compose("daily", Diary().facts("11-26 17:30")).parts)


def test_the_weekly_summary_sets_this_week_against_the_last():
    agrees("weekly_busy", compose("weekly", scenes.busy_week().facts("11-27 17:30")).parts)


def test_the_weekly_summary_of_a_week_with_a_make_up_sunday():
    composed = compose("weekly", scenes.make_up_sunday().facts("09-20 17:30"))
    agrees("weekly_make_up_sunday", composed.parts)
    assert composed.data["period"]["after"] == "2026-09-11T17:30:00+08:00"


def test_the_weekly_summary_of_a_quiet_week_is_a_nil_return():
    agrees("weekly_quiet", compose("weekly", Diary().facts("11-27 17:30"), units={BUDGET.id}).parts)


def test_an_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        compose("yearly", Diary().facts("11-27 17:30"))


def test_units_that_have_all_reported_are_not_listed():
    diary = Diary()
    for person in (LI, QIAN, ZHANG):
        diary.note(e.DailyReported, "11-26 16:00", person, day=date(2026, 11, 26))
    diary.note(e.LeaveTaken, "11-26 08:40", ZHAO, person=WANG.id, first=date(2026, 11, 26), last=date(2026, 11, 26))
    composed = compose("daily", diary.facts("11-26 17:30"), units={OFFICE.id}, names=True)
    assert "应报 5｜已报 3｜未报 1｜请假 1" in composed.text
    assert "综合科：应报3 未报1（赵敏） 请假1" in composed.text
    assert "督查室" not in composed.text
    assert {office["unit"]: office["owed"] for office in composed.data["attendance"]["offices"]} == {
        "综合科": 3,
        "督查室": 2,
    }


def test_the_weekly_summary_prints_no_task_twice():
    composed = compose("weekly", scenes.busy_week().facts("11-27 17:30"))
    printed = re.findall(r"DB-2026-\d+", composed.text)
    assert len(printed) == len(set(printed))
    sections = composed.data["sections"]
    assert all(section["count"] == len(section["tasks"]) == len(section["lines"]) for section in sections.values())
    assert f"在办 {sections['open']['count']}</b>" in composed.text
    assert f"逾期 {sections['overdue']['count']}</b>" in composed.text


@pytest.mark.parametrize(
    ("note", "printed"),
    [
        ("完成80%，初稿（含附表）已报。", "｜80%｜初稿（含附表）已报。"),
        ("完成60%时遇雪停工", "｜80%｜完成60%时遇雪停工"),
        ("4个单位已报，“两张表”未收齐", "｜4个单位已报，“两张表”未收齐"),
        ("DB-2026-41已办结", "｜DB-2026-41已办结"),
        ("", "｜80%"),
    ],
)
def test_a_note_is_printed_with_its_punctuation(note, printed):
    diary = Diary()
    who = diary.assign(4, "报送三季度经济运行分析", ZHANG, at="11-23 09:00", due="11-30 18:00")
    diary.on(e.Acknowledged, 4, "11-23 09:10", ZHANG, who)
    diary.on(e.ProgressNoted, 4, "11-26 10:00", ZHANG, who, note=note, percent=80)
    lines = visible(compose("daily", diary.facts("11-26 17:30")).text).splitlines()
    assert [line for line in lines if line.startswith("DB-2026-4") and line.endswith(printed)]


def test_the_weekly_summary_lists_the_four_orientations_of_key_tasks():
    diary = scenes.busy_week()
    said = {"problem": "口径不一", "target": "统一口径", "result": "已统一"}
    diary.on(OrientationsSet, 4, "11-26 09:00", LI, **said)
    composed = compose("weekly", diary.facts("11-27 17:30"))
    assert (
        "重点事项 1\nDB-2026-4 报送三季度经济运行分析\n问题：口径不一\n目标：统一口径\n结果：已统一\n成效：未填\n"
        in visible("\n\n".join(composed.parts))
    )
    assert composed.data["key"] == [
        {"number": "DB-2026-4", "title": "报送三季度经济运行分析", "effect": "", **said},
    ]


def test_the_dispatch_lists_visits_since_the_one_before():
    """A group reads those about its own tasks, and those that its own people made."""
    diary = scenes.busy_week()
    held = {"held_at": local("11-25 15:00"), "visitors": to(LI)}
    diary.note(SiteVisit, "11-25 16:00", LI, place="换热站", findings="漏水\n无人值守", about="DB-2026-5", **held)
    diary.note(SiteVisit, "11-24 16:00", LI, place="工地", findings="扬尘", **held)
    facts = diary.facts("11-26 08:30")
    line = "蹲点督办 1\nDB-2026-5 换热站｜李四｜漏水；无人值守"
    assert line in visible("\n".join(compose("dispatch", facts).parts))
    assert line in visible("\n".join(compose("dispatch", facts, units={FINANCE.id}).parts))
    assert compose("dispatch", facts, units={OFFICE.id}).data["visits"] == []
