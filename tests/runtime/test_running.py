"""The whole bot against the sandbox: messages are dealt with, reports appear, a second process stays out."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.alerts import sentence
from bot.clock import SystemClock
from bot.wiring import run
from config.mistakes import WrongSetting
from config.settings import Settings
from storage.store import Store
from tests.ledger.house import ADMIN, COORDINATOR, STAFF
from tests.runtime.conftest import HOUSE, TOKEN, bind, bind_group, rows

PATIENCE = 15.0


@pytest.fixture
def settings(url, database_file, tmp_path) -> Settings:
    return Settings(token=TOKEN, api_url=url, database_url=database_file, evidence_folder=tmp_path / "evidence")


@asynccontextmanager
async def running_bot(settings: Settings, clock) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(run(settings, clock=clock, stop=stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(task, PATIENCE)


async def until(holds: Callable[[], object]) -> None:
    """Ask again and again: what another task or process does can only be looked at."""
    async with asyncio.timeout(PATIENCE):
        while not await holds():  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.05)


async def test_what_is_said_is_dealt_with_and_answered(settings, store, office, clock):
    zhang = await office.user("张三")
    await bind(store, STAFF.id, zhang.id)
    async with running_bot(settings, clock):
        await zhang.says("/whoami")
        answer = await office.next_message(zhang, timeout=PATIENCE)
    assert "张三" in answer.text
    assert await store.inbox.counts() == {"done": 1}
    assert await store.outbox.counts() == {"sent": 1}


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "setMyCommands"])
async def test_a_start_survives_whatever_the_platform_answers(  # noqa: PLR0917 - fixtures
    settings, store, office, clock, monkeypatch, method
):
    monkeypatch.setattr("bot.wiring.API_PAUSE", 0.05)
    zhang = await office.user("张三")
    await bind(store, STAFF.id, zhang.id)
    for fault in ({"kind": "garbage"}, {"kind": "truncated"}, {"code": 409}, {"code": 403}):
        await office.fault(method=method, **fault)
    await zhang.says("/whoami")
    async with running_bot(settings, clock):
        await office.next_message(zhang, timeout=PATIENCE)


async def test_what_waits_at_the_stop_is_dealt_with_after_the_next_start(settings, store, office, clock):
    zhang = await office.user("张三")
    await bind(store, STAFF.id, zhang.id)
    async with running_bot(settings, clock):
        pass
    await zhang.says("/whoami")
    async with running_bot(settings, clock):
        await office.next_message(zhang, timeout=PATIENCE)


async def test_marked_text_is_cut_and_the_sender_advised(settings, store, office, clock, tmp_path):
    zhang = await office.user("张三")
    await bind(store, STAFF.id, zhang.id)
    async with running_bot(settings, clock):
        await zhang.says("【机密】某某方案，请张三周五前报送")
        answer = await office.next_message(zhang, timeout=PATIENCE)
    assert "机密" in answer.text
    assert await store.inbox.counts() == {"ignored": 1}
    await store.close()
    assert all(
        word not in file.read_bytes() for file in tmp_path.glob("taizhang.db*") for word in _spellings("某某方案")
    )


async def test_an_unreadable_update_neither_blocks_its_chat_nor_polling(settings, store, office, clock):
    zhang = await office.user("张三")
    await bind(store, STAFF.id, zhang.id)
    bad = {"message": {"message_id": "x", "date": "never", "chat": {"id": zhang.id, "type": "private"}, "text": 5}}
    async with running_bot(settings, clock):
        await office.inject(bad)
        await zhang.says("/whoami")
        await office.next_message(zhang, timeout=PATIENCE)
    assert (await store.inbox.counts())["quarantined"] == 1


async def test_a_photo_is_on_our_disk_when_the_entry_names_it(settings, store, office, clock, tmp_path):
    zhang = await office.user("张三")
    await bind(store, STAFF.id, zhang.id)
    async with running_bot(settings, clock):
        await zhang.sends_photo(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
        await office.next_message(zhang, timeout=PATIENCE)
    kept = [file for file in (tmp_path / "evidence").rglob("*") if file.is_file()]
    assert len(kept) == 1
    assert kept[0].parent.name == kept[0].name[:2]


async def test_the_daily_report_appears_once_although_two_stops_lie_between(settings, store, office, clock):
    zhang = await office.user("张三")
    group = await office.group("工作群", [zhang])
    await office.add_bot(group, TOKEN, admin=True)
    await bind_group(store, group.id, reports=("daily",))
    clock.jump_to(datetime(2026, 11, 23, 10, 20, tzinfo=UTC))  # 18:20 in the office: fifty minutes late.
    settings = settings.model_copy(update={"clock_url": f"{settings.api_url}/clock"})
    async with running_bot(settings, clock):
        report = await office.next_message(group, timeout=PATIENCE)
    async with running_bot(settings, clock):
        await until(lambda: _rounds_were_made(store))
    assert "迟发" in report.text
    assert len([message for message in await office.messages(group) if message.by_bot]) == 1


async def test_after_three_days_down_the_coordinator_is_told_of_the_slots_given_up(settings, store, office, clock):
    li = await office.user("李四")
    await li.says("/start")
    await bind(store, COORDINATOR.id, li.id)
    group = await office.group("工作群", [li])
    await office.add_bot(group, TOKEN, admin=True)
    await bind_group(store, group.id, reports=("dispatch",))
    clock.jump_to(datetime(2026, 11, 26, 5, 0, tzinfo=UTC))
    settings = settings.model_copy(update={"clock_url": f"{settings.api_url}/clock"})
    async with running_bot(settings, clock):
        told = await office.until(li, lambda message: "工作群" in message.text, timeout=PATIENCE)
    assert "11-24" in told.text or "11月24日" in told.text
    assert [message for message in await office.messages(group) if message.by_bot] == []


async def test_an_unknown_group_is_left_after_ten_minutes(settings, store, office, clock):
    zhang = await office.user("张三")
    group = await office.group("别家的群", [zhang])
    await office.add_bot(group, TOKEN, by=zhang)
    settings = settings.model_copy(
        update={"clock_url": f"{settings.api_url}/clock", "unknown_group_leave_after": -settings.cards.life}
    )
    async with running_bot(settings, clock):
        await until(lambda: _was_called(office, "leaveChat"))
    assert await office.journal("sendMessage") == []


async def test_the_menus_are_set(settings, store, office, clock):
    async with running_bot(settings, clock):
        await until(lambda: _was_called(office, "setMyCommands"))
    scopes = [json.dumps(call["params"]["scope"]) for call in await office.journal("setMyCommands")]
    assert len(scopes) == 6  # Three places in two languages.


async def test_a_second_process_on_the_file_does_not_start(settings, store, office, clock):
    async with running_bot(settings, clock):
        await until(lambda: _was_called(office, "getMe"))
        with pytest.raises(WrongSetting, match=str(os.getpid())):
            await run(settings, clock=clock, stop=asyncio.Event())


async def test_a_wrong_token_is_one_sentence(settings, store, office, clock):
    await office.fault(method="getMe", code=401)
    with pytest.raises(WrongSetting, match="token"):
        await run(settings, clock=clock, stop=asyncio.Event())


async def test_sigterm_ends_a_real_process_in_good_order(settings, store, office, tmp_path, url):
    zhang = await office.user("张三")
    await bind(store, ADMIN.id, zhang.id)
    environment = {"TAIZHANG_TOKEN": TOKEN, "TAIZHANG_API_URL": url, "TAIZHANG_DATABASE_URL": settings.database_url}
    environment |= {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=tmp_path, env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        await zhang.says("/whoami")
        await office.next_message(zhang, timeout=2 * PATIENCE)
        process.send_signal(signal.SIGTERM)
        _, log = await asyncio.wait_for(process.communicate(), PATIENCE)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    assert process.returncode == 0, log.decode()
    assert TOKEN.encode() not in log


async def test_who_looks_after_the_chats_settles_a_message_of_unknown_fate(settings, store, office, clock):
    """Nobody knows a message id of the group, so that nothing can be probed: people are asked, once."""
    li = await office.user("李四")
    await li.says("/start")
    await bind(store, COORDINATOR.id, li.id)
    group = await office.group("工作群", [li])
    await office.add_bot(group, TOKEN, admin=True)
    await bind_group(store, group.id, reports=("daily",))
    await office.fault("drop", method="sendMessage", chat=group.id)
    async with store.books(now=clock.now()) as books:
        number = await books.outbox.put(sentence(group.id, "日报告", purpose="daily"))
    await store.outbox.sending(number, now=SystemClock().now() - timedelta(minutes=5))
    async with running_bot(settings, clock):
        question = await office.until(li, lambda message: "结果不明" in message.text, timeout=PATIENCE)
        assert question.buttons == ["已收到", "重发"]
        await office.no_faults()
        await li.presses("重发", question)
        await office.until(group, lambda message: message.text == "日报告", timeout=PATIENCE)
    assert len([one for one in await office.messages(group) if one.text == "日报告"]) == 1


async def _was_called(office, method: str) -> bool:
    return bool(await office.journal(method))


async def _rounds_were_made(store) -> bool:
    mark = Path(store.url.removeprefix("sqlite:///")).parent / "taizhang.alive"
    return mark.exists()


def _spellings(text: str) -> list[bytes]:
    return [text.encode(), json.dumps(text).strip('"').encode()]


@pytest.mark.postgres
async def test_two_programs_on_one_postgresql_answer_everybody_once(settings, postgres_databases, office, clock):
    """One polls, both deal and send; when the one that polls stops, the other takes over."""
    settings = settings.model_copy(update={"database_url": postgres_databases.fresh()})
    store = await Store.open(settings.database_url, house=HOUSE)
    async with store.books(now=clock.now()) as books:
        await books.directory.import_roster(rows(), by=None, now=clock.now(), sha256="0" * 64)
    zhang = await office.user("张三")
    await bind(store, STAFF.id, zhang.id)
    async with running_bot(settings, clock):
        async with running_bot(settings, clock):
            await zhang.says("/whoami")
            await office.next_message(zhang, timeout=PATIENCE)
        said = await zhang.says("/whoami")
        await office.next_message(zhang, after=said, timeout=PATIENCE)
    assert len([one for one in await office.messages(zhang) if one.by_bot]) == 2
    assert await store.outbox.counts() == {"sent": 2}
    await store.close()
