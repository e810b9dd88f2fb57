"""What is past its term is erased in batches, by one process at a time; entries, chain and open work stay whole."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select, update

from bot.clock import ScaledClock
from bot.evidence import EvidenceFolder
from bot.retention import Erasing
from bot.steadiness import Steadiness
from config.documents import FORMER, Retention
from ledger.acts.closing import claim, close
from ledger.acts.requests import ClaimCompletion, CloseTask
from ledger.entries import Evidence
from ledger.office_entries import PersonAdded
from ledger.people import PersonId, Role, UnitId
from ledger.retention import Erased, Gone
from storage import erasing
from storage.delivery import OutboxState
from storage.denials import Denial
from storage.erasing import anonymise, sweep
from storage.erasing_asked import erase_about, erase_said_by, kept_of
from storage.mail_tables import actions, inbox, outbox, slots
from storage.outbox import Outgoing
from storage.roster_tables import bindings, denials, people
from storage.store import Store
from storage.tables import texts
from storage.verify import verify
from tests.ledger.house import COORDINATOR, MONDAY, OUTSIDER, REVIEWER, STAFF
from tests.storage.ledgers import BOT, assigned, progressed, raw, received
from tests.storage.office import HOUSE

YEARS = timedelta(days=3651)
NIGHT = MONDAY + YEARS + timedelta(hours=16)  # 02:00 in the office.
FILE = b"photo of a road"


async def is_confirmed() -> bool:
    return True


@dataclass
class Office:
    """A small office with a closed task, an open one and its evidence, and the duty that looks after the terms."""

    store: Store
    clock: ScaledClock
    folder: EvidenceFolder
    done: str
    open: str

    def duty(self, kept: Retention | None = None) -> Erasing:
        """Return the duty as a process that has just started has it."""
        return Erasing(self.store, self.clock, self.clock.now, kept or Retention(), self.folder, is_confirmed)

    async def texts(self) -> int:
        """Count the texts that are there."""
        async with self.store.reading(now=self.clock.now()) as books:
            query = select(func.count()).where(texts.c.text.is_not(None))
            return int((await books.connection.execute(query)).scalar_one())

    async def erasures(self) -> list[Erased]:
        """Return what the ledger says of erasures."""
        async with self.store.reading(now=self.clock.now()) as books:
            return [record.entry for record in await books.records_of(Erased) if isinstance(record.entry, Erased)]

    async def count(self, table: Table, *where: object) -> int:
        """Count the rows of a table."""
        async with self.store.reading(now=self.clock.now()) as books:
            query = select(func.count()).select_from(table).where(*where)  # type: ignore[arg-type]
            return int((await books.connection.execute(query)).scalar_one())


@pytest.fixture
async def office(store: Store, tmp_path: Path) -> AsyncIterator[Office]:
    folder = EvidenceFolder(tmp_path / "evidence")
    photo = Evidence(sha256=await folder.keep(FILE), name="现场.jpg", size=len(FILE), kind="photo")
    done = await assigned(store)
    await received(store, done)
    await progressed(store, done, at=MONDAY)
    async with store.books(now=MONDAY) as books:
        await claim(books, ClaimCompletion(person=STAFF.id, sent_at=MONDAY, number=done, note="已办", files=(photo,)))
        await close(books, CloseTask(person=REVIEWER.id, sent_at=MONDAY, number=done))
    open_ = await assigned(store, OUTSIDER)
    os.utime(folder.path(photo.sha256), (MONDAY.timestamp(), MONDAY.timestamp()))
    yield Office(store, ScaledClock(NIGHT, speed=0), folder, done, open_)


async def test_words_of_what_has_ended_go_and_the_chain_stays_whole(office: Office) -> None:
    assert await office.duty().all() == Gone(texts=3, files=1)
    verdict = await verify(office.store)
    assert (verdict.is_whole, verdict.erased) == (True, 3)
    async with office.store.reading(now=NIGHT) as books:
        assert (await books.task(office.done)).title == ""
        assert (await books.task(office.open)).title == "报送三季度经济运行分析"
    (first, second) = await office.erasures()
    assert (first.by, first.texts, second.files) == (None, 3, 1)
    assert office.folder.untouched(datetime.now(UTC)) == ()


async def test_a_day_before_the_term_everything_is_there(office: Office) -> None:
    office.clock.jump_to(NIGHT - timedelta(days=2))
    assert await office.duty().all() == Gone()
    assert await office.texts() == 4
    assert await office.erasures() == []


async def test_nothing_is_erased_by_day_and_a_night_has_an_end(office: Office) -> None:
    office.clock.jump_to(NIGHT + timedelta(hours=8))
    await office.duty().ring()
    assert await office.texts() == 4
    office.clock.jump_to(NIGHT + timedelta(days=1))
    duty = office.duty()
    for _ in range(4):
        await duty.ring()
    assert (await office.texts(), len(await office.erasures())) == (1, 2)


async def test_killed_half_way_and_run_twice_it_comes_to_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each batch is one transaction: what was cut off leaves nothing behind, what was committed is not done again."""
    monkeypatch.setattr(erasing, "TEXTS", 1)
    terms = office.duty().terms()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            async with office.store.books(now=NIGHT) as books:
                assert await sweep(books, terms)
                raise ZeroDivisionError
        assert (await verify(office.store)).is_whole
    assert (await office.texts(), await office.erasures()) == (4, [])
    await office.duty().batch()  # And here the process ends; another begins.
    assert await office.texts() < 4
    await office.duty().all()
    assert await office.duty().all() == Gone()
    assert (await office.texts(), sum(one.texts for one in await office.erasures())) == (1, 3)
    assert (await verify(office.store)).is_whole


