"""What waited for somebody who left: questions go to whoever decides now, what recurs to who answers next."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.departing import Departing
from bot.recurring import Recurring
from ledger.origin_entries import RecurrenceHanded
from ledger.people import Role
from tests.handlers.test_departing import Standing
from tests.support.dialog import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    HEAD,
    LEADER,
    REVIEWER,
    ROSTER,
    STAFF,
    USERS,
    Dialog,
)


async def leaves(dialog: Dialog, who: str) -> list[str]:
    await dialog.says(ADMIN, f"{who}调离")
    await dialog.taps(ADMIN, "办理离任")
    return await dialog.taps(ADMIN, "确认离任")


async def proposed(dialog: Dialog) -> None:
    await dialog.says(STAFF, "请张三周五前报送调研提纲")
    await dialog.taps(STAFF, "确认")


async def test_a_proposal_goes_to_the_coordinator_when_the_head_leaves(dialog: Dialog) -> None:
    await proposed(dialog)
    asked = dialog.last_to(HEAD).text
    await leaves(dialog, HEAD)
    assert dialog.last_to(COORDINATOR).text == asked
    await dialog.taps(COORDINATOR, "同意")
    assert (await dialog.task()).leads


async def test_a_decided_one_is_not_asked_again(dialog: Dialog) -> None:
    await proposed(dialog)
    await dialog.taps(HEAD, "不同意")
    await leaves(dialog, HEAD)
    assert not [one for one in dialog.shown if one.chat == USERS[COORDINATOR]]


async def test_a_proposal_of_who_left_is_void(dialog: Dialog) -> None:
    await proposed(dialog)
    await leaves(dialog, STAFF)
    said = await dialog.taps(HEAD, "同意")
    assert said == ["提出人张三已离任，该自拟事项已失效。如仍需办理，请直接交办给其他人员。"]


async def test_a_wish_to_hand_over_is_asked_of_the_next(assigned: Dialog) -> None:
    await assigned.says(STAFF, "DB-2026-1 转给王五")
    card = assigned.last_to(HEAD).text
    await leaves(assigned, HEAD)
    assert assigned.last_to(COORDINATOR).text == card
    await assigned.taps(COORDINATOR, "同意")
    assert (await assigned.kinds())[-1] == "Reassigned"


async def test_a_wish_of_who_left_is_void(assigned: Dialog) -> None:
    await assigned.says(STAFF, "DB-2026-1 转给王五")
    await leaves(assigned, STAFF)
    said = await assigned.taps(HEAD, "同意")
    assert said == ["DB-2026-1 已不由张三办理，该转办申请已失效。发送 /task DB-2026-1 查看现在的责任人。"]


async def test_a_claim_is_put_before_a_coordinator_when_the_only_reviewer_leaves(assigned: Dialog) -> None:
    await assigned.sends_photo(STAFF, "DB-2026-1申请销号")
    card = assigned.last_to(REVIEWER).text
    await leaves(assigned, REVIEWER)
    assert [one.text for one in assigned.shown if one.chat == USERS[COORDINATOR] and one.text == card] == [card]


async def test_an_extension_is_decided_by_another_leader_when_who_assigned_leaves(dialog: Dialog) -> None:
    await dialog.says(ADMIN, "设王五为分管领导")
    await dialog.taps(ADMIN, "确认")
    await dialog.taps(LEADER, "同意")
    await dialog.says(LEADER, "请张三周五下班前报送三季度经济运行分析")
    await dialog.taps(LEADER, "确认")
    await dialog.says(STAFF, "DB-2026-1 申请延期到下周三，数据未核实")
    card = dialog.last_to(LEADER).text
    assert not [one for one in dialog.shown if one.chat == USERS[COLLEAGUE] and one.text == card]
    await leaves(dialog, LEADER)
    assert dialog.last_to(COLLEAGUE).text == card
    await dialog.taps(COLLEAGUE, "同意")
    assert (await dialog.kinds())[-1] == "ExtensionDecided"


async def test_what_recurs_goes_to_the_head_and_goes_on(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三每周五下班前报送项目进展")
    await dialog.taps(COORDINATOR, "确认")
    (card,) = await dialog.says(ADMIN, "张三调离")
    assert "周期事项1项，一并转接。" in card
    await dialog.taps(ADMIN, "办理离任")
    await dialog.taps(ADMIN, "确认离任")
    assert dialog.last_to(HEAD).text.startswith("<b>张三已调离，以下1项周期事项转由您负责</b>\n· 周期1 每周五18:00，")
    async with dialog.store.reading(now=dialog.now) as books:
        (record,) = await books.records_of(RecurrenceHanded)
    assert "赵科长" in (await dialog.says(COORDINATOR, "周期事项"))[0]
    dialog.passes(days=2)
    await Recurring(dialog.store, Standing(dialog.now), dialog.desk).ring()
    await dialog.delivered()
    assert [one.assignee.person for one in (await dialog.task()).leads] == [record.entry.new.person]  # type: ignore[attr-defined]


async def test_a_duty_that_nobody_takes_over_is_put_before_whoever_set_it(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三、赵科长、陈静、综合科每周五下班前报送项目进展")
    await dialog.taps(COORDINATOR, "确认")
    await leaves(dialog, STAFF)
    assert dialog.last_to(COORDINATOR).text == (
        "张三已调离，周期1（每周五18:00，报送项目进展）没有可接手的负责人。请写“停止周期1”，并另行设定。"
    )


async def test_a_transfer_leaves_what_recurs_with_the_office(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三每周五下班前报送项目进展")
    await dialog.taps(COORDINATOR, "确认")
    await dialog.says(ADMIN, "张三调到财政局")
    await dialog.taps(ADMIN, "确认")
    assert dialog.last_to(HEAD).text.startswith("<b>张三已调动，以下1项周期事项转由您负责</b>")


@pytest.mark.parametrize("gone", [HEAD])
async def test_an_imported_roster_does_the_same(dialog: Dialog, gone: str) -> None:
    await proposed(dialog)
    await dialog.says(COORDINATOR, "请赵科长每周五下班前报送项目进展")
    await dialog.taps(COORDINATOR, "确认")
    dialog.passes(minutes=1)
    rows = [row for row in ROSTER if row.name != gone]
    async with dialog.store.books(now=dialog.now) as books:
        await books.directory.import_roster(rows, by=None, now=dialog.now, sha256="1" * 64)
    before = len(dialog.shown)
    await Departing(dialog.store, Standing(dialog.now + timedelta(minutes=1)), dialog.desk).ring()
    said = await dialog.delivered()
    assert any("周期事项转由您负责" in text for text in said), said
    assert any("调研提纲" in one.text for one in dialog.shown[before:] if one.chat == USERS[COORDINATOR]), said
    assert Role.HEAD not in (await _holders(dialog))


async def _holders(dialog: Dialog) -> set[Role]:
    async with dialog.store.reading(now=dialog.now) as books:
        unit = next(one.id for one in books.roster.units if one.name == "综合科")
        return {role for one in books.roster.members(unit) for role in one.roles}


async def test_yes_and_not_to_what_shows_the_cards_that_wait(assigned: Dialog) -> None:
    """One tap more decides; who is asked nothing hears how a decision is said."""
    await assigned.says(STAFF, "DB-2026-1申请延期到下周三，数据未核实")
    for words in ("同意", "不同意。", "没意见"):
        (card,) = await assigned.says(LEADER, words)
        assert card.startswith("<b>DB-2026-1 延期申请</b>")
    assert (await assigned.taps(LEADER, "同意"))[0].startswith("DB-2026-1 延期获准")
    for who in (LEADER, HEAD):
        assert (await assigned.says(who, "同意"))[0].startswith("请点相应卡片下的按钮，或写明编号")
    await assigned.sends_photo(STAFF, "DB-2026-1申请销号")
    (card,) = await assigned.says(COORDINATOR, "同意")
    assert card.startswith("<b>DB-2026-1 申请销号</b>")
    assert list(assigned.last_to(COORDINATOR).buttons) == ["同意销号", "退回", "佐证材料"]
    assert (await assigned.kinds())[-1] == "CompletionClaimed"


async def test_many_that_wait_are_a_list(dialog: Dialog) -> None:
    for n in range(1, 5):
        await dialog.says(COORDINATOR, f"请张三周五下班前报送第{n}号方案材料")
        await dialog.taps(COORDINATOR, "确认")
        await dialog.says(STAFF, f"DB-2026-{n}申请延期到下周三，数据未核实")
    (said,) = await dialog.says(LEADER, "同意")
    assert "<b>待我审批延期（4）</b>" in said
