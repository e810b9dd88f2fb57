"""Publishing: once per slot whoever rings, and one chat's trouble is not the next one's."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime

from structlog.testing import capture_logs

from bot.publishing import Publishing
from bot.reminding import Reminding
from ledger.acts.assigning import assign
from ledger.acts.requests import AssignTask
from ledger.languages import setting_of_chat
from ledger.office_entries import CalendarDaySet, SettingChanged
from ledger.people import Assignee, UnitId
from storage.outbox import Outbound
from storage.store import Store
from tests.ledger.house import COORDINATOR, MONDAY, STAFF
from tests.runtime.conftest import bind, bind_group

GROUP, OTHER, THIRD = -1001, -1002, -1003
EVENING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # 17:30 in the office.
MORNING = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)


def publishing(store: Store, clock, real) -> Publishing:
    return Publishing(store, clock, real.now)


def reminding(store: Store, clock, real) -> Reminding:
    return Reminding(store, clock, real.now)


async def queued(store: Store, purpose: str) -> list[tuple[int, str]]:
    """Return chat and text of what waits to be sent."""
    found = []
    for lane in await store.outbox.lanes(now=datetime(2100, 1, 1, tzinfo=UTC)):
        row = await store.outbox.next_in(lane, now=datetime(2100, 1, 1, tzinfo=UTC))
        if row is not None and row.purpose == purpose:
            found.append((row.chat, row.payload["text"]))
    return found


async def assigned(store: Store) -> None:
    async with store.books(now=MONDAY) as books:
        request = AssignTask(
            person=COORDINATOR.id,
            sent_at=MONDAY,
            title="报送三季度经济运行分析",
            lead=(Assignee(person=STAFF.id),),
            deadline=datetime(2026, 11, 24, 10, 0, tzinfo=UTC),
        )
        await assign(books, request)


async def waiting(store: Store) -> list[Outbound]:
    """Return every row to the group in the order in which it was queued."""
    found = [await store.outbox.get(number) for number in range(1, 10)]
    return [row for row in found if row is not None and row.chat == GROUP]


async def test_two_programs_publish_once(stores, clock, real):
    for chat in (GROUP, OTHER):
        await bind_group(stores[0], chat, reports=("daily",))
    clock.jump_to(EVENING)
    for _ in range(3):
        await asyncio.gather(*(publishing(store, clock, real).ring() for store in stores))
    assert sorted(chat for chat, _ in await queued(stores[0], "daily")) == [OTHER, GROUP]
    assert (await stores[0].outbox.counts()) == {"waiting": 2}


async def test_one_chats_failure_stops_no_other_and_is_tried_again(store, clock, real):
    """A chat bound to a unit that the roster has lost cannot be told about it."""
    for chat in (GROUP, OTHER, THIRD):
        await bind_group(store, chat, reports=("daily",))
    async with store.books(now=MONDAY) as books:
        await books.directory.bind_chat(OTHER, unit=UnitId(99), reports=("daily",), by=None, now=MONDAY)
    clock.jump_to(EVENING)
    await publishing(store, clock, real).ring()
    assert sorted(chat for chat, _ in await queued(store, "daily")) == [THIRD, GROUP]
    async with store.books(now=MONDAY) as books:
        await books.directory.bind_chat(OTHER, unit=None, reports=("daily",), by=None, now=MONDAY)
    await publishing(store, clock, real).ring()
    assert sorted(chat for chat, _ in await queued(store, "daily")) == [THIRD, OTHER, GROUP]


async def test_a_changed_hour_holds_from_the_next_slot_on(store, clock, real):
    await bind_group(store, GROUP, reports=("daily",))
    async with store.books(now=MONDAY) as books:
        await books.record(SettingChanged(by=COORDINATOR.id, at=MONDAY, name="timetable.daily.time", value="16:00"))
    clock.jump_to(EVENING.replace(hour=8, minute=0))
    await publishing(store, clock, real).ring()
    assert len(await queued(store, "daily")) == 1
    clock.jump_to(EVENING)
    await publishing(store, clock, real).ring()
    assert len(await queued(store, "daily")) == 1


async def test_a_saturday_on_which_the_office_works_has_its_dispatch(store, clock, real):
    """B12: 11月28日上班, said after the program began, and only then."""
    await bind_group(store, GROUP, reports=("dispatch",))
    morning = datetime(2026, 11, 28, 0, 31, tzinfo=UTC)
    clock.jump_to(morning)
    await publishing(store, clock, real).ring()
    assert await queued(store, "dispatch") == []
    async with store.books(now=MONDAY) as books:
        await books.record(CalendarDaySet(by=None, at=MONDAY, day=morning.date(), works=True))
    await publishing(store, clock, real).ring()
    assert [chat for chat, _ in await queued(store, "dispatch")] == [GROUP]


async def test_a_quiet_day_is_told_as_such(store, clock, real):
    await bind_group(store, GROUP, reports=("daily",))
    clock.jump_to(EVENING)
    await publishing(store, clock, real).ring()
    ((_, text),) = await queued(store, "daily")
    assert "零报告" in text


async def test_a_group_that_has_chosen_english_gets_its_report_in_english_and_the_others_in_chinese(store, clock, real):
    for chat in (GROUP, OTHER):
        await bind_group(store, chat, reports=("daily",))
    async with store.books(now=MONDAY) as books:
        await books.record(SettingChanged(by=COORDINATOR.id, at=MONDAY, name=setting_of_chat(GROUP), value="en"))
    clock.jump_to(EVENING)
    await publishing(store, clock, real).ring()
    told = dict(await queued(store, "daily"))
    assert told[GROUP].startswith("<b>Daily report</b> | Mon 23 Nov 2026 | Whole house\nNil return: ")
    async with store.reading(now=MONDAY) as books:
        names = {unit.name for unit in books.roster.units}
    assert set(re.findall(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+", told[GROUP])) <= names
    assert told[OTHER].startswith("<b>日报告</b>")


async def test_in_the_morning_only_those_who_owe_something_hear(stores, clock, real):
    for person, user in ((STAFF, 11), (COORDINATOR, 14)):
        await bind(stores[0], person.id, user)
    await assigned(stores[0])
    clock.jump_to(MORNING)
    await asyncio.gather(*(reminding(store, clock, real).ring() for store in stores))
    ((chat, text),) = await queued(stores[0], "todo")
    assert chat == 11
    assert "报送三季度经济运行分析" in text


async def test_the_prompt_goes_to_those_who_have_not_reported(store, clock, real):
    await bind(store, STAFF.id, 11)
    clock.jump_to(datetime(2026, 11, 24, 8, 30, tzinfo=UTC))
    await reminding(store, clock, real).ring()
    await reminding(store, clock, real).ring()
    assert [chat for chat, _ in await queued(store, "prompt")] == [11]
    assert await store.outbox.counts() == {"waiting": 1}


async def test_late_in_the_day_one_call_is_enough(store, clock, real):
    """Down from 16:00 to 17:20: the last call stands for the prompt as well."""
    await bind(store, STAFF.id, 11)
    clock.jump_to(datetime(2026, 11, 24, 9, 20, tzinfo=UTC))
    await reminding(store, clock, real).ring()
    assert [chat for chat, _ in await queued(store, "lastcall")] == [11]
    assert await store.outbox.counts() == {"waiting": 1}


async def test_the_picture_follows_its_text_in_the_same_transaction(store, clock, real):
    await assigned(store)
    await bind_group(store, GROUP, reports=("daily",))
    clock.jump_to(EVENING)
    await replace(publishing(store, clock, real), pictures=True).ring()
    text, picture = await waiting(store)
    assert (text.method, picture.method) == ("sendMessage", "sendPhoto")
    assert (text.slot, text.part, picture.part) == (picture.slot, 1, 2)
    assert picture.payload["caption"] == "<b>日报告</b>｜2026-11-23 周一｜全办\n销号 0｜新交办 1｜有进展 0"
    name, content = await store.papers.get(picture.payload["photo"]["paper"])
    assert name == "report.png" and content.startswith(b"\x89PNG")


async def test_a_text_whose_picture_cannot_be_drawn_goes_alone(store, clock, real, monkeypatch, tmp_path):
    monkeypatch.setattr("reports.pictures.drawing.FOLDER", tmp_path)
    await assigned(store)
    await bind_group(store, GROUP, reports=("daily",))
    clock.jump_to(EVENING)
    with capture_logs() as logs:
        await replace(publishing(store, clock, real), pictures=True).ring()
    assert [row.method for row in await waiting(store)] == ["sendMessage"]
    assert [log["event"] for log in logs if log["event"] == "not_drawn"] == ["not_drawn"]


async def test_a_nil_return_needs_no_picture(store, clock, real):
    await bind_group(store, GROUP, reports=("daily",))
    clock.jump_to(EVENING)
    await replace(publishing(store, clock, real), pictures=True).ring()
    assert [row.method for row in await waiting(store)] == ["sendMessage"]
