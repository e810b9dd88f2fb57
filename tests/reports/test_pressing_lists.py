"""Lists that press: reminders by rule, notices, silence, broken chains, and what leaders read."""

from dataclasses import replace
from datetime import date

import pytest

from config.office import Reminders
from ledger import entries as e
from ledger.escalations import Escalated, Level, ReceiptChased, Rung
from ledger.people import Person, Unit, UnitId, UnitKind
from reports import compose
from reports.digest import digest, digest_text
from reports.view import View
from tests.support.facts import (
    BUDGET,
    CHEN,
    FINANCE,
    GENERAL,
    HOUSE,
    LI,
    QIAN,
    ROSTER,
    WANG,
    WU,
    ZHANG,
    ZHAO,
    ZHOU,
    Diary,
    local,
    to,
)
from tests.support.private_texts import todo


def headings(text: str | None) -> list[str]:
    """Return the headings of the lists of a private text."""
    lines = (text or "").splitlines()[1:]
    return [line.removeprefix("<b>").removesuffix("</b>") for line in lines if line.startswith("<b>")]


def signed(*people, due: str, at: str = "11-16 09:00", diary: Diary | None = None, n: int = 1) -> Diary:
    """Return a diary in which the people signed a task on the day it was given."""
    diary = diary or Diary()
    lead = diary.assign(n, "报送分析", *people, at=at, due=due)
    diary.on(e.Acknowledged, n, at.replace("09:00", "09:30"), ZHANG, lead)
    return diary


def test_over_ten_days_the_rule_reminds_three_and_one_workdays_before_on_the_day_and_while_overdue():
    """Due on Friday: Tuesday, Thursday, Friday, then each workday morning; silent on all other mornings."""
    diary = signed(ZHANG, due="11-27 18:00")
    mornings = ["11-20", "11-23", "11-24", "11-25", "11-26", "11-27", "11-30", "12-01", "12-02", "12-03"]
    assert {day: headings(todo(diary.facts(f"{day} 08:30"), ZHANG)) for day in mornings} == {
        "11-20": [],
        "11-23": [],
        "11-24": ["3个工作日后到期 1"],
        "11-25": [],
        "11-26": ["1个工作日后到期 1"],
        "11-27": ["今日到期 1"],
        "11-30": ["逾期 1"],
        "12-01": ["逾期 1"],
        "12-02": ["逾期 1"],
        "12-03": ["逾期 1"],
    }


def test_the_house_sets_the_workdays_and_may_do_without():
    house = replace(HOUSE, reminders=Reminders(workdays_before=(2,), on_the_day=False, while_overdue=False))
    diary = signed(ZHANG, due="11-27 18:00", diary=Diary(house=house))
    found = [headings(todo(diary.facts(f"{day} 08:30"), ZHANG)) for day in ("11-24", "11-25", "11-27", "11-30")]
    assert found == [[], ["2个工作日后到期 1"], [], []]


def test_a_deadline_on_a_rest_day_is_reminded_of_on_the_last_workday_before():
    diary = signed(ZHANG, due="11-28 18:00")
    assert headings(todo(diary.facts("11-27 08:30"), ZHANG)) == ["休息日到期 1"]


def test_a_tasks_own_stages_are_reminded_of_the_day_before_and_on_the_day():
    diary = Diary()
    stages = {"stages": "初稿\n送审", "stage_deadlines": (local("11-24 18:00"), local("11-30 18:00"))}
    lead = diary.assign(1, "报送分析", ZHANG, at="11-16 09:00", due="12-31 18:00", **stages)
    diary.on(e.Acknowledged, 1, "11-16 10:00", ZHANG, lead)
    texts = {day: todo(diary.facts(f"{day} 08:30"), ZHANG) for day in ("11-20", "11-23", "11-24", "11-25", "11-27")}
    assert [day for day, text in texts.items() if text] == ["11-23", "11-24", "11-27"]
    assert "阶段节点 1</b>\nDB-2026-1 🟢报送分析｜初稿 11-24 18:00" in (texts["11-23"] or "")


