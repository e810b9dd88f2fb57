"""试办: a newcomer is offered a task that does not exist, and nothing of it is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.dialog import ADMIN, GROUP, STAFF, UNBOUND, USERS, Dialog

MARK = "〔试办，不入台账〕"


async def head(dialog: Dialog) -> int:
    async with dialog.store.reading(now=dialog.now) as books:
        return (await books.head()).seq


async def test_who_was_bound_is_offered_it(dialog: Dialog) -> None:
    async with dialog.store.books(now=dialog.now) as books:
        person = next(one for one in books.roster.people if one.name == UNBOUND)
        token = await books.directory.invite(person.id, admin=False, expires_at=dialog.now + timedelta(days=7))
    await dialog.says(USERS[UNBOUND], f"/start {token}")
    await dialog.taps(USERS[UNBOUND], "确认")
    said = await dialog.taps(ADMIN, "同意")
    assert "可先试办一件：签收、反馈各一次，约半分钟，不入台账。" in said

    (task,) = await dialog.taps(UNBOUND, "试办一件")
    assert task.startswith(f"{MARK}\n请郑未绑报送试办材料。\n时限：11月25日（星期三）18:00\n")


async def test_its_deadline_is_a_workday(dialog: Dialog) -> None:
    """Two days after a Friday nobody is at work."""
    dialog.passes(days=4)
    (task,) = await dialog.says(STAFF, "/practice")
    assert "时限：12月1日（星期二）18:00" in task


@pytest.mark.parametrize(
    ("words", "share"), [("完成60%，初稿已成", "进度60%，“完成60%，初稿已成”"), ("已完成数据核对", "“已完成数据核对”")]
)
async def test_it_goes_from_receipt_to_progress_and_leaves_nothing(dialog: Dialog, words: str, share: str) -> None:
    before = await head(dialog)
    await dialog.says(STAFF, "/practice")
    assert await dialog.taps(STAFF, "签收") == [
        f"{MARK}\n已签收。交办人即可看到您已签收。",
        f"{MARK}\n请回复本消息，写一句进展。例如：完成60%，初稿已成。",
    ]
    (said,) = await dialog.says(STAFF, words, reply_to=dialog.last_to(STAFF).message)
    assert said.startswith(f"{MARK}\n已读出反馈：{share}。")
    assert "台账未作登记" in said
    assert await head(dialog) == before


async def test_words_that_are_no_progress_are_asked_for_again(dialog: Dialog) -> None:
    await dialog.says(STAFF, "/试办")
    await dialog.taps(STAFF, "签收")
    (said,) = await dialog.says(STAFF, "今天天气不错", reply_to=dialog.last_to(STAFF).message)
    assert said == f"{MARK}\n未读出进展，请再回复一次。例如：完成60%，初稿已成。"
    (said,) = await dialog.says(STAFF, "完成一半", reply_to=dialog.last_to(STAFF).message)
    assert "进度50%" in said


async def test_it_is_tried_in_private(dialog: Dialog) -> None:
    assert await dialog.says(STAFF, "/practice", chat=GROUP) == ["试办只在私聊进行，请私聊本助手发送 /practice。"]
