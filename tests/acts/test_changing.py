"""调整 and 催办: what a change of an assignment keeps, and how soon somebody is urged again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from ledger.acts import requests as r
from ledger.acts.changing import amend, remind
from ledger.refusals import DeadlinePassed, RemindedLately
from tests.acts.conftest import Ledger
from tests.acts.test_life_of_a_task import FIRST, LATER, given, refused
from tests.ledger.house import COORDINATOR, FRIDAY, MONDAY


async def test_an_amended_assignment_keeps_its_original_deadline(ledger: Ledger) -> None:
    await given(ledger)
    later = FRIDAY + timedelta(days=3)
    request = r.AmendTask(person=COORDINATOR.id, sent_at=LATER, number=FIRST, deadline=later)
    task = await ledger.does(amend, request)
    assert (task.deadline, task.original_deadline, task.title) == (later, FRIDAY, "报送三季度经济运行分析")
    assert await refused(ledger, amend, replace(request, deadline=LATER)) == DeadlinePassed(LATER)


async def test_a_second_urging_within_four_working_hours_is_refused(ledger: Ledger) -> None:
    """Monday 11:00 in the office, plus one hour of the morning and three of the afternoon."""
    await given(ledger)
    request = r.RemindTask(person=COORDINATOR.id, sent_at=LATER, number=FIRST)
    assert (await ledger.does(remind, request)).reminded_at == LATER
    again_at = MONDAY.replace(hour=9, minute=30)
    found = await refused(ledger, remind, replace(request, sent_at=again_at - timedelta(seconds=1)))
    assert found == RemindedLately(FIRST, LATER, again_at)
    assert (await ledger.does(remind, replace(request, sent_at=again_at))).reminded_at == again_at
