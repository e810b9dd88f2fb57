"""The health page over HTTP: figures and reasons, whatever the database does, and nothing about people."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import sqlite3
import time
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import aiohttp
import psycopg
import pytest

from bot.alerts import sentence
from bot.health.looking import PATIENCE, Looking
from bot.health.metrics import HELP, PREFIX
from bot.health.page import Page, health_app
from bot.health.vitals import Marks, Role, Vitals
from bot.sandbox.transport import listening
from bot.wiring import run
from config.channels import Health
from config.mistakes import WrongSetting
from config.settings import Settings
from ledger.health import Cause
from storage.store import Store
from tests.docs.pages import OPERATIONS, text_of
from tests.ledger.house import MONDAY, STAFF
from tests.runtime.conftest import HOUSE, TOKEN, bind, bind_group
from tests.runtime.mail import put
from tests.runtime.test_running import running_bot, until
from tests.storage.ledgers import kept, raw
from tests.support.sources import ROOT

SAMPLES = ROOT / "docs" / "operations"
WITHIN = 2.0  # Seconds in which the page answers, whatever the database does.


class Ticks:
    """Monotonic seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def vitals(tmp_path, real, ticks) -> Vitals:
    made = Vitals(Marks.beside(tmp_path / "evidence"), real.now, ticks)
    made.role = lambda: Role.POLLER
    return made


@asynccontextmanager
async def page_of(store: Store, clock, real, vitals, folder: Path, *, patience: float = PATIENCE):
    """Yield what asks the page and returns status and text; each look is a new one."""
    looking = Looking(store, clock, real.now, folder, patience=patience)
    app = health_app(Page(looking, vitals, Health(), version="9.9"))
    async with listening(app, 0) as url, aiohttp.ClientSession() as session:

        async def get(path: str) -> tuple[int, str]:
            looking._seen = None
            async with session.get(url + path) as answer:
                return answer.status, await answer.text()

        yield get
        await looking.close()


@pytest.fixture
async def get(store, clock, real, vitals, tmp_path):
    async with page_of(store, clock, real, vitals, tmp_path) as asked:
        yield asked


def sample(text: str, name: str, labels: str = "") -> float:
    """Return the value of one series."""
    found = re.search(rf"^{re.escape(PREFIX + name + labels)} (\S+)$", text, re.MULTILINE)
    assert found, f"no {name}{labels}"
    return float(found[1])


async def test_a_program_that_is_well_says_so(get, real):
    status, text = await get("/healthz")
    told = json.loads(text)
    assert (status, told["status"], told["reasons"], told["attention"]) == (200, "ok", [], [])
    assert (told["build"], told["role"], told["database"]) == ("9.9", "poller", "sqlite")
    assert (await get("/health"))[0] == 200
    assert told["schema"] == (await get("/metrics"))[1].partition('schema="')[2][:4]


async def test_every_figure_is_told_with_its_age(  # noqa: PLR0917 - fixtures
    get, store, clock, real, vitals, ticks
):
    clock.jump_to(MONDAY)
    await store.inbox.keep(1, [raw(number) for number in (1, 2)], received_at=real.now())
    row = await store.inbox.next_in("c7", now=real.now())
    await store.inbox.failed(row.id, reason="x", next_try=None, quarantine=True)
    waiting, unknown, _ = await put(store, *[sentence(5, "机密内容 13800138000", not_before=None)] * 3)
    await store.outbox.sending(unknown, now=real.now())
    await store.outbox.unknown(unknown, reason="asked:TimedOut")
    await store.outbox.sending(waiting, now=real.now())
    await bind_group(store, -1001, reports=("daily", "dispatch"))
    clock.jump_to(MONDAY + timedelta(hours=8))  # 18:00 in the office: the daily report is half an hour late.
    ticks.now += 400
    _, text = await get("/metrics")
    assert sample(text, "inbox_waiting") == 1
    assert sample(text, "inbox_quarantined") == 1
    assert (sample(text, "outbox_waiting"), sample(text, "outbox_unknown")) == (2, 1)
    assert sample(text, "outbox_oldest_age_seconds") == 8 * 3600
    assert (sample(text, "pushes_owed"), sample(text, "pushes_oldest_age_seconds")) == (1, 1800)
    assert sample(text, "last_poll_age_seconds") == sample(text, "last_tick_age_seconds") == 400
    assert sample(text, "database_reachable") == 1 and sample(text, "healthy") == 0
    there = {cause for cause in Cause if sample(text, "trouble", f'{{cause="{cause}"}}')}
    assert there == {Cause.POLL, Cause.TICK, Cause.OUTBOX, Cause.PUSHES, Cause.UNKNOWN, Cause.QUARANTINED}
    status, text = await get("/healthz")
    told = json.loads(text)
    assert status == 503
    assert [one["cause"] for one in told["reasons"]] == ["poll", "tick", "outbox", "pushes"]
    assert told["reasons"][0] == {"cause": "poll", "found": 400.0, "limit": 180.0}
    assert [one["cause"] for one in told["attention"]] == ["unknown", "quarantined"]


