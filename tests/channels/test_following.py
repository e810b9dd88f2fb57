"""``ledger export --follow``: what is there, then what comes, from any entry on, until nobody wants it any more."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys

import pytest

from bot.cli.following import follow
from config.settings import Settings
from storage.store import Store
from tests.cli.calling import taizhang
from tests.ledger.house import MONDAY
from tests.runtime.conftest import HOUSE
from tests.runtime.test_publishing import assigned
from tests.storage.conftest import office_url  # noqa: F401 - the fixture


class Reader:
    """Reads lines as they come, and tells when so many are there."""

    def __init__(self) -> None:
        self.lines: list[dict[str, object]] = []
        self._grown = asyncio.Event()

    def __call__(self, line: str) -> None:
        self.lines.append(json.loads(line))
        self._grown.set()

    async def until(self, count: int) -> list[object]:
        """Wait for so many lines, and return their numbers."""
        async with asyncio.timeout(20):
            while len(self.lines) < count:
                self._grown.clear()
                await self._grown.wait()
        return [line["seq"] for line in self.lines]


async def test_new_entries_follow_those_that_were_there(office_url):  # noqa: F811
    store, read, stop = await Store.open(office_url, house=HOUSE), Reader(), asyncio.Event()
    following = asyncio.create_task(follow(Settings(database_url=office_url), after=0, stop=stop, say=read, every=0.01))
    had = len(await read.until(1))
    await assigned(store)
    seen = await read.until(had + 1)
    stop.set()
    await following
    assert seen == list(range(1, len(seen) + 1))
    assert read.lines[-1]["kind"] == "Assigned"
    await store.close()


async def test_it_goes_on_behind_the_entry_that_is_named(office_url):  # noqa: F811
    store, read, stop = await Store.open(office_url, house=HOUSE), Reader(), asyncio.Event()
    await assigned(store)
    async with store.reading(now=MONDAY) as books:
        head = (await books.head()).seq
    following = asyncio.create_task(
        follow(Settings(database_url=office_url), after=head - 1, stop=stop, say=read, every=0.01)
    )
    assert await read.until(1) == [head]
    stop.set()
    await following
    await store.close()


@pytest.fixture
def process(office_url, monkeypatch):  # noqa: F811
    """Return what starts the command as a process of its own, its output in a pipe."""
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", office_url)
    started = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "bot", "ledger", "export", "--follow"]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.communicate()


def test_it_ends_well_when_told_to(process):
    running = process()
    assert json.loads(running.stdout.readline())["seq"] == 1
    running.send_signal(signal.SIGTERM)
    _, said = running.communicate(timeout=20)
    assert (running.returncode, said) == (0, b"")


async def test_it_ends_well_when_nobody_reads_any_more(process, office_url):  # noqa: F811
    running = process()
    assert json.loads(running.stdout.readline())["seq"] == 1
    running.stdout.close()
    store = await Store.open(office_url, house=HOUSE)
    await assigned(store)
    await store.close()
    assert await asyncio.to_thread(running.wait, 20) == 0
    assert running.stderr.read() == b""


@pytest.mark.parametrize(
    "arguments", [["--follow", "out.jsonl"], ["--follow", "--as-of", "2026-11-27"], ["out.jsonl", "--after", "3"], []]
)
def test_wrong_use_is_told(office_url, monkeypatch, arguments):  # noqa: F811
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", office_url)
    called = taizhang("ledger", "export", *arguments)
    assert called.code == 2 and called.err.endswith("。\n")