async def test_what_is_erased_is_on_no_page_of_the_file(office: Office, office_url: str) -> None:
    """Neither in the file nor in its log: SQLite unlinks what is deleted and leaves the bytes, unless it is told."""
    words = "完成初稿"
    spelt = (words.encode(), words.encode("ascii", "backslashreplace"))

    def there() -> bool:
        path = Path(office_url.removeprefix("sqlite:///"))
        files = [one for one in path.parent.glob(f"{path.name}*") if one.is_file()]
        return any(one in file.read_bytes() for one in spelt for file in files)

    if office.store.dialect == "sqlite":  # A server's files are its own business; its vacuum frees the pages.
        assert there()
    await office.duty().all()
    assert not there()


async def test_two_processes_erase_once(office: Office, office_url: str) -> None:
    second = await Store.open(office_url, house=HOUSE)
    try:
        other = Erasing(second, office.clock, office.clock.now, Retention(), office.folder, is_confirmed)
        await asyncio.gather(office.duty().all(), other.all())
    finally:
        await second.close()
    assert sum(one.texts for one in await office.erasures()) == 3
    assert sum(one.files for one in await office.erasures()) == 1


async def test_somebody_who_left_long_ago_is_nobody(office: Office) -> None:
    async with office.store.books(now=MONDAY) as books:
        unit = UnitId(2)
        added = PersonAdded(by=None, at=MONDAY, person=PersonId(2), unit=unit, roles=(Role.STAFF,), name="王五")
        await books.record(added)
        await books.directory.bind(PersonId(2), 7002, approved_by=None, now=MONDAY)
        row = update(people).where(people.c.id.in_((2, OUTSIDER.id)))
        await books.connection.execute(row.values(phone="13900001234", left_at=MONDAY))
    gone = await office.duty(Retention(texts=timedelta(days=99999))).all()
    assert gone.people == 1  # The outsider still holds an open task.
    async with office.store.reading(now=NIGHT) as books:
        nobody = books.roster.person(PersonId(2))
        assert (nobody.name, nobody.phone, nobody.roles, nobody.is_active) == (f"{FORMER}2", "", frozenset(), False)
        assert books.roster.person(OUTSIDER.id).name == OUTSIDER.name
        (record,) = await books.records_of(PersonAdded)
        assert record.erased == {"name"}
    assert await office.count(bindings, bindings.c.user == 7002) == 0
    assert await office.duty(Retention(texts=timedelta(days=99999))).all() == Gone()


