"""The sandbox over real HTTP, a store on SQLite with a small office, and the library's bot between them."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from telegram import Bot

from bot.alerts import Alerts
from bot.clock import ScaledClock, SystemClock
from bot.delivery.pacing import Pacing
from bot.delivery.prober import Prober
from bot.delivery.pump import Delivery
from bot.delivery.sender import Sender
from bot.intake.flooding import Floods, Sorted
from bot.intake.keeping import Keeper
from bot.intake.salvage import UpdatesParser
from bot.sandbox.client import SandboxClient
from bot.sandbox.server import running
from bot.sandbox.world import World
from bot.transport import AiohttpRequest, surely_not_sent
from config.calendars import load_calendars
from ledger.calendar import WorkCalendar
from ledger.hours import OfficeHours
from ledger.house import House
from ledger.people import Person, PersonId
from ledger.roster_rows import PERSON, RosterRow, RosterRows
from storage.store import Store
from tests.ledger.house import MONDAY, ROSTER, STAFF
from tests.runtime.talk import Talk
from tests.support.databases import SqliteDatabases

TOKEN = "4242:sandbox-token"
HOUSE = House(calendar=WorkCalendar(load_calendars()), hours=OfficeHours())


@dataclass
class RealTime:
    """Real time that runs by itself, and can be pushed on where a test would have to wait."""

    ahead: timedelta = field(default=timedelta())

    def now(self) -> datetime:
        """Return the moment."""
        return SystemClock().now() + self.ahead

    def pass_by(self, seconds: float) -> None:
        """Let time pass at once."""
        self.ahead += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> ScaledClock:
    return ScaledClock(datetime(2026, 11, 23, 2, 0, tzinfo=UTC), speed=0)


@pytest.fixture
def real() -> RealTime:
    return RealTime()


@pytest.fixture
async def world(clock: ScaledClock) -> World:
    made = World(clock)
    made.brakes = False
    return made


@pytest.fixture
async def url(world: World) -> AsyncIterator[str]:
    async with running(world, webhook_wait=0.01) as base:
        yield base


@pytest.fixture
async def office(url: str) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(url) as client:
        await client.bot(TOKEN, username="taizhang_bot")
        yield client


@pytest.fixture
async def bot(url: str, office: SandboxClient) -> AsyncIterator[Bot]:
    made = Bot(
        TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=AiohttpRequest(url),
        get_updates_request=AiohttpRequest(url, parse=UpdatesParser()),
    )
    async with made:
        yield made


@pytest.fixture
def database_file(sqlite_databases: SqliteDatabases, tmp_path: Path) -> str:
    """URL of a database beside which the program puts its other files."""
    copied = sqlite_databases.copy_of("runtime", fill).removeprefix("sqlite:///")
    return f"sqlite:///{shutil.move(copied, tmp_path / 'taizhang.db')}"


def fill(url: str) -> None:
    """Import the small office's roster."""
    asyncio.run(_fill(url))


async def _fill(url: str) -> None:
    store = await Store.open(url, house=HOUSE)
    async with store.books(now=MONDAY) as books:
        await books.directory.import_roster(rows(), by=None, now=MONDAY, sha256="0" * 64)
    await store.close()


@pytest.fixture
async def store(database_file: str) -> AsyncIterator[Store]:
    opened = await Store.open(database_file, house=HOUSE)
    yield opened
    await opened.close()


@pytest.fixture
def keeper(store: Store, bot: Bot, real: RealTime) -> Keeper:
    async def nobody(_: Sorted) -> None:
        pytest.fail("nobody floods here")

    return Keeper(store.inbox, bot.id, real.now, lambda: None, Floods(0, 1), nobody)


@pytest.fixture
def never() -> asyncio.Event:
    return asyncio.Event()


def rows(*, without: Person | None = None) -> RosterRows:
    """Return the small office as the rows of a roster file, in the order of its ids; ``without`` somebody who left."""
    units = tuple(
        RosterRow(kind=unit.kind.value, name=unit.name, unit=ROSTER.unit(unit.parent).name if unit.parent else "")
        for unit in ROSTER.units
    )
    people = (
        RosterRow(
            kind=PERSON, name=one.name, unit=ROSTER.unit(one.unit).name if one.unit else "", roles=tuple(one.roles)
        )
        for one in ROSTER.people
        if one != without
    )
    return (*units, *people)


async def bind(store: Store, person: PersonId, user: int) -> None:
    """Bind a person of the office to a chat identity."""
    async with store.books(now=MONDAY) as books:
        await books.directory.bind(person, user, approved_by=None, now=MONDAY)


async def bind_group(store: Store, chat: int, *, reports: tuple[str, ...], now: datetime = MONDAY) -> None:
    """Bind a group to the whole house."""
    async with store.books(now=now) as books:
        await books.directory.note_chat(chat, title="市府办工作群", kind="supergroup", now=now)
        await books.directory.bind_chat(chat, unit=None, reports=reports, by=None, now=now)


@pytest.fixture
def alerts(store, clock) -> Alerts:
    return Alerts(store, clock)


@pytest.fixture
def delivery(store, bot, real, alerts) -> Delivery:
    sender = Sender(store, bot, real.now, alerts, surely_not_sent)
    return Delivery(store, sender, Pacing(per_second=0, chat_seconds=0, group_per_minute=0), real.now)


@pytest.fixture
def prober(store, bot, real, alerts) -> Prober:
    return Prober(store, bot, real.now, alerts, lambda: None)


@pytest.fixture
async def zhang(office):
    person = await office.user("张三")
    await person.says("/start")
    return person


@pytest.fixture
async def stores(databases) -> AsyncIterator[list[Store]]:
    """Two programs on one database, SQLite and PostgreSQL in turn."""
    url = await asyncio.to_thread(databases.copy_of, "runtime", fill)
    first, second = [await Store.open(url, house=HOUSE) for _ in range(2)]
    yield [first, second]
    await first.close()
    await second.close()


@pytest.fixture
async def talk(office, zhang, store):
    chat = await office.group("工作群", [zhang])
    await office.add_bot(chat, TOKEN)
    await bind(store, STAFF.id, zhang.id)
    return Talk(store, office, zhang, chat)
