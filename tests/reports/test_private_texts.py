"""The private texts: merged into one message each, and silent for those who owe nothing."""

from datetime import date

import pytest

from ledger import entries as e
from ledger.closing_entries import Mended
from ledger.slots import MISSED, DueSlot, Slot, SlotState
from reports import compose, missed
from reports.private import Reminders
from reports.splitting import LIMIT, units, visible
from tests.reports import scenes
from tests.reports.goldens import agrees
from tests.support.facts import CHEN, GENERAL, HOUSE, LI, QIAN, SUN, WANG, WU, ZHANG, ZHAO, ZHOU, Diary, local, to
from tests.support.private_texts import last_call, missing_names, prompt, todo

CUT_OFF = local("11-25 17:30")
DUE = local("11-26 17:30")


def test_the_morning_list_merges_what_one_person_owes():
    facts = scenes.busy_week().facts("11-26 08:30")
    agrees("todo_staff", todo(facts, ZHANG))
    agrees("todo_coordinator", todo(facts, LI))


def test_the_reviewer_reads_what_waits_for_review():
    agrees("todo_reviewer", todo(scenes.busy_week().facts("11-27 08:30"), QIAN))


def test_nothing_owed_is_nothing_said():
    assert todo(Diary().facts("11-26 08:30"), ZHANG) is None


def test_a_task_with_three_assignees_of_whom_one_signed_is_owed_by_two():
    diary = Diary()
    diary.on(e.Acknowledged, 1, "11-23 09:10", ZHANG, diary.assign(1, "报送", ZHANG, WANG, ZHAO, at="11-23 09:00"))
    facts = diary.facts("11-24 08:30")
    assert compose("dispatch", facts).data["sections"]["unacknowledged"]["count"] == 2
    owing = [person.name for person in (ZHANG, WANG, ZHAO) if "待签收 1" in (todo(facts, person) or "")]
    assert owing == ["王五", "赵敏"]


def test_a_units_branch_is_the_heads_until_somebody_works_on_it():
    diary = Diary()
    diary.assign(1, "汇总", GENERAL, at="11-25 09:00", due="11-26 18:00")
    assert [todo(diary.facts("11-25 10:00"), person) is None for person in (ZHAO, WANG)] == [False, True]
    diary.on(e.Acknowledged, 1, "11-25 11:00", WANG, to(GENERAL)[0])
    assert [todo(diary.facts("11-25 12:00"), person) is None for person in (ZHAO, WANG, ZHANG)] == [False, False, True]


def test_whoever_is_on_leave_is_left_alone_and_the_delegate_reads_the_list():
    diary = scenes.busy_week()
    away = {"first": date(2026, 11, 26), "last": date(2026, 11, 26), "delegate": QIAN.id}
    diary.note(e.LeaveTaken, "11-26 08:00", ZHANG, person=ZHANG.id, **away)
    facts = diary.facts("11-26 08:30")
    assert todo(facts, ZHANG) is None
    assert "DB-2026-4" in (todo(facts, QIAN) or "")
    assert prompt(facts, ZHANG) is None


def test_the_prompt_is_filled_from_the_days_entries():
    facts = scenes.busy_week().facts("11-26 17:10")
    agrees("prompt_coordinator", prompt(facts, LI, since=CUT_OFF, due=DUE))


def test_the_prompt_says_what_is_so_with_entries_and_without():
    facts = scenes.busy_week().facts("11-26 17:10")
    assert "请于17:30前报送日报。今日已记 2 条，可照此报送：" in (prompt(facts, LI, since=CUT_OFF, due=DUE) or "")
    silent = prompt(facts, ZHAO, since=CUT_OFF, due=DUE) or ""
    assert "今日尚未收到您的工作进展，请于17:30前回复" in silent
    assert "今日已记" not in silent
    assert [Reminders(facts, since=CUT_OFF).draft(one) for one in (LI, ZHAO)] == [
        "交办：起草元旦值班安排（DB-2026-8）\n签收：起草元旦值班安排（DB-2026-8）",
        "",
    ]


def test_only_those_who_owe_a_report_are_prompted():
    facts = scenes.busy_week().facts("11-26 16:45")
    prompted = [person.name for person in facts.roster.people if prompt(facts, person, since=CUT_OFF)]
    assert prompted == ["赵敏", "李四", "钱程"]
    assert all(prompt(facts, person, since=CUT_OFF) is None for person in (CHEN, SUN, WU, ZHANG, ZHOU))