async def test_messages_buttons_refusals_and_what_was_set_aside_go_by_their_terms(office: Office) -> None:
    store = office.store
    async with store.books(now=MONDAY) as books:
        for state in (OutboxState.SENT, OutboxState.WAITING):
            number = await books.outbox.put(Outgoing(chat=7, method="sendMessage", payload={"text": "金丝雀"}))
            await books.connection.execute(update(outbox).where(outbox.c.id == number).values(state=state))
        await books.denials.note(Denial(at=MONDAY, user=7, person=None, act="see", chat=7))
    await store.inbox.keep(BOT, [raw(1), raw(2)], received_at=MONDAY)
    first = await store.inbox.next_in("c7", now=MONDAY)
    assert first is not None
    await store.inbox.failed(first.id, reason="shape", next_try=None, quarantine=True)
    office.clock.jump_to(MONDAY + timedelta(days=200))
    gone = await office.duty().all()
    assert (gone.messages, gone.refusals, gone.updates, gone.texts) == (1, 1, 1, 0)
    assert await office.count(outbox, outbox.c.payload == {}) == 1
    assert (await office.count(denials), await office.count(inbox)) == (0, 1)


async def test_reports_keep_their_row_and_lose_their_words(office: Office) -> None:
    async with office.store.books(now=MONDAY) as books:
        values = {
            "report": "daily", "chat": -5, "period": "2026-11-23", "state": "published", "due_at": MONDAY,
            "late": False, "reason": "", "since": MONDAY, "cut_off": MONDAY, "body": "日报告",
            "head": "ab", "figures": "", "seen": 0,
        }  # fmt: skip
        await books.connection.execute(slots.insert().values(values))
    assert (await office.duty().all()).reports == 1
    assert await office.count(slots, slots.c.body == "") == 1


async def test_a_file_that_is_needed_stays_and_one_nobody_names_goes(office: Office) -> None:
    await office.folder.keep(b"never claimed")
    office.clock.jump_to(datetime.now(UTC) + timedelta(days=31))
    assert (await office.duty().all()).files == 1
    assert len(office.folder.untouched(datetime.now(UTC) + timedelta(days=1))) == 1


async def test_by_a_clock_that_the_platform_does_not_confirm_nothing_goes(office: Office) -> None:
    """A month ahead for an hour of the night: what is erased then would never come back."""
    steady = Steadiness(office.store, office.clock)
    duty = replace(office.duty(), confirmed=steady.is_confirmed)
    office.clock.jump_to(NIGHT)
    for number, age in enumerate((timedelta(days=30), timedelta(days=-3650)), start=90):
        await _dated(office.store, number, NIGHT - age)
    texts_before = await office.texts()
    await duty.ring()
    assert await office.texts() == texts_before
    await _dated(office.store, 99, NIGHT - timedelta(days=2))
    await duty.ring()
    assert await office.texts() < texts_before


async def _dated(store: Store, number: int, at: datetime) -> None:
    said = json.dumps({"update_id": number, "message": {"date": int(at.timestamp())}})
    await store.inbox.keep(BOT, [replace(raw(number), raw=said)], received_at=NIGHT)


async def test_somebody_asks_and_the_open_work_keeps_its_words(office: Office) -> None:
    async with office.store.books(now=MONDAY) as books:
        gone = await erase_said_by(books, STAFF.id, reason="本人申请")
        assert (gone.texts, gone.people, await kept_of(books, STAFF.id)) == (2, 0, 0)
    async with office.store.books(now=MONDAY) as books:
        assert (await erase_said_by(books, COORDINATOR.id, reason="本人申请")).texts == 1
        assert await kept_of(books, COORDINATOR.id) == 1
        assert (await erase_about(books, office.open, reason="误发")).texts == 1
    reasons = [one.reason for one in await office.erasures()]
    assert reasons == ["本人申请", "本人申请", "误发"]
    assert (await verify(office.store)).is_whole


async def test_whoever_has_left_and_asks_is_nobody_at_once(office: Office) -> None:
    async with office.store.books(now=MONDAY) as books:
        await books.connection.execute(update(people).where(people.c.id == STAFF.id).values(left_at=MONDAY))
        await books.reread_roster()
        assert (await erase_said_by(books, STAFF.id, reason="本人申请")).people == 1
        assert books.roster.person(STAFF.id).name == f"{FORMER}{STAFF.id}"
        await anonymise(books, STAFF.id)
    assert await office.count(actions) == 0
    assert (await verify(office.store)).is_whole