def test_five_tasks_are_one_message_and_whoever_reported_or_owes_nothing_gets_none():
    diary = Diary()
    for n, due in enumerate(("11-20", "11-26", "11-27", "12-01", "12-01"), 1):
        signed(ZHANG, due=f"{due} 18:00", diary=diary, n=n)
    text = todo(diary.facts("11-26 08:30"), ZHANG) or ""
    assert headings(text) == ["逾期 1", "今日到期 1", "1个工作日后到期 1", "3个工作日后到期 2"]
    diary.on(e.CompletionClaimed, 1, "11-26 08:00", ZHANG, to(ZHANG)[0])
    assert "逾期" not in (todo(diary.facts("11-26 08:30"), ZHANG) or "")
    assert todo(diary.facts("11-26 08:30"), WANG) is None


def test_a_notice_is_listed_until_it_is_answered():
    diary = signed(ZHANG, due="11-20 18:00")
    issued = {"notice": "督办〔2026〕1号", "level": Level.YELLOW, "limit": local("11-26 18:00")}
    diary.note(Escalated, "11-24 08:30", None, number="DB-2026-1", **issued)
    assert "督办〔2026〕1号（黄色）限18:00前答复" in (todo(diary.facts("11-26 08:30"), ZHANG) or "")
    lines = compose("dispatch", diary.facts("11-27 08:30")).data["sections"]["notices"]["lines"]
    assert [(line["number"], line["note"], line["why"]) for line in lines] == [
        ("DB-2026-1", "督办〔2026〕1号", "yellow_late")
    ]
    diary.on(e.ProgressNoted, 1, "11-26 10:00", ZHANG, to(ZHANG)[0], note="正在核对")
    assert "督办单待答复" not in (todo(diary.facts("11-27 08:30"), ZHANG) or "")
    assert "督办〔2026〕1号（黄色）已答复" in compose("dispatch", diary.facts("11-27 08:30")).text


def test_a_task_without_a_word_for_five_workdays_is_in_each_dispatch_once():
    diary = signed(ZHANG, due="12-31 18:00")

    def silent(day: str) -> list[int]:
        section = compose("dispatch", diary.facts(f"{day} 08:30")).data["sections"]["silent"]
        return [line["days"] for line in section["lines"]]

    assert [silent(day) for day in ("11-20", "11-23", "11-24")] == [[], [5], [6]]
    diary.on(e.Reminded, 1, "11-24 09:00", LI)
    diary.note(ReceiptChased, "11-24 10:00", None, number="DB-2026-1", assignee=to(ZHANG)[0], rung=Rung.HEAD)
    assert silent("11-25") == [7]  # A nudge is no word.
    diary.on(e.ProgressNoted, 1, "11-25 09:00", ZHANG, to(ZHANG)[0], note="已完成初稿")
    assert [silent(day) for day in ("11-26", "12-02")] == [[], [5]]


def test_what_is_overdue_or_waits_for_review_is_not_called_silent():
    diary = signed(ZHANG, due="11-18 18:00")
    signed(WANG, due="12-31 18:00", diary=diary, n=2)
    diary.on(e.CompletionClaimed, 2, "11-16 15:00", WANG, to(WANG)[0])
    assert compose("dispatch", diary.facts("11-26 08:30")).data["sections"]["silent"]["count"] == 0


@pytest.mark.parametrize(
    ("roster", "whom", "fields", "why"),
    [
        (ROSTER, ZHANG, {}, "无时限"),
        (ROSTER, ZHANG, {"due": "12-31 18:00", "title": " "}, "无目标"),
        (replace(ROSTER, people=tuple(one for one in ROSTER.people if one not in (ZHOU, WU))), FINANCE,
         {"due": "12-31 18:00"}, "责任单位无在岗人员"),
        (replace(ROSTER, people=tuple(replace(one, left_at=local("11-24 09:00")) if one == ZHANG else one
                                      for one in ROSTER.people)), ZHANG, {"due": "12-31 18:00"}, "责任人已离任"),
    ],
    ids=["deadline", "target", "unit", "person"],
)  # fmt: skip
def test_a_broken_chain_is_in_the_coordinators_morning_and_in_no_group(roster, whom, fields, why):
    diary = Diary(roster=roster)
    diary.assign(1, fields.pop("title", "报送分析"), whom, at="11-24 09:00", **fields)
    facts = diary.facts("11-25 08:30")
    assert f"｜{why}" in (todo(facts, LI) or "")
    assert "断链 1" in headings(todo(facts, LI))
    assert "断链" not in compose("dispatch", facts).text
    assert "断链" not in (todo(facts, ZHAO) or "")


