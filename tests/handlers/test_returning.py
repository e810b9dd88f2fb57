"""补正 in the chat: the list of a returned claim is ticked off by button, in words or by command."""

from __future__ import annotations

import pytest

from handlers.wording.refusals import NEUTRAL
from ledger.closing_entries import Mended
from ledger.tasks import Status
from tests.support.dialog import COLLEAGUE, COORDINATOR, GROUP, HEAD, REVIEWER, STAFF, Dialog
from tests.support.scenes import scene

LIST = "1. 盖章版\n2. 验收单\n3. 三季度数据"


@scene
async def returned(assigned: Dialog) -> None:
    """Begin after 张三's claim was sent back with three things to put right."""
    await assigned.sends_photo(STAFF, "申请销号", reply_to=assigned.last_to(STAFF))
    await assigned.says(REVIEWER, "退回 DB-2026-1，1. 盖章版 2. 验收单 3. 三季度数据，周四下班前补齐")


async def ticked(dialog: Dialog) -> list[tuple[int, ...]]:
    return [one.items for one in await dialog.entries() if isinstance(one, Mended)]


async def test_the_notice_has_a_button_for_each_item(returned: Dialog) -> None:
    notice = returned.last_to(STAFF)
    assert f"需补正3项：\n{LIST}\n请于11月26日（星期四）18:00前补齐后重新申请销号。" in notice.text
    assert list(notice.buttons)[:3] == ["第1项已补", "第2项已补", "第3项已补"]


async def test_each_tap_leaves_the_rest_of_the_list(returned: Dialog) -> None:
    (said,) = await returned.taps(STAFF, "第2项已补")
    assert said == (
        "DB-2026-1 补正清单（已补1/3项）：\n1. 盖章版\n2. 验收单（已补）\n3. 三季度数据\n"
        "请于11月26日（星期四）18:00前补齐后重新申请销号。"
    )
    assert list(returned.last_to(STAFF).buttons) == ["第1项已补", "第3项已补", "申请销号", "撤销本次操作"]
    await returned.taps(STAFF, "第1项已补")
    assert await returned.taps(STAFF, "第3项已补") == ["DB-2026-1 补正清单3项均已补，请申请销号。"]
    assert await ticked(returned) == [(2,), (1,), (3,)]


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("DB-2026-1 第1、3项已补", (1, 3)),
        ("1号第二项补好了", (2,)),
        ("/mend 1 1、3", (1, 3)),
        ("/补正 1 2", (2,)),
        ("DB-2026-1 全部已补正", (1, 2, 3)),
    ],
)
async def test_items_are_ticked_in_words(returned: Dialog, words: str, items: tuple[int, ...]) -> None:
    await returned.says(STAFF, words)
    assert await ticked(returned) == [items]


@pytest.mark.parametrize(("words", "items"), [("第1项已补", (1,)), ("1、2已补", (1, 2)), ("都补齐了", (1, 2, 3))])
async def test_a_reply_needs_no_number(returned: Dialog, words: str, items: tuple[int, ...]) -> None:
    await returned.says(STAFF, words, reply_to=returned.last_to(STAFF))
    assert await ticked(returned) == [items]


async def test_a_file_that_comes_with_the_tick_is_evidence(returned: Dialog) -> None:
    await returned.sends_photo(STAFF, "第1项已补", reply_to=returned.last_to(STAFF))
    assert await ticked(returned) == [(1,)]
    assert (await returned.kinds())[-1] == "EvidenceAdded"
    assert len((await returned.task()).files) == 2


async def test_the_reviewer_sees_what_was_put_right(returned: Dialog) -> None:
    await returned.says(STAFF, "DB-2026-1 第1、3项已补")
    await returned.says(STAFF, "DB-2026-1 申请销号")
    assert (await returned.task()).status is Status.CLAIMED
    shown = "上次退回的补正清单（已补2/3项）：\n1. 盖章版（已补）\n2. 验收单\n3. 三季度数据（已补）\n"
    assert shown in returned.last_to(REVIEWER).text
    assert shown in (await returned.says(COORDINATOR, "/task 1"))[0]


async def test_the_task_shows_the_list_as_it_stands(returned: Dialog) -> None:
    await returned.says(STAFF, "DB-2026-1 第1项已补")
    (said,) = await returned.says(STAFF, "/task 1")
    assert "待补（11月26日（星期四）18:00前）：1. 盖章版（已补）\n2. 验收单\n3. 三季度数据\n" in said
    assert "补正第1项" in said
    await returned.taps(STAFF, "补正")
    assert returned.last_to(STAFF).text.startswith("DB-2026-1 补正清单（已补1/3项）：")


async def test_what_is_not_on_the_list_is_said_so(returned: Dialog) -> None:
    assert await returned.says(STAFF, "DB-2026-1 第4项已补") == [
        "DB-2026-1 补正清单共3项，所写的项不在其中或已勾选。发送 /mend DB-2026-1 查看清单。"
    ]
    assert await ticked(returned) == []


async def test_others_tick_nothing_and_the_head_does(returned: Dialog) -> None:
    assert await returned.says(COLLEAGUE, "/mend 1 1") == [NEUTRAL]
    await returned.says(HEAD, "DB-2026-1 第1项已补")
    assert await ticked(returned) == [(1,)]


async def test_without_a_list_such_words_are_progress_or_talk(assigned: Dialog) -> None:
    await assigned.says(STAFF, "DB-2026-1 都补齐了")
    assert await ticked(assigned) == []
    assert await assigned.says(STAFF, "/mend 1 1") == ["DB-2026-1 没有待补正的清单。请直接反馈进展或申请销号。"]
    assert await assigned.says(STAFF, "第1项已补", chat=GROUP) == []
