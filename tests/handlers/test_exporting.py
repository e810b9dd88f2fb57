"""导出台账: a workbook of what the asker may see and export, in private, kept beside its message."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from io import BytesIO
from threading import Event
from typing import Any

import openpyxl
import pytest

from handlers import exporting
from handlers.wording.ledger_rows import COLUMNS
from ledger.acts.acknowledging import acknowledge
from ledger.acts.departing import depart
from ledger.acts.requests import AcknowledgeTask
from ledger.office_entries import Leaving
from ledger.people import PersonId, Role
from reports.sheets import xlsx_of
from storage.books import OpenBooks
from tests.support.dialog import (
    ADMIN,
    COORDINATOR,
    GROUP,
    HEAD,
    LEADER,
    OUTSIDER,
    REVIEWER,
    ROSTER,
    STAFF,
    Dialog,
)

REFUSED = "您没有“导出台账”的权限。如有需要，请联系督查员。"


async def seeded(dialog: Dialog) -> None:
    for words in ("请张三周五前报送甲表", "请吴财周五前报送乙表", "请王五周五前报送丙表"):
        await dialog.says(COORDINATOR, words)
        await dialog.taps(COORDINATOR, "确认")
    await dialog.says(COORDINATOR, "/withdraw 3 重复交办")


async def exported(dialog: Dialog, who: str, words: str) -> tuple[str, list[tuple[str, ...]]]:
    """Return the caption and the rows of the workbook that the words bring."""
    await dialog.says(who, words)
    sent = dialog.calls[-1]
    assert sent.method == "sendDocument", sent
    kept = await dialog.store.papers.get(sent.payload["document"]["paper"])
    assert kept is not None and kept[0] == "台账_20261123_1000.xlsx"
    header, *rows = openpyxl.load_workbook(BytesIO(kept[1])).active.iter_rows(values_only=True)
    assert header == COLUMNS
    return sent.payload["caption"], rows


async def test_everybody_exports_what_they_may_see_and_export(dialog: Dialog) -> None:
    await seeded(dialog)
    for who, titles in (
        (STAFF, ["报送甲表"]),
        (OUTSIDER, ["报送乙表"]),
        (HEAD, ["报送甲表", "报送丙表"]),
        (COORDINATOR, ["报送甲表", "报送乙表", "报送丙表"]),
        (LEADER, ["报送甲表", "报送乙表", "报送丙表"]),
    ):
        for words in ("/export", "导出台账"):
            caption, rows = await exported(dialog, who, words)
            assert [row[1] for row in rows] == titles, who
            assert caption.startswith(f"台账导出 {len(titles)}件（"), caption


async def test_reviewers_and_administrators_export_nothing(dialog: Dialog) -> None:
    await seeded(dialog)
    for who in (REVIEWER, ADMIN):
        for words in ("/export", "导出台账"):
            assert await dialog.says(who, words) == [REFUSED]


async def test_part_of_the_ledger_is_exported_by_the_words_of_a_list(dialog: Dialog) -> None:
    await seeded(dialog)
    for words in ("/export 财政局", "导出财政局的台账", "导出台账 财政局", "/export 财政局待签收"):
        _, rows = await exported(dialog, COORDINATOR, words)
        assert [row[1] for row in rows] == ["报送乙表"], words
    assert await dialog.says(COORDINATOR, "/export 随便什么东西") == [
        "未能识别导出范围。导出全部请写“导出台账”，部分请写单位、亮灯、状态等，例：导出住建局红灯。"
    ]
    assert await dialog.says(COORDINATOR, "/export 财政局红灯") == ["没有可导出的事项。发送 /my 查看本人待办。"]


async def test_nothing_is_exported_in_a_group(dialog: Dialog) -> None:
    await seeded(dialog)
    assert await dialog.says(COORDINATOR, "/export", chat=GROUP) == ["台账只在私聊导出，请私聊本助手发送 /export。"]
    assert all(call.method != "sendDocument" for call in dialog.calls)


@dataclass
class Slow:
    """A workbook that waits in its thread until it is let go on."""

    begun: Event = field(default_factory=Event)
    goes_on: Event = field(default_factory=Event)

    def __call__(self, *given: Any, **options: Any) -> bytes:
        self.begun.set()
        assert self.goes_on.wait(30)
        return xlsx_of(*given, **options)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Return what makes the workbook in these tests."""
    made = Slow()
    monkeypatch.setattr(exporting, "xlsx_of", made)
    return made


async def test_others_are_not_held_up_while_the_workbook_is_made(dialog: Dialog, slow: Slow) -> None:
    await seeded(dialog)
    export = asyncio.create_task(dialog.says(COORDINATOR, "/export"))
    assert await asyncio.to_thread(slow.begun.wait, 30)

    async with dialog.store.books(now=dialog.now) as books:  # Else this would wait for the workbook, and it for this.
        await acknowledge(books, AcknowledgeTask(number="DB-2026-1", person=_id(books, STAFF), sent_at=dialog.now))

    slow.goes_on.set()
    await export
    assert dialog.calls[-1].method == "sendDocument"


async def test_whoever_leaves_meanwhile_gets_no_workbook(dialog: Dialog, slow: Slow) -> None:
    """The right is looked up again once the books are open for the message."""
    await seeded(dialog)
    export = asyncio.create_task(dialog.says(OUTSIDER, "/export"))
    assert await asyncio.to_thread(slow.begun.wait, 30)

    async with dialog.store.books(now=dialog.now) as books:
        who = _id(books, OUTSIDER)
        await depart(books, who, how=Leaving.TRANSFERRED, tasks=(), by=None, at=dialog.now)

    slow.goes_on.set()
    await export
    assert not any(call.method == "sendDocument" for call in dialog.calls)


async def test_whoever_has_another_role_meanwhile_gets_what_that_role_may_see(dialog: Dialog, slow: Slow) -> None:
    """The workbook that was made for a coordinator is thrown away, and one is made for whom the roster has now."""
    await seeded(dialog)
    export = asyncio.create_task(dialog.says(COORDINATOR, "/export"))
    assert await asyncio.to_thread(slow.begun.wait, 30)

    rows = tuple(replace(row, roles=(Role.STAFF,)) if row.name == COORDINATOR else row for row in ROSTER)
    async with dialog.store.books(now=dialog.now) as books:
        await books.directory.import_roster(rows, by=None, now=dialog.now, sha256="1" * 64)

    slow.goes_on.set()
    assert await export == ["没有可导出的事项。发送 /my 查看本人待办。"]
    assert not any(call.method == "sendDocument" for call in dialog.calls)


def _id(books: OpenBooks, name: str) -> PersonId:
    return next(one.id for one in books.roster.active_people if one.name == name)
