"""A day of the demo office in minimal mode: whatever is sent, none of the words in the ledger are in it."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select

from bot.boards import Boards
from bot.clock import ScaledClock
from bot.demo.preparing import Stage
from bot.house import evidence_folder, house_of
from bot.previewing import Previewing
from bot.publishing import Publishing
from bot.reminding import Reminding
from handlers.wording.withholding import FILE, WORDS, minimal
from ledger.discretion import be_discreet, discretion
from ledger.people import Role
from storage.mail_tables import outbox
from storage.store import Store
from storage.tables import texts
from tests.demo.conftest import START
from tests.support.dialog import Dialog

LONGEST = 12
HOURS = (time(8, 30), time(8, 40), time(16, 30), time(16, 50), time(17, 15), time(17, 30))
ASKED = {
    Role.COORDINATOR: (
        *(
            "/dispatch",
            "/daily",
            "/weekly",
            "逾期",
            "卡点",
            "待销号",
            "办文清单",
            "制度清单",
            "培训计划",
            "会议",
            "政务信息",
        ),
        *("/circular", "台账", "/export", "导出我的数据", "周报 Word版", "DB-2026-3 经过", "/score 督查室"),
    ),
    Role.LEADER: ("/digest", "红灯", "待签收", "今日新交办"),
    Role.STAFF: ("/my", "/today", "/help", "日报：今日完成金丝雀七号方案初稿；明日修改；困难：金丝雀数据未到"),
}


@pytest.fixture
async def office(stage: Stage) -> AsyncIterator[tuple[Dialog, ScaledClock]]:
    """Return the demo's chats on its Friday, spoken in without a process, and its clock."""
    settings, clock = stage.settings, ScaledClock(START, speed=0)
    store = await Store.open(settings.database_url, house=house_of(settings), evidence=evidence_folder(settings))
    dialog = await Dialog(store).open()
    dialog.now = START.astimezone(UTC)
    try:
        yield dialog, clock
    finally:
        await dialog.close()


async def test_no_words_of_people_are_sent(office: tuple[Dialog, ScaledClock]) -> None:
    dialog, clock = office
    before = await _last(dialog)
    be_discreet(minimal(LONGEST))
    await _asked(dialog)
    await _rung(dialog, clock)
    sent = await _sent(dialog, after=before)
    assert len(sent) > 200, "a day has many messages"
    assert {method for method, _ in sent} <= {"sendMessage", "editMessageText", "answerCallbackQuery", "pinChatMessage"}
    said = [_plain(payload) for _, payload in sent]
    assert _leaks(said, await _words(dialog)) == {}
    assert any(FILE in one for one in said), "an export was asked for"
    assert any(WORDS in one for one in said) and any("DB-2026-" in one for one in said)


async def _asked(dialog: Dialog) -> None:
    """Let one person of each role ask, and the coordinator look at tasks one by one."""
    async with dialog.store.reading(now=dialog.now) as books:
        users = await books.directory.users()
        bound = {
            role: next(p for p in books.roster.active_people if role in p.roles and p.id in users) for role in ASKED
        }
        numbers = [task.number for task in await books.tasks.open_all()]
    for role, words in ASKED.items():
        for said in words:
            await dialog.says(users[bound[role].id], said)
    for number in numbers[:20]:
        await dialog.says(users[bound[Role.COORDINATOR].id], f"/task {number}")


async def _rung(dialog: Dialog, clock: ScaledClock) -> None:
    timing = (dialog.store, clock, lambda: dialog.real)
    duties = (Publishing(*timing), Reminding(*timing), Previewing(*timing), Boards(*timing))
    for hour in HOURS:
        clock.jump_to(datetime.combine(START.date(), hour, START.tzinfo))
        for duty in duties:
            await duty.ring()


async def _last(dialog: Dialog) -> int:
    async with dialog.store.reading(now=dialog.now) as books:
        query = select(outbox.c.id).order_by(outbox.c.id.desc()).limit(1)
        return int((await books.connection.execute(query)).scalar_one_or_none() or 0)


async def _sent(dialog: Dialog, *, after: int) -> list[tuple[str, dict[str, object]]]:
    async with dialog.store.reading(now=dialog.now) as books:
        query = select(outbox.c.method, outbox.c.payload).where(outbox.c.id > after)
        return [(row.method, row.payload) for row in (await books.connection.execute(query)).all()]


async def _words(dialog: Dialog) -> dict[str, str]:
    """Return what must not be sent: each free text, of a title what is longer than allowed; → its field.

    What the roster or a rule of the appraisal is called as well, or what is a short title besides, may be said.
    """
    async with dialog.store.reading(now=dialog.now) as books:
        rows = (await books.connection.execute(select(texts.c.field, texts.c.text))).all()
        names = {one.name for one in (*books.roster.people, *books.roster.units, *books.house.registers)}
    names |= {"".join(one.regulation.split()) for one in books.house.registers}
    names |= {"".join(row.text.split())[:LONGEST] for row in rows if row.text and row.field == "title"}
    found = {}
    for row in rows:
        text = "".join((row.text or "").split())
        kept, least = (text[: LONGEST + 1], LONGEST) if row.field == "title" else (text, 5)
        if len(kept) > least and not any(kept in name for name in names):
            found[kept] = row.field
    return found


def _plain(payload: dict[str, object]) -> str:
    """Return all that the message shows, without markup and white space."""
    shown = json.dumps(payload, ensure_ascii=False)
    return re.sub(r"<[^>]*>|\\n|\s", "", shown).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")


def _leaks(said: Iterable[str], words: dict[str, str]) -> dict[str, str]:
    together = "\0".join(said)
    return {text: field for text, field in words.items() if text in together}


async def test_nobody_is_discreet_without_being_told() -> None:
    assert discretion() is None
