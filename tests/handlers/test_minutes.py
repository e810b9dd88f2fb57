"""纪要: the tasks of one message become the decisions of a paper; what nobody said stays blank."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from storage.papers import Papers
from tests.support.dialog import COORDINATOR, GROUP, HEAD, LEADER, OFFICE_GROUP, STAFF, Dialog

PASTED = """供热保障专题会议纪要
时间：2026年11月23日上午
地点：第一会议室
主持人：陈静
出席：张三、王五
1. 请张三周五前报送值班安排
2. 由财政局牵头，综合科配合，下周三前拨付应急资金"""
BARE = "1. 请张三周五前报送值班安排\n2. 请王五周四前报送供热情况"


async def given(dialog: Dialog, words: str, **where: int) -> None:
    await dialog.says(COORDINATOR, words, **where)
    await dialog.taps(COORDINATOR, "确认", **where)


async def paper(dialog: Dialog) -> tuple[int, str, str, list[str]]:
    """Return where the latest file went, what stands under it, its name and its lines."""
    sent = next(one for one in reversed(dialog.calls) if one.method == "sendDocument")
    found = await Papers(dialog.store.database).get(sent.payload["document"]["paper"])
    assert found is not None
    lines = [one.text for one in Document(BytesIO(found[1])).paragraphs if one.text]
    return sent.chat, sent.payload["caption"], found[0], lines


@pytest.mark.parametrize("words", ["出一份纪要", "请生成会议纪要", "/minutes", "/纪要"])
async def test_what_was_said_stands_in_it(dialog: Dialog, words: str) -> None:
    await given(dialog, PASTED)
    await dialog.says(COORDINATOR, words)
    chat, caption, name, lines = await paper(dialog)
    assert (chat, caption, name) == (
        dialog.user(COORDINATOR),
        "会议纪要，议定事项2件。",
        "会议纪要_20261123.docx",
    )
    assert lines[:6] == [
        "供热保障专题会议纪要",
        "2026年11月23日上午，陈静在第一会议室主持召开会议。现将议定事项纪要如下：",
        "一、报送值班安排",
        "1. 由张三负责，于2026年11月27日18:00前完成（DB-2026-1）。",
        "二、拨付应急资金",
        "1. 由财政局牵头，综合科配合，于2026年12月2日18:00前完成（DB-2026-2）。",
    ]
    assert lines[6] == "出席：张三、王五。"


async def test_what_nobody_said_is_left_blank(dialog: Dialog) -> None:
    await given(dialog, BARE)
    await dialog.says(COORDINATOR, "出一份纪要")
    _, caption, _, lines = await paper(dialog)
    assert caption.splitlines() == [
        "会议纪要，议定事项2件。",
        "原文未写明时间、地点、主持人、出席人员，已留空，请填写；或在原文中按“时间：……”“地点：……”逐行写明。",
    ]
    blank = "＿＿＿＿＿＿"
    assert lines[1] == f"{blank}，{blank}在{blank}主持召开会议。现将议定事项纪要如下："
    assert f"出席：{blank}。" in lines


async def test_a_reply_means_the_message_replied_to(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, BARE)
    first = dialog.last_message - 1
    await dialog.taps(COORDINATOR, "确认")
    await given(dialog, "请张三周四前报送防汛材料")
    await dialog.says(COORDINATOR, "出一份纪要", reply_to=first)
    _, caption, _, lines = await paper(dialog)
    assert caption.startswith("会议纪要，议定事项2件。")
    assert "（DB-2026-3）" not in "".join(lines)


async def test_it_comes_in_private_and_without_what_was_withdrawn(dialog: Dialog) -> None:
    await given(dialog, BARE, chat=GROUP)
    await dialog.says(COORDINATOR, "撤回DB-2026-2，重复交办")
    said = await dialog.says(COORDINATOR, "/minutes@taizhang_bot", chat=OFFICE_GROUP)
    assert said == ["已私信。"]
    chat, caption, *_ = await paper(dialog)
    assert (chat, caption.splitlines()[0]) == (dialog.user(COORDINATOR), "会议纪要，议定事项1件。")


async def test_without_tasks_there_are_no_minutes(dialog: Dialog) -> None:
    (said,) = await dialog.says(COORDINATOR, "出一份纪要")
    assert said.startswith("没有可出纪要的内容。")


@pytest.mark.parametrize("who", [STAFF, HEAD, LEADER])
async def test_they_are_the_coordinators(dialog: Dialog, who: str) -> None:
    assert await dialog.says(who, "出一份纪要") == ["您没有“出纪要”的权限。如有需要，请联系督查员。"]
