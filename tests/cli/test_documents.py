"""``taizhang report documents``: what is not signed off, and the turnaround; nothing is recorded."""

from __future__ import annotations

import asyncio
import json
from datetime import time, timedelta
from pathlib import Path

import pytest

from ledger.acts import documents as acts
from ledger.document_entries import DocumentKind
from ledger.documents import limits_of
from ledger.people import Assignee
from tests.cli.calling import MONDAY, in_books, taizhang

FRIDAY = MONDAY + timedelta(days=4)


async def two_documents(books) -> None:
    """Register two papers of 张三's on Monday, and finish one of them on Tuesday."""
    by, to = (next(one.id for one in books.roster.people if one.name == name) for name in ("李四", "张三"))
    at = books.house.hours.at(MONDAY, time(9))
    for title in ("关于供热的通知", "关于防汛的通知"):
        limit = limits_of(DocumentKind.INCOMING, at, books.house)
        wanted = acts.RegisterDocument(
            person=by,
            sent_at=at,
            kind=DocumentKind.INCOMING,
            title=title,
            handler=Assignee(person=to),
            finish_by=limit.finish_by,
        )
        one = await acts.register(books, wanted)
    done = acts.FinishDocument(person=to, sent_at=at + timedelta(days=1), number=one.number)
    await acts.finish(books, done)


def test_the_sweep_and_the_turnaround_in_words_and_as_data(office):
    asyncio.run(in_books(office, two_documents))
    called = taizhang("report", "documents", "--on", str(FRIDAY))
    assert called.code == 0
    assert called.out.startswith(
        "未批文件 1件（超时1件）\n收文（1）\nSW-2026-1 关于供热的通知｜张三｜待签收｜办结超时2个工作日｜第5个工作日"
    )
    assert "收文：1件，平均1.0个工作日（限2个工作日，原7个工作日），按时率100.0%" in called.out
    told = json.loads(taizhang("report", "documents", "--on", str(FRIDAY), "--format", "json").out)
    assert [(one["number"], one["days_over"]) for one in told["unsigned"]] == [("SW-2026-1", 2)]
    assert told["turnaround"]["all"]["incoming"] == {
        "documents": ["SW-2026-2"],
        "on_time": ["SW-2026-2"],
        "workdays": [1],
        "mean": "1.0",
    }


def test_the_table_of_documents_goes_into_a_file(office):
    asyncio.run(in_books(office, two_documents))
    assert taizhang("report", "documents", "--format", "xlsx", "--out", "办文台账.xlsx").code == 0
    assert Path("办文台账.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("shape", ["png", "docx", "pdf"])
def test_what_cannot_be_had_is_said(office, shape):
    called = taizhang("report", "documents", "--format", shape, "--out", f"a.{shape}")
    assert called.code == 2
    assert "documents 没有" in called.err


def test_the_ledger_with_documents_is_whole_and_exported(office):
    asyncio.run(in_books(office, two_documents))
    assert taizhang("ledger", "verify").code == 0
    assert taizhang("ledger", "export", "all.jsonl").code == 0
    lines = [json.loads(line) for line in Path("all.jsonl").read_text("utf-8").splitlines()]
    kinds = [(one["kind"], one["task"]) for one in lines if one["kind"].startswith("Document")]
    assert kinds == [
        ("DocumentRegistered", "SW-2026-1"),
        ("DocumentRegistered", "SW-2026-2"),
        ("DocumentFinished", "SW-2026-2"),
    ]
