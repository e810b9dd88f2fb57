"""Reminding: prompts and the published report agree on who has reported."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.publishing import Publishing
from bot.reminding import Reminding
from handlers import pushing
from ledger.acts.acknowledging import acknowledge
from ledger.acts.assigning import assign
from ledger.acts.progressing import note_progress
from ledger.acts.rechecking import draw
from ledger.acts.requests import AcknowledgeTask, AssignTask, DrawRecheck, NoteProgress
from ledger.people import Assignee
from ledger.slots import Slot
from storage.outbox import tokens_of
from storage.store import Store
from tests.ledger.house import COLLEAGUE, COORDINATOR, FRIDAY, MONDAY, REVIEWER, STAFF
from tests.runtime.conftest import bind, bind_group
from tests.runtime.test_archiving import closes

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
    publishing = Publishing(store, clock, real.now)
    reminding = Reminding(store, clock, real.now)
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


@pytest.mark.parametrize(
    ("month", "day", "drawn", "told"),
    [(12, 1, False, True), (12, 10, False, True), (12, 11, False, False), (12, 1, True, False), (11, 30, False, False)],
)
async def test_coordinators_are_reminded_of_last_month_s_draw(house, month, day, drawn, told):
    """While a month is young and nothing was drawn, the morning's list says so, with a button."""
    store, clock, real = house
    await bind(store, COORDINATOR.id, USER)
    await bind(store, REVIEWER.id, USER + 1)
    await closes(store)
    if drawn:
        async with store.books(now=MONDAY) as books:
            await draw(books, DrawRecheck(person=COORDINATOR.id, sent_at=MONDAY, first=MONDAY.date()))
    clock.jump_to(datetime(2026, month, day, 0, 31, tzinfo=UTC))
    await Reminding(store, clock, real.now).ring()
    rows = [await store.outbox.next_in(f"c{user}", now=real.now()) for user in (USER, USER + 1)]
    said = [row is not None and "2026年11月回头看尚未抽取" in row.payload["text"] for row in rows]
    assert said == [told, False]
    if told:
        assert rows[0].payload["reply_markup"]["inline_keyboard"][-1][0]["text"] == "抽取"


def only_to_the_first(_books, answer, chat, _person):
    """Word the first message, and no other."""
    if chat != USER:
        raise OSError("the disk is full")
    return answer


async def test_a_push_in_several_batches_is_there_as_a_whole_or_not_at_all(house, monkeypatch):
    """What goes wrong on the way leaves nothing; the next ring tells everybody once, each with a button of the own."""
    store, clock, real = house
    reminding, chats = Reminding(store, clock, real.now), (USER, USER + 1)
    for person, chat in zip((STAFF, COLLEAGUE), chats, strict=True):
        await bind(store, person.id, chat)
    monkeypatch.setattr(pushing, "TOGETHER", 1)
    clock.jump_to(office_time(24, 16, 30))

    with monkeypatch.context() as failing:
        failing.setattr(pushing, "addressed", only_to_the_first)
        await reminding.ring()
    assert await store.outbox.counts() == {}

    await reminding.ring()
    rows = [await store.outbox.next_in(f"c{chat}", now=real.now()) for chat in chats]
    async with store.reading(now=clock.now()) as books:
        kept = [await books.actions.peek(next(tokens_of(row.payload))) for row in rows]
    assert [(one.chat, one.outbox) for one in kept] == [(row.chat, row.id) for row in rows]
    assert await store.outbox.counts() == {"waiting": 2}
