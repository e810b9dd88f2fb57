"""首办负责 in the to-do lists: until somebody else signs, the first handler owes the task, the other the receipt."""

from __future__ import annotations

from ledger import entries as e
from ledger.people import Person
from reports.owed import sections
from reports.view import View
from tests.support.facts import LI, WANG, ZHANG, Diary, to


def test_both_are_reminded_until_the_other_signs() -> None:
    diary = Diary()
    first = diary.assign(1, "报送用地方案", ZHANG, at="11-23 09:00", due="11-30 18:00")
    diary.on(e.Declined, 1, "11-23 10:00", ZHANG, first, reason="不归我科")
    diary.on(e.Reassigned, 1, "11-23 11:00", LI, old=first, new=to(WANG)[0])
    assert [_unsigned(diary, who) for who in (ZHANG, WANG)] == [1, 1]

    diary.on(e.Acknowledged, 1, "11-23 15:00", WANG, to(WANG)[0])
    view = View(diary.facts("11-27 08:30"))
    assert [sum(section.count for section in sections(view, who).values()) for who in (ZHANG, WANG)] == [0, 1]


def _unsigned(diary: Diary, who: Person) -> int:
    return sections(View(diary.facts("11-24 08:30")), who)["unacknowledged"].count
