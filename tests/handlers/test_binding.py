"""Strangers, one-time links, contacts, approval."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.commands import COMMANDS
from tests.support.dialog import ADMIN, COORDINATOR, HEAD, OUTSIDE_HEAD, ROSTER, STAFF, UNBOUND, USERS, Dialog

STRANGER = ["您好，本助手仅供本单位人员使用。请联系本单位管理员获取或更换绑定链接。"]
NEW_USER = 5555


async def invite(dialog: Dialog, name: str, *, admin: bool = False) -> str:
    async with dialog.store.books(now=dialog.now) as books:
        person = next(one for one in books.roster.people if one.name == name)
        return await books.directory.invite(person.id, admin=admin, expires_at=dialog.now + timedelta(days=7))


async def who_is(dialog: Dialog, user: int) -> str | None:
    async with dialog.store.reading(now=dialog.now) as books:
        person = await books.directory.person_of_user(user)
        return person.name if person else None


@pytest.mark.parametrize("words", ["/start", "/start AAAAAAAAAAAAAAAAAAAAAA", "/task 1", "你好", "/bind", "/nonsense"])
async def test_a_stranger_hears_one_polite_sentence_a_day(assigned: Dialog, words: str) -> None:
    assert await assigned.says(NEW_USER, words) == STRANGER
    assert await assigned.says(NEW_USER, "/my") == []
    assigned.passes(days=1)
    assert await assigned.says(NEW_USER, "/help") == STRANGER


async def test_no_command_tells_a_stranger_more(assigned: Dialog) -> None:
    for number, command in enumerate(COMMANDS):
        assert await assigned.says(6000 + number, f"/{command.name} 1") == STRANGER


async def test_a_link_is_confirmed_then_approved_and_both_are_told(dialog: Dialog) -> None:
    token = await invite(dialog, UNBOUND)
    user = USERS[UNBOUND]
    assert await dialog.says(user, f"/start {token}") == ["即将绑定：<b>郑未绑</b>（综合科）。请确认是否为本人。"]

    said = await dialog.taps(user, "确认")
    assert "已提交绑定申请，待管理员或科室负责人审核。审核结果将在此通知。" in said
    assert await who_is(dialog, user) is None
    assert dialog.last_to(HEAD).text == dialog.last_to(ADMIN).text
    assert "绑定申请：郑未绑（综合科），科员" in dialog.last_to(HEAD).text

    said = await dialog.taps(HEAD, "同意")
    assert "已同意郑未绑的绑定申请。" in said
    assert any(text.startswith("郑未绑（综合科），绑定成功。") for text in said)
    assert await who_is(dialog, user) == UNBOUND

    await dialog.taps(ADMIN, "同意")
    assert dialog.toasts[-1] == "该绑定申请已由他人处理。"
    assert dialog.last_to(ADMIN).text == "该绑定申请已由他人处理。"
    assert dialog.last_to(ADMIN).buttons == {}


async def test_a_link_works_once(dialog: Dialog) -> None:
    token = await invite(dialog, UNBOUND)
    await dialog.says(USERS[UNBOUND], f"/start {token}")
    await dialog.says(NEW_USER, f"/start {token}")
    await dialog.taps(USERS[UNBOUND], "确认")
    assert await dialog.taps(NEW_USER, "确认") == ["链接无效或已失效，请联系本单位管理员重新获取。"]
    assert await dialog.says(7777, f"/start {token}") == STRANGER


async def test_not_me_binds_nothing_and_leaves_the_link(dialog: Dialog) -> None:
    token = await invite(dialog, UNBOUND)
    await dialog.says(NEW_USER, f"/start {token}")
    assert await dialog.taps(NEW_USER, "不是我") == ["未作绑定。请联系本单位管理员核对链接。"]
    assert await dialog.says(USERS[UNBOUND], f"/start {token}") != STRANGER


async def test_a_refused_binding_tells_the_visitor(dialog: Dialog) -> None:
    token = await invite(dialog, UNBOUND)
    await dialog.says(USERS[UNBOUND], f"/start {token}")
    await dialog.taps(USERS[UNBOUND], "确认")
    said = await dialog.taps(ADMIN, "不同意")
    assert said == ["未同意郑未绑的绑定申请。", "绑定申请未获同意，请联系本单位管理员。"]
    assert await who_is(dialog, USERS[UNBOUND]) is None


async def test_a_coordinator_takes_a_second_person(dialog: Dialog) -> None:
    token = await invite(dialog, COORDINATOR)
    await dialog.says(NEW_USER, f"/start {token}")
    await dialog.taps(NEW_USER, "确认")
    assert all("同意" not in shown.buttons for shown in dialog.shown if shown.chat == USERS[COORDINATOR])
    await dialog.taps(ADMIN, "同意")
    assert await who_is(dialog, NEW_USER) == COORDINATOR
    assert await who_is(dialog, USERS[COORDINATOR]) is None  # The older binding is revoked.
    assert dialog.last_to(COORDINATOR).text.startswith("您的账号已解除绑定。")


async def test_the_own_contact_leads_to_the_same_card(dialog: Dialog) -> None:
    user = USERS[UNBOUND]
    contact = {"phone_number": f"+861390000{user}", "first_name": "郑", "user_id": user}
    said = await dialog.update(dialog.message(user, more={"contact": contact}))
    assert said == ["即将绑定：<b>郑未绑</b>（综合科）。请确认是否为本人。"]
    forged = dialog.message(NEW_USER, more={"contact": contact})
    assert await dialog.update(forged) == STRANGER


async def test_the_heads_of_other_units_approve_nobody(dialog: Dialog) -> None:
    token = await invite(dialog, UNBOUND)
    await dialog.says(USERS[UNBOUND], f"/start {token}")
    await dialog.taps(USERS[UNBOUND], "确认")
    assert all(shown.chat != USERS[OUTSIDE_HEAD] for shown in dialog.shown)


async def test_whoever_left_is_a_stranger_at_once_buttons_included(assigned: Dialog) -> None:
    card = assigned.last_to(STAFF)
    rows = tuple(row for row in ROSTER if row.name != STAFF)
    async with assigned.store.books(now=assigned.now) as books:
        await books.directory.import_roster(rows, by=None, now=assigned.now, sha256="1" * 64)
    await assigned.press(STAFF, card.buttons["签收"], card)
    assert assigned.toasts[-1] == "您无权使用该按钮。"
    assert await assigned.says(STAFF, "/my") == STRANGER
