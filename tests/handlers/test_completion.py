"""Each or any (各自、任一), and the support units' own branches, as the people in the chats see them."""

from __future__ import annotations

from ledger.tasks import Status
from tests.support.dialog import COLLEAGUE, COORDINATOR, HEAD, OUTSIDE_HEAD, REVIEWER, STAFF, Dialog


async def given(dialog: Dialog, words: str) -> None:
    await dialog.says(COORDINATOR, words)
    await dialog.taps(COORDINATOR, "确认")


async def test_each_completes_only_with_all_of_them(dialog: Dialog) -> None:
    await given(dialog, "请张三、王五周五前各报一份自查情况")
    said = await dialog.sends_photo(STAFF, "DB-2026-1 申请销号")
    assert said == ["DB-2026-1 所承办部分已报完成，待其余部分完成后一并审核。"]
    said = await dialog.sends_photo(COLLEAGUE, "DB-2026-1 申请销号")
    assert said[0] == "DB-2026-1 已申请销号，待审核。审核结果将在此通知。"
    assert (await dialog.task()).status is Status.CLAIMED


async def test_any_completes_with_the_first(dialog: Dialog) -> None:
    await given(dialog, "请张三或者王五周五前报送材料")
    await dialog.sends_photo(STAFF, "DB-2026-1 申请销号")
    assert dialog.last_to(REVIEWER).text.startswith("<b>DB-2026-1 申请销号</b>")
    assert (await dialog.task()).status is Status.CLAIMED


async def test_a_support_unit_signs_and_completes_its_own_branch(dialog: Dialog) -> None:
    await given(dialog, "由综合科牵头，财政局配合，周五前报送三季度经济运行分析")
    await dialog.says(OUTSIDE_HEAD, "签收 DB-2026-1")
    lead, support = (await dialog.task()).branches
    assert (lead.status, support.status) == (Status.ASSIGNED, Status.ACTIVE)
    await dialog.says(OUTSIDE_HEAD, "DB-2026-1 申请销号")
    assert (await dialog.task()).status is Status.ASSIGNED
    said = await dialog.sends_photo(HEAD, "DB-2026-1 申请销号")
    assert said[0] == "DB-2026-1 已申请销号，待审核。审核结果将在此通知。"