async def test_nothing_about_people_is_told(get, store, office):
    person = await office.user("张三")
    await bind(store, STAFF.id, person.id)
    await kept(store, 1)
    await put(store, sentence(person.id, "请张三报送简报，电话 13800138000"))
    for path in ("/healthz", "/metrics"):
        _, text = await get(path)
        assert text.isascii() and "\\u" not in text
        assert not [word for word in (str(person.id), "13800138000", TOKEN) if word in text]


async def test_a_webhooks_silence_is_no_trouble(get, vitals, ticks):
    ticks.now += 250
    assert (await get("/healthz"))[0] == 503
    vitals.role = lambda: Role.WEBHOOK
    assert (await get("/healthz"))[0] == 200


async def test_a_standby_goes_by_the_mark_of_the_one_that_polls(get, vitals, ticks, real):
    vitals.role = lambda: Role.STANDBY
    vitals.pulse.told()
    ticks.now += 250
    assert (await get("/healthz"))[0] == 200


async def test_other_paths_and_methods_are_refused(store, clock, real, vitals, tmp_path):
    app = health_app(Page(Looking(store, clock, real.now, tmp_path), vitals, Health()))
    async with listening(app, 0) as url, aiohttp.ClientSession() as session:
        for method, path, status in (("GET", "/", 404), ("POST", "/healthz", 405), ("DELETE", "/metrics", 405)):
            async with session.request(method, url + path) as answer:
                assert answer.status == status


async def asked_in_time(get) -> dict:
    """Ask both pages and the event loop, which must answer in time, and return what ``/healthz`` says."""
    began = time.monotonic()
    (status, text), (_, metrics) = await asyncio.gather(get("/healthz"), get("/metrics"))
    assert time.monotonic() - began < WITHIN
    assert status == 503 and sample(metrics, "database_reachable") == 0
    assert PREFIX + "inbox_waiting" not in metrics
    return json.loads(text)


async def test_a_locked_file_does_not_keep_the_answer(get, store):
    await store.database.close()
    holder = sqlite3.connect(store.url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    try:
        told = await asked_in_time(get)
    finally:
        holder.close()
    assert [one["cause"] for one in told["reasons"]] == ["database"] and told["schema"] is None


@pytest.mark.postgres
async def test_a_locked_table_does_not_keep_the_answer(postgres_databases, clock, real, vitals, tmp_path):
    """Twenty requests meanwhile cost one connection, and afterwards the page is itself again."""
    store = await Store.open(postgres_databases.fresh(), house=HOUSE)
    async with page_of(store, clock, real, vitals, tmp_path, patience=0.4) as get:
        with psycopg.connect(store.url) as holder:
            holder.execute("LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE")
            await asyncio.gather(*(asked_in_time(get) for _ in range(10)))
            waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            assert holder.execute(waits).fetchone() == (1,)
        status = (await get("/healthz"))[0]
        assert status == 200 or (await get("/healthz"))[0] == 200  # The look that waited may still be the one.
    await store.close()


@pytest.mark.usefixtures("office")
async def test_the_running_bot_serves_it(url, clock, database_file, tmp_path, unused_tcp_port):
    listen = f"127.0.0.1:{unused_tcp_port}"
    evidence = tmp_path / "evidence"
    common = {"token": TOKEN, "api_url": url, "database_url": database_file, "evidence_folder": evidence}
    settings = Settings(**common, health=Health(listen=listen))
    async with running_bot(settings, clock), aiohttp.ClientSession() as session:

        async def polls() -> bool:
            with contextlib.suppress(aiohttp.ClientConnectorError):  # It does not listen yet.
                async with session.get(f"http://{listen}/healthz") as answer:
                    return (await answer.json())["role"] == "poller"
            return False

        await until(polls)
        with pytest.raises(WrongSetting, match=r"health\.listen"):
            other = common | {"database_url": f"sqlite:///{tmp_path / 'other.db'}"}
            await run(Settings(**other, health=Health(listen=listen)), clock=clock, stop=asyncio.Event())
    assert (tmp_path / "taizhang.polled").exists()


async def test_the_table_of_metrics_is_what_is_served(get):
    text = text_of(OPERATIONS).partition("\n## Health and metrics\n")[2].partition("\n## ")[0]
    shown = dict(re.findall(r"^\| `(taizhang_\w+)` \| .+? \| (.+) \|$", text, re.MULTILINE))
    served = dict(re.findall(r"^# HELP (taizhang_\S+) (.+)$", (await get("/metrics"))[1], re.MULTILINE))
    assert shown == served == {PREFIX + name: said for name, said in HELP.items()}


async def test_the_causes_are_explained():
    text = text_of(OPERATIONS).partition("\n## Health and metrics\n")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z]+)` \|", text, re.MULTILINE)) == set(Cause)


@pytest.mark.parametrize("name", ["alerts.yml", "dashboard.json"])
async def test_the_samples_name_metrics_that_there_are(get, name):
    _, text = await get("/metrics")
    served = set(re.findall(r"^# TYPE (\S+)", text, re.MULTILINE))
    content = (SAMPLES / name).read_text("utf-8")
    named = set(re.findall(r"\b(?:taizhang|process)_[a-z_]+", content))
    assert named and named <= served
    assert name != "dashboard.json" or json.loads(content)["panels"]
