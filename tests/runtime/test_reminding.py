"""Reminding: prompts and the published report agree on who has reported."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.publishing import Publishing
from bot.reminding import Reminding
from config.office import Quiet
from config.timetable import Timetable
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.progressing import note_progress
from ledger.acts.requests import AcknowledgeTask, AssignTask, NoteProgress
from ledger.people import Assignee
from ledger.slots import Slot
from storage.store import Store
from tests.ledger.house import COORDINATOR, FRIDAY, MONDAY, STAFF
from tests.runtime.conftest import bind, bind_group

GROUP, USER = -1001, 11
BOTH = ["prompt", "lastcall"]


@pytest.fixture
def house(store, clock, real):
    """Return the books, business time and real time."""
    return store, clock, real


def office_time(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 11, day, hour - 8, minute, tzinfo=UTC)


async def note(store: Store, at: datetime) -> None:
    """Let 张三 tell progress of a task."""
    lead = (Assignee(person=STAFF.id),)
    asked = AssignTask(person=COORDINATOR.id, sent_at=MONDAY, title="报送材料", lead=lead, deadline=FRIDAY)
    async with store.books(now=MONDAY) as books:
        number = (await assign(books, asked)).number
        await acknowledge(books, AcknowledgeTask(number=number, person=STAFF.id, sent_at=MONDAY))
        said = NoteProgress(number=number, person=STAFF.id, sent_at=at, note="初稿已完成", percent=80)
        await note_progress(books, said)


async def received(store: Store, real) -> list[str]:
    """Send what waits for 张三 and return its purposes."""
    purposes = []
    while (row := await store.outbox.next_in(f"c{USER}", now=real.now())) is not None:
        await store.outbox.sending(row.id, now=real.now())
        await store.outbox.sent(row.id, message=row.id, now=real.now())
        purposes.append(row.purpose)
    return purposes


@pytest.mark.parametrize(("noted", "asked"), [((23, 17, 20), BOTH), ((23, 17, 40), []), ((24, 9, 0), [])])
@pytest.mark.parametrize("bound_at", [(23, 10, 0), (24, 9, 0)], ids=["second day", "first day"])
async def test_prompt_and_report_agree_on_who_has_reported(house, noted, asked, bound_at):
    """What came before Monday's 17:30 was Monday's, on a group's first day, too."""
    store, clock, real = house
    publishing = Publishing(store, clock, real.now, Timetable(), Quiet())
    reminding = Reminding(store, clock, real.now, Timetable(), Quiet())
    await bind(store, STAFF.id, USER)
    await bind_group(store, GROUP, reports=("daily",), now=office_time(*bound_at))
    await note(store, office_time(*noted))
    clock.jump_to(office_time(23, 17, 31))
    await publishing.ring()

    for hour, minute in ((16, 30), (17, 15)):
        clock.jump_to(office_time(24, hour, minute))
        await reminding.ring()
    clock.jump_to(office_time(24, 17, 31))
    await publishing.ring()

    assert await received(store, real) == asked
    async with store.reading(now=clock.now()) as books:
        body = await books.slots.body(Slot("daily", GROUP, "2026-11-24"))
    assert f"｜已报 {0 if asked else 1}｜" in body
