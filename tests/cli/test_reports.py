"""``taizhang report circular`` and ``digest``: what would be, or was, said; nothing is recorded."""

from __future__ import annotations

import asyncio
import hashlib
import json
from datetime import time, timedelta
from pathlib import Path

import pytest

from ledger.circular_entries import CircularApproved, CircularDrafted, CircularPublished, CircularSubmitted
from ledger.entries import Assigned
from ledger.people import Assignee
from ledger.slots import DueSlot, Slot
from tests.cli.calling import MONDAY, in_books, taizhang

GROUP = -1001000000001
DAY = timedelta(days=1)
WEDNESDAY = MONDAY + 2 * DAY
SENT = "<b>关于督查事项的通报</b>\n督查通报〔2026〕1号\n现将有关情况通报如下。"


async def noted_late(books) -> None:
    """Assign 张三 something on Monday that was due on Tuesday, and let it lie."""
    by, to = (next(one.id for one in books.roster.people if one.name == name) for name in ("李四", "张三"))
    at, due = (books.house.hours.at(MONDAY + DAY * step, time(9)) for step in (0, 1))
    entry = Assigned(number="DB-2026-1", by=by, at=at, title="报送方案", lead=(Assignee(person=to),), deadline=due)
    await books.append(entry)


async def published_circular(books) -> None:
    """Publish one on Wednesday in the group, as the chat would."""
    now = books.house.hours.at(WEDNESDAY, time(10))
    chen, li = (next(one.id for one in books.roster.people if one.name == name) for name in ("陈静", "李四"))
    await books.directory.note_chat(GROUP, title="市政府工作群", kind="supergroup", now=now)
    await books.directory.bind_chat(GROUP, unit=None, reports=(), by=None, now=now)
    words = {
        "title": "关于督查事项的通报",
        "sentences": "张三逾期1个工作日未办结。",
        "tasks": ("DB-2026-1",),
        "praises": 0,
    }
    draft = CircularDrafted(by=li, at=now, first=MONDAY, last=WEDNESDAY, as_of=now, chats=(GROUP,), **words)
    about = {"circular": (await books.record(draft)).seq, "version": 1, "at": now}
    await books.record(CircularSubmitted(by=li, to=chen, **about))
    await books.record(CircularApproved(by=chen, **about))
    await books.record(CircularPublished(by=li, paper="督查通报〔2026〕1号", chats=(GROUP,), **about))
    due = DueSlot(slot=Slot("circular", GROUP, str(about["circular"])), due_at=now)
    await books.slots.claim(due, cut_off=now, since=now, body=SENT, head=(await books.head()).hash)


def test_a_circular_is_drafted_from_the_ledger_and_nothing_is_recorded(office):
    asyncio.run(in_books(office, noted_late))
    called = taizhang("report", "circular", "--on", str(WEDNESDAY))
    assert called.code == 0
    assert called.out.startswith("关于2026年11月23日至25日督查事项办理情况的通报\n现将")
    assert "批评\n1. 综合科张三承办的“报送方案”逾期1个工作日未办结（DB-2026-1）。" in called.out
    assert "尚未发布，以下为按台账起草的内容。" in called.err
    told = json.loads(taizhang("report", "circular", "--on", str(WEDNESDAY), "--format", "json").out)
    assert told["sections"]["criticism"]["count"] == len(told["sections"]["criticism"]["tasks"]) == 1
    assert (told["stage"], told["number"], told["sections"]["praise"]["count"]) == (None, None, 0)
    assert taizhang("ledger", "export", "all.jsonl").code == 0
    assert "Circular" not in Path("all.jsonl").read_text("utf-8")


@pytest.mark.parametrize(("shape", "begins"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")])
def test_a_circular_goes_into_a_file(office, shape, begins):
    asyncio.run(in_books(office, noted_late))
    called = taizhang("report", "circular", "--on", str(WEDNESDAY), "--format", shape, "--out", f"a.{shape}")
    assert (called.code, called.out) == (0, "")
    assert Path(f"a.{shape}").read_bytes().startswith(begins)


def test_a_published_circular_comes_again_to_the_byte(office):
    asyncio.run(in_books(office, noted_late))
    asyncio.run(in_books(office, published_circular))
    where = ("report", "circular", "--on", str(WEDNESDAY), "--chat", str(GROUP))
    called = taizhang(*where, "--format", "html", "--out", "sent.html")
    assert Path("sent.html").read_text("utf-8") == SENT
    assert f"SHA-256 {hashlib.sha256(SENT.encode()).hexdigest()}，" in called.err
    assert json.loads(taizhang(*where, "--format", "json").out)["number"] == "督查通报〔2026〕1号"
    for name in ("first.docx", "second.docx"):
        assert taizhang(*where, "--format", "docx", "--out", name).code == 0
    assert Path("first.docx").read_bytes() == Path("second.docx").read_bytes()
    other = taizhang("report", "circular", "--on", str(MONDAY), "--chat", str(GROUP))
    assert (other.code, "没有可列入通报的事项" in other.err) == (1, True)


@pytest.mark.parametrize(
    ("called", "said"),
    [
        (
            ("circular", "--format", "png", "--out", "a.png"),
            "circular 没有 png 格式，可用 text、html、json、docx、pdf、xlsx；请加 --format。",
        ),
        (
            ("digest", "--format", "docx", "--out", "a.docx"),
            "digest 没有 docx 格式，可用 text、html、json；请加 --format。",
        ),
        (("circular", "--diff"), "--diff 不适用于 circular"),
        (("digest", "--chat", "-5"), "领导摘要只发给领导本人，请去掉 --chat。"),
    ],
)
def test_what_cannot_be_had_says_what_can(office, called, said):
    told = taizhang("report", *called)
    assert (told.code, told.out) == (2, "")
    assert said in told.err


def test_a_week_with_nothing_to_say_has_no_circular(office):
    called = taizhang("report", "circular", "--on", str(MONDAY))
    assert (called.code, called.out) == (1, "")
    assert "没有可列入通报的事项，请用 --on 换一个日期。" in called.err


def test_every_leaders_digest_is_shown(office):
    asyncio.run(in_books(office, noted_late))
    called = taizhang("report", "digest", "--on", str(WEDNESDAY))
    assert called.code == 0
    assert called.out.startswith("陈静\n领导摘要｜2026-11-25 周三\n需您定夺或过问 1 项")
    (told,) = json.loads(taizhang("report", "digest", "--on", str(WEDNESDAY), "--format", "json").out)
    assert told["sections"]["red"]["tasks"] == ["DB-2026-1"]
