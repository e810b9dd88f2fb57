"""The sign of life, and what a bot tells at its start when it was away for longer than the platform keeps messages."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from bot.alive import AliveMark
from bot.clock import SystemClock
from bot.housekeeping import Housekeeping
from config.settings import Settings
from tests.ledger.house import ADMIN, COORDINATOR, MONDAY, STAFF
from tests.runtime.conftest import TOKEN, bind
from tests.runtime.test_running import PATIENCE, running_bot

DAY = timedelta(days=1)
NOW = SystemClock().now()


@pytest.fixture
def mark(tmp_path) -> AliveMark:
    return AliveMark(tmp_path / "taizhang.alive")


def test_it_says_both_times_and_the_earlier_one_counts(mark):
    assert (mark.last(), mark.last_by_clock()) == (None, None)
    mark.touch(NOW - DAY, MONDAY)
    assert (mark.last(), mark.last_by_clock()) == (NOW - DAY, MONDAY)  # As of a copy: its own time is now.
    mark.touch(NOW)
    earlier = (NOW - 2 * DAY).timestamp()
    os.utime(mark.file, (earlier, earlier))
    assert mark.last() is not None and mark.last() < NOW - DAY
    assert mark.last_by_clock() == NOW


@pytest.mark.parametrize("content", ["", "\0" * 66, "yesterday today\n", "2026-11-23T02:00:00 2026-11-23T02:00:00\n"])
def test_one_without_words_has_its_own_time(mark, content):
    mark.file.write_text(content, "utf-8")
    assert mark.last() is not None and mark.last() > NOW - DAY
    assert mark.last_by_clock() is None


@pytest.mark.parametrize(
    ("real", "by_clock", "said"),
    [
        (timedelta(hours=25), None, True),
        (timedelta(hours=24), timedelta(hours=24), False),
        (timedelta(), timedelta(hours=30), True),
        (None, None, False),
    ],
)
async def test_a_gap_of_more_than_a_day_is_told(store, clock, mark, real, by_clock, said):  # noqa: PLR0917 - fixtures
    keeping = Housekeeping(store, clock, clock.now, mark)
    await bind(store, ADMIN.id, 17)
    await keeping.tell_gap(*(None if ago is None else clock.now() - ago for ago in (real, by_clock)))
    assert await store.outbox.counts() == ({"waiting": 1} if said else {})


async def test_the_coordinator_reads_from_when_to_when_and_work_goes_on(url, database_file, store, office, clock, mark):  # noqa: PLR0917 - fixtures
    """The bot by its clock: last alive on Saturday evening, started on Monday at ten; told once."""
    settings = Settings(
        token=TOKEN, api_url=url, database_url=database_file, evidence_folder=mark.file.parent / "evidence"
    )
    li, zhang = await office.user("李四"), await office.user("张三")
    for person, member in ((li, COORDINATOR), (zhang, STAFF)):
        await person.says("/start")
        await bind(store, member.id, person.id)
    mark.touch(SystemClock().now(), MONDAY - timedelta(hours=38))
    for _ in range(2):
        async with running_bot(settings, clock):
            said = await zhang.says("/whoami")
            await office.next_message(zhang, after=said, timeout=PATIENCE)
            told = await office.until(li, lambda one: "停止运行" in one.text, timeout=PATIENCE)
    assert told.text == (
        "本助手自 11-21 20:00 至 11-23 10:00 停止运行，超过24小时。其间较早的消息，平台已不再保留，请提醒有关同志补报。"
    )
    assert len([one for one in await office.messages(li) if "停止运行" in one.text]) == 1
