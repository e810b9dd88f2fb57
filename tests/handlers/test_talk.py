"""Words said in reply, with a number or in a group do what was read; talk with the same words does nothing."""

from __future__ import annotations

import pytest

from ledger.tasks import Status
from tests.support.dialog import COORDINATOR, GROUP, STAFF, Dialog


async def test_a_receipt_with_a_promise_signs_and_moves_no_deadline(assigned: Dialog) -> None:
    before = (await assigned.task()).deadline
    await assigned.says(STAFF, "收到，周四前报", reply_to=assigned.last_to(STAFF))
    task = await assigned.task()
    assert (task.status, task.deadline) == (Status.ACTIVE, before)


async def test_progress_in_reply_is_kept_in_its_own_words(assigned: Dialog) -> None:
    card = assigned.last_to(STAFF)
    await assigned.says(STAFF, "收到", reply_to=card)
    await assigned.says(STAFF, "刚跟统计局对接完，材料明天给", reply_to=card)
    assert (await assigned.task()).last_note == "刚跟统计局对接完，材料明天给"


@pytest.mark.parametrize("words", ["配合单位加上财政局"])
async def test_what_cannot_be_changed_yet_changes_nothing(assigned: Dialog, words: str) -> None:
    before = await assigned.kinds()
    said = await assigned.says(COORDINATOR, f"DB-2026-1{words}")
    assert said == ["“更改事项内容”功能尚未开通，未作登记。发送 /help 查看可用功能。"]
    assert await assigned.kinds() == before


@pytest.mark.parametrize(
    "words", ["卡住了，打印机又卡纸", "作业写完了，照片发老师了", "要是能延期就好了", "都说不归自己管"]
)
async def test_talk_in_a_group_is_not_answered(assigned: Dialog, words: str) -> None:
    before = await assigned.kinds()
    assert await assigned.says(STAFF, words, chat=GROUP) == []
    assert await assigned.kinds() == before
