"""Minimal mode, act by act: whatever people write, what they are answered holds numbers and short titles alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import func, select

from handlers.english.voice import WITHHELD
from handlers.heard import Answer
from handlers.speaking import Listener, speak
from handlers.wording.withholding import FILE, WORDS, minimal
from ledger.discretion import be_discreet
from ledger.entries import Source
from ledger.office_entries import OwnDataExported
from storage.outbox import Outgoing
from storage.roster_tables import invites
from tests.support.dialog import ADMIN, COORDINATOR, GROUP, HEAD, LEADER, REVIEWER, STAFF, USERS, Dialog

CANARY = "金丝雀七号方案"
LONGEST = 6
SAID: tuple[tuple[str, str], ...] = (
    (STAFF, f"/progress 1 完成20%，{CANARY}初稿已成"),
    (STAFF, f"DB-2026-1 卡在财政局：{CANARY}数据未到"),
    (STAFF, f"日报：今日报送{CANARY}；明日修改{CANARY}；困难：{CANARY}未到"),
    (STAFF, f"DB-2026-1 申请延期到12月18日，因{CANARY}未批"),
    (LEADER, f"DB-2026-1 同意延期，{CANARY}抓紧"),
    (LEADER, f"DB-2026-1 批示：{CANARY}要加快"),
    (STAFF, f"/claim 1 {CANARY}已办结"),
    (REVIEWER, f"DB-2026-1 退回，缺{CANARY}盖章版"),
    (COORDINATOR, f"请财政局12月4日前报送{CANARY}执行情况"),
    (COORDINATOR, f"{CANARY}是什么"),
    (HEAD, f"收文 SW〔2026〕12号 关于{CANARY}的函，综合科首办"),
    (STAFF, f"请假11月26日到27日，{CANARY}，由李四代办"),
    (COORDINATOR, "/task 1"),
    (COORDINATOR, "1号经过"),
    (COORDINATOR, f"/find {CANARY}"),
    (COORDINATOR, f"撤回1号，{CANARY}已取消"),
)


@pytest.mark.parametrize("withheld", [WORDS, WITHHELD], ids=["Chinese", "English"])
async def test_no_answer_repeats_what_somebody_wrote(assigned: Dialog, withheld: str) -> None:
    be_discreet(minimal(LONGEST))
    for who in (STAFF, HEAD, COORDINATOR, REVIEWER, LEADER) if withheld == WITHHELD else ():
        await assigned.says(who, "English")
    told = 0
    for who, words in SAID:
        told += bool(await assigned.says(who, words))
        await assigned.says(who, words, chat=GROUP)
    await assigned.sends_photo(STAFF, f"DB-2026-1 {CANARY}照片")
    calls = [json.dumps(dict(one.payload), ensure_ascii=False) for one in assigned.calls]
    assert [one for one in calls if CANARY in one] == []
    assert told >= len(SAID) - 2 and any(withheld in one for one in calls)
    kept = "".join(str(entry) for entry in await assigned.entries())
    assert kept.count(CANARY) > 5, "the ledger holds what the answers leave out"


@pytest.mark.parametrize(
    ("method", "payload"),
    [
        ("sendPhoto", {"photo": {"paper": 1}, "caption": CANARY}),
        ("sendDocument", {"document": {"paper": 1}, "caption": CANARY}),
        ("copyMessage", {"from_chat_id": 1, "message_id": 2}),
        ("sendRichMessage", {"rich_message": {"blocks": [CANARY]}}),
        ("editMessageText", {"message_id": 3, "rich_message": {"blocks": [CANARY]}}),
        ("sendVideo", {"video": "x", "caption": CANARY}),
    ],
)
async def test_nothing_but_text_passes_the_outbox(assigned: Dialog, method: str, payload: dict[str, Any]) -> None:
    """Deny by default: a way of sending that nobody has thought of yet is a sentence, too."""
    be_discreet(minimal(LONGEST))
    chat = USERS[STAFF]
    async with assigned.store.books(now=assigned.now) as books:
        number = await books.outbox.put(Outgoing(chat=chat, method=method, payload={"chat_id": chat} | payload))
    row = await assigned.store.outbox.get(number)
    assert row is not None and row.method in {"sendMessage", "editMessageText"}
    assert row.payload["text"] == FILE and CANARY not in json.dumps(dict(row.payload), ensure_ascii=False)


async def test_no_link_is_made_that_could_not_be_shown(assigned: Dialog) -> None:
    """The sheet would be withheld, and making it would end the links that people hold."""
    be_discreet(minimal(LONGEST))
    await assigned.says(ADMIN, "/setup")
    (said,) = await assigned.taps(ADMIN, "绑定二维码")
    assert "未生成链接" in said and "taizhang roster invite --sheet" in said
    async with assigned.store.reading(now=assigned.now) as books:
        assert (await books.connection.execute(select(func.count()).select_from(invites))).scalar_one() == 0


async def test_ones_own_data_can_still_be_had_on_the_day_when_it_was_withheld(assigned: Dialog) -> None:
    be_discreet(minimal(LONGEST))
    assert await assigned.says(STAFF, "导出我的数据") == [FILE]
    async with assigned.store.reading(now=assigned.now) as books:
        assert await books.records_of(OwnDataExported) == ()


async def test_a_newcomer_is_called_by_name_in_both_languages(assigned: Dialog) -> None:
    be_discreet(minimal(LONGEST))
    for language in ("中文", "English"):
        await assigned.says(STAFF, language)
        assert STAFF in (await assigned.says(STAFF, "/practice"))[0]


async def test_of_many_files_one_sentence_is_told(assigned: Dialog) -> None:
    be_discreet(minimal(LONGEST))
    async with assigned.store.books(now=assigned.now) as books:
        answers = tuple(Answer(text="", copies=Source(chat=1, message=number)) for number in range(5))
        await speak(books, assigned.desk, Listener(chat=USERS[STAFF]), answers)
    assert await assigned.delivered() == [FILE]
