"""Staff propose a task to themselves; the head of the office makes it one."""

from __future__ import annotations

from ledger.entries import Assigned
from tests.support.dialog import COORDINATOR, GROUP, HEAD, OUTSIDER, ROSTER, STAFF, Dialog

WORDS = "请张三周五前报送调研提纲"


async def test_a_proposal_counts_once_the_head_agrees(dialog: Dialog) -> None:
    card = (await dialog.says(STAFF, WORDS))[0]
    assert card.startswith("<b>请核对自拟事项</b>\n事项：报送调研提纲\n责任：张三\n")
    said = await dialog.taps(STAFF, "确认")
    assert said[0] == "自拟事项已报负责人，同意后编号登记。审核结果将在此通知。"
    assert said[1].startswith("<b>张三自拟事项</b>\n事项：报送调研提纲\n")
    assert await dialog.entries() == []

    said = await dialog.taps(HEAD, "同意")
    assert said[0].startswith("DB-2026-1 已交办张三：报送调研提纲")
    assert "来源：自拟｜张三自拟" in dialog.last_to(STAFF).text
    assert "签收" in dialog.last_to(STAFF).buttons
    entry = (await dialog.entries())[0]
    task = await dialog.task()
    assert isinstance(entry, Assigned)
    async with dialog.store.reading(now=dialog.now) as books:
        assert books.roster.person(entry.by or 0).name == HEAD  # type: ignore[arg-type]
    assert (task.title, task.origin) == ("报送调研提纲", "张三自拟")


async def test_a_proposal_that_is_turned_down_leaves_nothing(dialog: Dialog) -> None:
    await dialog.says(STAFF, WORDS)
    await dialog.taps(STAFF, "确认")
    card = dialog.last_to(HEAD)
    said = await dialog.taps(HEAD, "不同意")
    assert said == ["自拟事项未获同意，未作登记：报送调研提纲。"] * 2
    await dialog.press(HEAD, card.buttons["同意"], card)
    assert dialog.toasts[-1] == "该操作已办理，无需重复点击。"
    assert await dialog.entries() == []


async def test_without_a_head_the_coordinators_are_asked_and_one_of_them_decides(dialog: Dialog) -> None:
    async with dialog.store.books(now=dialog.now) as books:
        rows = tuple(row for row in ROSTER if row.name != HEAD)
        await books.directory.import_roster(rows, by=None, now=dialog.now, sha256="1" * 64)
    await dialog.says(STAFF, WORDS)
    await dialog.taps(STAFF, "确认")
    assert (await dialog.taps(COORDINATOR, "同意"))[0].startswith("DB-2026-1 已交办张三")


async def test_only_for_oneself_and_only_in_private(dialog: Dialog) -> None:
    refusal = ["该交办超出您的权限范围。科室负责人可向本科室交办，其他事项请联系督查员。"]
    assert await dialog.says(STAFF, "请王五周五前报送调研提纲") == refusal
    assert await dialog.says(STAFF, "由张三牵头，王五配合，周五前报送调研提纲") == refusal
    assert await dialog.says(OUTSIDER, WORDS) == refusal
    assert await dialog.says(STAFF, f"/assign {WORDS}", chat=GROUP) == refusal
    assert (await dialog.says(HEAD, "请赵科长周五前报送调研提纲"))[0].startswith("<b>请核对交办内容</b>")


async def test_a_card_mended_to_somebody_else_is_refused(dialog: Dialog) -> None:
    await dialog.says(STAFF, f"/assign {WORDS}")
    said = await dialog.says(STAFF, "王五", reply_to=dialog.last_to(STAFF))
    assert said == ["该交办超出您的权限范围。科室负责人可向本科室交办，其他事项请联系督查员。"]
