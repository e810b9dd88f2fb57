"""What a circular may say of a task: facts of the period, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger import entries as e
from ledger.circular_facts import MOST, Finding, chosen, findings
from ledger.circulars import Tone
from ledger.escalations import Escalated, Level
from ledger.facts import Facts
from ledger.undo_entries import Undone
from tests.support.facts import ROSTER, WANG, WU, ZHANG, Diary, local


def week(diary: Diary, until: str = "11-27 18:00") -> Facts:
    """Return the facts of the week that began on Monday, the 23rd."""
    since = local("11-23 00:00")
    facts = diary.facts(until)
    return replace(facts, since=since, records=tuple(one for one in facts.records if one.entry.at > since))


def only(diary: Diary, until: str = "11-27 18:00") -> Finding:
    (found,) = findings(week(diary, until))
    return found


def closed(diary: Diary, n: int, *, claimed: str, at: str, due: str = "11-27 18:00") -> None:
    lead = diary.assign(n, "报送方案", ZHANG, at="11-16 09:00", due=due)
    diary.on(e.CompletionClaimed, n, claimed, ZHANG, lead)
    diary.on(e.Closed, n, at, WANG)


@pytest.mark.parametrize(
    ("claimed", "early"), [("11-25 10:00", 2), ("11-26 17:00", 1), ("11-27 09:00", 0), ("11-27 18:00", 0)]
)
def test_what_was_closed_in_time_is_praised(claimed: str, early: int) -> None:
    diary = Diary()
    closed(diary, 1, claimed=claimed, at="11-27 18:00")
    found = only(diary)
    assert (found.tone, found.early) == (Tone.PRAISE, early)


def test_what_was_closed_before_or_is_closed_after_is_no_fact_of_the_week() -> None:
    diary = Diary()
    closed(diary, 1, claimed="11-20 10:00", at="11-20 17:00")
    closed(diary, 2, claimed="11-27 10:00", at="11-28 10:00")
    assert findings(week(diary)) == ()


def test_what_was_claimed_late_is_no_merit() -> None:
    diary = Diary()
    closed(diary, 1, claimed="11-26 10:00", at="11-26 17:00", due="11-24 18:00")
    found = only(diary)
    assert (found.tone, found.late, found.overdue) == (Tone.CRITICISM, 2, None)


def test_what_is_open_past_its_deadline_is_criticised() -> None:
    diary = Diary()
    diary.assign(1, "报送方案", ZHANG, at="11-23 09:00", due="11-25 18:00")
    found = only(diary)
    assert (found.tone, found.overdue) == (Tone.CRITICISM, 2)


def test_every_fault_of_a_task_is_one_finding() -> None:
    diary = Diary()
    lead = diary.assign(1, "报送方案", ZHANG, at="11-16 09:00", due="11-25 18:00")
    diary.on(e.CompletionClaimed, 1, "11-24 09:00", ZHANG, lead)
    diary.on(e.Returned, 1, "11-24 10:00", WANG, missing="盖章版")
    limit = local("11-30 18:00")
    diary.on(Escalated, 1, "11-26 08:30", WANG, notice="督办〔2026〕1号", level=Level.BLUE, limit=limit)
    found = only(diary)
    assert (found.overdue, found.returned, found.notice and found.notice.level) == (2, 1, Level.BLUE)


def taken_back(undoes: int) -> Undone:
    return Undone(number="DB-2026-1", by=WANG.id, at=local("11-27 10:05"), undoes=undoes, kind="Returned")


def test_a_return_that_was_taken_back_never_was() -> None:
    diary = Diary()
    lead = diary.assign(1, "报送方案", ZHANG, at="11-26 09:00", due="12-04 18:00")
    diary.on(e.CompletionClaimed, 1, "11-27 09:00", ZHANG, lead)
    diary.on(e.Returned, 1, "11-27 10:00", WANG, missing="盖章版")
    diary.records.append(replace(diary.records[-1], seq=4, entry=taken_back(undoes=3)))
    assert findings(week(diary)) == ()


def test_silence_counts_from_the_houses_limit() -> None:
    diary = Diary()
    diary.assign(1, "报送方案", ZHANG, at="11-20 09:00", due="12-18 18:00")
    assert findings(week(diary, "11-26 18:00")) == ()
    assert only(diary, "11-27 18:00").silent == 5


def test_what_was_withdrawn_is_left_alone() -> None:
    diary = Diary()
    diary.assign(1, "报送方案", ZHANG, at="11-23 09:00", due="11-24 18:00")
    diary.on(e.Withdrawn, 1, "11-26 09:00", WANG, reason="重复")
    assert findings(week(diary)) == ()


def test_the_worst_comes_first_and_a_draft_has_an_end() -> None:
    diary = Diary()
    for n in range(1, MOST + 5):
        diary.assign(n, "报送方案", WU if n % 2 else ZHANG, at="11-16 09:00", due=f"11-{20 + n % 7} 18:00")
    found = findings(week(diary))
    days = [one.overdue for one in found if one.overdue is not None]
    assert days == sorted(days, reverse=True)
    assert len(chosen(found, ROSTER, tones=set(Tone), offices={})) == min(MOST, len(found))
    first = chosen(found, ROSTER, tones=set(Tone), offices={Tone.CRITICISM: 1})
    assert len({one.task.leads[0].assignee for one in first}) == 1
    assert chosen(found, ROSTER, tones={Tone.PRAISE}, offices={}) == ()
