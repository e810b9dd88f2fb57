"""Feeds: entries reach a program signed, in order, at least once; without words unless they are allowed."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr, ValidationError

from bot.feeds.feeding import LEASE, Feeding
from bot.feeds.targets import feeding
from bot.health.counting import counted
from bot.posting import Poster
from config.channels import Feed, Health
from config.mistakes import WrongSetting
from config.settings import Settings
from ledger.health import Ages, Cause, Figures, troubles
from storage.feeds import Feeds
from tests.ledger.house import ADMIN
from tests.runtime.conftest import bind, stores  # noqa: F401 - the fixture
from tests.runtime.mail import settle, texts
from tests.runtime.test_publishing import assigned
from tests.support.messengers import serving

SECRET = "0123456789abcdefX"


@dataclass
class Program:
    """What a program got; an answer is 200 unless another is planned."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.got.append((dict(request.headers), await request.read()))
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    @property
    def entries(self) -> list[dict[str, Any]]:
        return [one for _, body in self.got for one in json.loads(body)["entries"]]


@asynccontextmanager
async def listening() -> AsyncIterator[Program]:
    program = Program()
    async with serving(web.post("/entries", program.take)) as base:
        program.url = f"{base}/entries"
        yield program


@pytest.fixture
async def program() -> AsyncIterator[Program]:
    async with listening() as made:
        yield made


@pytest.fixture
async def fed(clock, real, program):
    """Return what makes the loop for a store, the program being fed by it."""
    poster = Poster(seconds=2)

    def made(store, **options) -> Feeding:
        feed = Feed(secret=SecretStr(SECRET), **{"url": program.url, "start": "first", **options})
        return Feeding(store, clock, real.now, poster, {"大屏": feed})

    yield made
    await poster.close()


async def until_quiet(feeds: Feeding) -> None:
    while await feeds.turn():
        pass


async def test_every_entry_arrives_once_signed_and_in_order(stores, program, fed):  # noqa: F811
    """Two processes: whoever takes the feed posts, and the other one finds nothing left."""
    first, second = map(fed, stores)
    await assigned(stores[0])
    await until_quiet(first)
    await until_quiet(second)
    await assigned(stores[1])
    await until_quiet(second)
    assert [one["seq"] for one in program.entries] == [1, 2, 3]
    for headers, body in program.got:
        signed = headers["Taizhang-Timestamp"].encode() + b"." + body
        assert headers["Taizhang-Signature"] == "v1=" + hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert [headers["Idempotency-Key"] for headers, _ in program.got] == ["大屏-1-2", "大屏-3-3"]


@pytest.mark.parametrize("words", [False, True])
async def test_words_and_names_leave_only_where_they_are_allowed(store, program, fed, words):
    await assigned(store)
    await until_quiet(fed(store, words=words))
    (task,) = [one for one in program.entries if one["kind"] == "Assigned"]
    assert (task["texts"].get("title") == "报送三季度经济运行分析", task["by_name"] != "") == (words, words)
    assert ("三季度" in program.got[0][1].decode()) is words


async def test_only_the_wanted_kinds_are_told_and_the_others_passed_by(store, program, fed):
    await assigned(store)
    feeds = fed(store, kinds=("Assigned",))
    await until_quiet(feeds)
    assert [one["kind"] for one in program.entries] == ["Assigned"]
    await until_quiet(feeds)
    assert len(program.got) == 1


async def test_a_feed_begins_now_unless_the_history_is_wanted(store, program, fed):
    await assigned(store)
    feeds = fed(store, start="now")
    await until_quiet(feeds)
    assert program.got == []
    await assigned(store)
    await until_quiet(feeds)
    assert [one["seq"] for one in program.entries] == [3]