def test_the_last_call_reaches_the_missing_only():
    facts = scenes.busy_week().facts("11-26 17:15")
    agrees("last_call", last_call(facts, ZHAO, since=CUT_OFF, due=DUE))
    assert last_call(facts, ZHANG, since=CUT_OFF, due=DUE) is None


def test_the_names_of_the_missing_go_to_head_and_coordinator():
    facts = scenes.busy_week().facts("11-26 17:15")
    agrees("missing_coordinator", missing_names(facts, LI, since=CUT_OFF))
    agrees("missing_head", missing_names(facts, ZHAO, since=CUT_OFF))
    assert missing_names(facts, ZHANG, since=CUT_OFF) is None
    assert missing_names(facts, ZHOU, since=CUT_OFF) is None  # One has reported, the other is on leave.


def test_a_very_long_list_stays_one_message_and_says_how_much_is_left_out():
    diary = Diary()
    for n in range(1, 61):
        diary.assign(n, "督促落实会议定事项并报送办理结果", WANG, at="11-16 09:00", due="11-20 18:00")
    text = todo(diary.facts("11-26 08:30"), WANG)
    assert text is not None
    assert units(visible(text)) <= LIMIT
    assert "逾期 60" in text
    assert "另有 30 项" in text


def test_reports_given_up_are_summed_up_for_the_coordinator():
    slots = [
        DueSlot(slot=Slot("daily", -100, "2026-11-26"), due_at=DUE, state=SlotState.SKIPPED, reason=MISSED),
        DueSlot(slot=Slot("dispatch", -200, "2026-11-26"), due_at=local("11-26 08:30"), state=SlotState.SKIPPED),
    ]
    agrees("missed", missed(slots, house=HOUSE, titles={-100: "督查<工作>群"}))
    assert missed([], house=HOUSE) is None


def returned(missing: str = "盖章版\n验收单\n数据") -> Diary:
    """Return a claim that was sent back on Monday, to be put right by Friday 12:00; the task is due much later."""
    diary = Diary()
    zhang = diary.assign(1, "报送方案", ZHANG, at="11-16 09:00", due="12-24 18:00")
    diary.on(e.CompletionClaimed, 1, "11-20 16:00", ZHANG, zhang)
    diary.on(e.Returned, 1, "11-23 10:00", QIAN, missing=missing, limit=local("11-27 12:00"))
    return diary


@pytest.mark.parametrize(
    ("morning", "told"),
    [
        ("11-24 08:30", "｜限11-27 12:00前补正，尚余3项"),
        ("11-25 08:30", None),
        ("11-26 08:30", "｜限11-27 12:00前补正，尚余3项"),
        ("11-27 08:30", "｜限12:00前补正，尚余3项"),
        ("11-28 08:30", "｜补正已过时限，尚余3项"),
        ("11-30 08:30", "｜补正逾期1个工作日，尚余3项"),
        ("12-01 08:30", "｜补正逾期2个工作日，尚余3项"),
    ],
)
def test_a_returned_claim_is_reminded_of_by_its_own_limit(morning: str, told: str | None) -> None:
    found = todo(returned().facts(morning), ZHANG)
    assert found is None if told is None else f"<b>退回待补正 1</b>\nDB-2026-1 🟢报送方案{told}" in (found or "")


def test_what_is_ticked_off_is_counted_and_a_claim_ends_it():
    diary = returned()
    diary.on(Mended, 1, "11-25 10:00", ZHANG, to(ZHANG)[0], items=(1, 3))
    assert "前补正，尚余1项" in (todo(diary.facts("11-26 08:30"), ZHANG) or "")
    diary.on(e.CompletionClaimed, 1, "11-26 10:00", ZHANG, to(ZHANG)[0])
    assert todo(diary.facts("11-27 08:30"), ZHANG) is None


def test_one_thing_to_put_right_is_no_list():
    assert "前补正\n" in f"{todo(returned('缺盖章版').facts('11-26 08:30'), ZHANG)}\n"


def test_the_limit_of_a_returned_claim_stands_in_the_same_message():
    diary = returned()
    diary.assign(2, "报送总结", ZHANG, at="11-23 09:00", due="11-26 18:00")
    found = todo(diary.facts("11-26 08:30"), ZHANG) or ""
    assert "今日到期 1" in found
    assert "退回待补正 1" in found