def test_a_unit_with_people_only_below_it_is_whole():
    units = (*ROSTER.units, Unit(id=UnitId(9), kind=UnitKind.CENTRE, name="督查中心"))
    below = tuple(replace(one, parent=UnitId(9)) if one == BUDGET else one for one in units)
    diary = Diary(roster=replace(ROSTER, units=below))
    diary.assign(1, "报送分析", units[-1], at="11-24 09:00", due="12-31 18:00")
    assert "断链" not in (todo(diary.facts("11-25 08:30"), LI) or "")


def digest_of(diary: Diary, day: str, leader: Person = CHEN) -> dict[str, int]:
    """Return what the leader reads at 08:40, in figures."""
    found = digest(View(diary.facts(f"{day} 08:40")), leader)
    assert found is not None
    return {key: section.count for key, section in found.sections.items() if section.count}


def test_a_blocker_is_in_the_leaders_digest_from_the_third_workday():
    diary = signed(ZHANG, due="12-31 18:00")
    diary.on(e.BlockerRaised, 1, "11-20 10:00", ZHANG, to(ZHANG)[0], reason="缺数据", needs=to(FINANCE)[0])
    assert [digest_of(diary, day) for day in ("11-23", "11-24", "11-25")] == [{}, {}, {"blocked": 1}]
    texts = [compose("dispatch", diary.facts(f"{day} 08:30")).text for day in ("11-24", "11-25")]
    assert ["【报领导】" in text for text in texts] == [False, True]
    diary.on(e.BlockerCleared, 1, "11-25 09:00", ZHANG, to(ZHANG)[0])
    assert digest_of(diary, "11-26") == {}
    assert todo(diary.facts("11-26 08:30"), CHEN) is None


def test_leaders_read_receipts_of_their_field_once():
    leader = replace(CHEN, fields=(GENERAL.id,))
    roster = replace(ROSTER, people=tuple(leader if one == CHEN else one for one in ROSTER.people))
    diary = Diary(roster=roster)
    lead = diary.assign(1, "报送分析", ZHANG, at="11-23 09:00", due="12-31 18:00")
    other = diary.assign(2, "报送预算", ZHOU, at="11-23 09:00", due="12-31 18:00")
    for number, who in ((1, lead), (2, other)):
        raised = {"number": f"DB-2026-{number}", "assignee": who, "rung": Rung.COORDINATOR}
        diary.note(ReceiptChased, "11-24 16:00", None, **raised)
    view = View(diary.facts("11-25 08:40"))
    found = digest(view, leader)
    assert found is not None
    assert "1. DB-2026-1 报送分析｜张三｜2个工作日未签收" in digest_text(view, found)[0]
    assert digest_of(diary, "11-25", leader) == {"raised": 1}
    diary.note(ReceiptChased, "11-25 08:40", None, number="DB-2026-1", assignee=lead, rung=Rung.LEADER)
    assert digest_of(diary, "11-26", leader) == {}


def test_the_stand_in_of_a_head_reads_what_the_unit_owes():
    diary = Diary()
    diary.assign(1, "汇总", GENERAL, at="11-25 09:00", due="11-26 18:00")
    away = {"first": date(2026, 11, 26), "last": date(2026, 11, 26), "delegate": QIAN.id}
    diary.note(e.LeaveTaken, "11-25 10:00", ZHAO, person=ZHAO.id, **away)
    facts = diary.facts("11-26 08:30")
    assert todo(facts, ZHAO) is None
    assert "DB-2026-1 🟡（代赵敏）汇总" in (todo(facts, QIAN) or "")
    assert todo(facts, WANG) is None