async def test_what_is_not_confirmed_comes_again_later_and_later(store, program, fed, real):
    program.answers = [500, 302, 429]
    await assigned(store)
    feeds = fed(store)
    for pause in (0, 1, 2, 4):
        real.pass_by(pause - 0.5)
        await until_quiet(feeds)
        before = len(program.got)
        real.pass_by(0.6)
        await until_quiet(feeds)
        assert len(program.got) >= before
    assert len(program.got) == 4
    assert len({body for _, body in program.got}) == 1
    assert (await Feeds(store.database).get("大屏")).seq == 2


async def test_who_is_silent_for_days_is_given_up_shown_and_resumed(town, program, fed):
    admin = await town.office.user("孙管理")
    await admin.says("/start")
    await bind(town.store, ADMIN.id, admin.id)
    program.answers = [500, 500]
    feeds = fed(town.store)
    await until_quiet(feeds)
    town.real.pass_by(timedelta(days=3, minutes=1).total_seconds())
    await until_quiet(feeds)
    town.real.pass_by(3600)
    await until_quiet(feeds)
    assert len(program.got) == 2
    await settle(town.delivery)
    (alarm,) = await texts(town.office, admin)
    assert "外部程序“大屏”长时间不接收流水（HTTP 500）" in alarm and "taizhang feeds resume 大屏" in alarm
    async with town.store.reading(now=town.clock.now()) as books:
        figures = Figures(Ages(None, None), await counted(books, real=town.real.now()), disk_free=10**12)
    assert [one.cause for one in troubles(figures, Health())] == [Cause.FEEDS]
    assert await Feeds(town.store.database).resume("大屏", after=None)
    await until_quiet(feeds)
    assert [one["seq"] for one in program.entries][-2:] == [1, 2]


async def test_a_call_that_is_cut_off_by_the_stop_comes_again_at_once(store, program, fed):
    """Nobody has to wait for a program, nor for the lease of a process that ended well."""
    hanging, stop = asyncio.Event(), asyncio.Event()

    async def hang(_request: web.Request) -> web.StreamResponse:
        hanging.set()
        await asyncio.Event().wait()
        raise AssertionError

    async with serving(web.post("/entries", hang)) as base:
        running = asyncio.create_task(fed(store, url=f"{base}/entries").run(stop))
        await hanging.wait()
        stop.set()
        await running
    await until_quiet(fed(store))
    assert [one["seq"] for one in program.entries] == [1]


async def test_gone_means_gone(store, program, fed):
    program.answers = [410]
    await until_quiet(fed(store))
    assert (await Feeds(store.database).get("大屏")).given_up


async def test_a_process_that_died_keeps_a_feed_for_two_minutes(store, program, fed, real):
    feeds = fed(store)
    await Feeds(store.database).begin("大屏", after=0)
    assert await Feeds(store.database).lease("大屏", now=real.now(), until=real.now() + LEASE)
    await until_quiet(feeds)
    assert program.got == []
    real.pass_by(LEASE.total_seconds() + 1)
    await until_quiet(feeds)
    assert len(program.got) == 1


async def test_a_feed_that_no_setting_names_is_forgotten(store, program, fed):
    await Feeds(store.database).begin("旧程序", after=0)
    await until_quiet(fed(store))
    assert [one.name for one in await Feeds(store.database).all()] == ["大屏"]


async def test_a_feed_of_unknown_kinds_stops_the_start(store, clock, program):
    feed = Feed(url=program.url, secret=SecretStr(SECRET), kinds=("Assigend",))
    with pytest.raises(WrongSetting, match="Assigend"):
        feeding(Settings(feeds={"大屏": feed}), store, clock, Poster(seconds=1))


@pytest.mark.parametrize(
    ("url", "secret"),
    [("http://203.0.113.5/x", SECRET), ("https://a.example/x?key=1", SECRET), ("https://a.example", "short")],
)
def test_addresses_and_secrets_that_are_not_safe_are_refused(url, secret):
    with pytest.raises(ValidationError):
        Feed(url=url, secret=SecretStr(secret))
