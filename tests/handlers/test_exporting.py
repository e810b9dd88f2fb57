"""导出台账: a workbook of what the asker may see and export, in private, kept beside its message."""

from __future__ import annotations

from io import BytesIO

import openpyxl

from handlers.wording.ledger_rows import COLUMNS
from tests.support.dialog import (
    ADMIN,
    COORDINATOR,
    GROUP,
    HEAD,
    LEADER,
    OUTSIDER,
    REVIEWER,
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
    for words in ("/export 财政局", "导出财政局的台账", "/export 财政局待签收"):
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
