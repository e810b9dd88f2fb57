"""A task that is named by its number is the one that is acted on, or a question comes back; never another task."""

from __future__ import annotations

import pytest

from ledger.tasks import Status
from tests.support.dialog import COLLEAGUE, COORDINATOR, STAFF, Dialog
from tests.support.scenes import scene

FIRST, SECOND, THIRD = "DB-2026-1", "DB-2026-2", "DB-2026-3"


@scene
async def three(dialog: Dialog) -> None:
    """Begin with three tasks of 张三's; the first is claimed, the others are under way."""
    for title in ("经济运行分析", "供热排查清单", "会议材料目录"):
        await dialog.says(COORDINATOR, f"请张三周五下班前报送{title}")
        await dialog.taps(COORDINATOR, "确认")
    for number in (1, 2, 3):
        await dialog.says(STAFF, f"/ack {number}")
    await dialog.sends_photo(STAFF, "DB-2026-1 申请销号")


async def states(dialog: Dialog) -> list[Status]:
    return [(await dialog.task(number)).status for number in (FIRST, SECOND, THIRD)]


OTHERS = (
    "同意销号 8", "同意销号8号", "退回 26 缺照片", "8号同意销号", "/close 8", "/close 8号同意", "/return 26缺照片",
    "/close 8、9", "同意销号第8号", "同意8号", "八号同意销号", "DB-2026-8同意销号，DB-2026-9退回",
)  # fmt: skip


@pytest.mark.parametrize("words", OTHERS)
async def test_a_number_named_is_never_replaced_by_the_only_claim(three: Dialog, words: str) -> None:
    before = await states(three)
    assert len(await three.says(COORDINATOR, words)) == 1
    assert await states(three) == before


@pytest.mark.parametrize("words", ["同意销号 1", "同意销号1号", "1号同意销号", "/close 1号"])
async def test_the_named_claim_is_closed(three: Dialog, words: str) -> None:
    await three.says(COORDINATOR, words)
    assert (await three.task(FIRST)).status is Status.CLOSED


async def test_small_numbers_are_read_in_plain_words(three: Dialog) -> None:
    await three.says(STAFF, "2号完成75%")
    assert [branch.percent for branch in (await three.task(SECOND)).leads] == [75]
    await three.says(STAFF, "3号卡在财政局")
    assert (await three.task(THIRD)).blockers
    assert (await three.says(COORDINATOR, "催办 2号"))[0] == "DB-2026-2 已催办张三。"
    assert (await three.says(COORDINATOR, "退回 1号 缺照片"))[0].startswith("DB-2026-1 已退回")


async def test_a_day_is_not_a_task(three: Dialog) -> None:
    for words in ("27号前完成75%", "完成75%，27号完工"):
        assert "请选择事项" in (await three.says(STAFF, words))[0]


async def test_several_numbers_in_one_statement_are_all_recorded(three: Dialog) -> None:
    said = await three.says(STAFF, "2号和3号都完成50%")
    assert [text[:9] for text in said] == [SECOND, THIRD]
    assert [[one.percent for one in (await three.task(number)).leads] for number in (SECOND, THIRD)] == [[50], [50]]
    said = await three.says(STAFF, "DB-2026-2、DB-2026-9完成60%")
    assert said[1] == "DB-2026-9 未找到可办理的事项。请核对编号，或发送 /my 查看本人待办。"


async def test_several_numbers_with_words_of_their_own_are_asked_about(three: Dialog) -> None:
    entries = await three.kinds(SECOND)
    for words in ("2号完成50%，3号完成80%", "2号、3号申请销号"):
        assert await three.says(STAFF, words) == [
            "消息中涉及多个事项（DB-2026-2、DB-2026-3），未作登记。请逐项分别发送。"
        ]
    assert await three.kinds(SECOND) == entries


async def test_nothing_to_sign_is_said_in_private_and_left_alone_in_a_group(three: Dialog) -> None:
    assert await three.says(STAFF, "收到") == ["您目前没有待签收的事项。"]
    assert await three.says(COLLEAGUE, "收到", chat=-1001) == []
