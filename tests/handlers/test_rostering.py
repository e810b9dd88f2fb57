"""新增人员, 更正, 角色 and links by words: cards first, a role beyond a post takes two; nobody but administrators."""

from __future__ import annotations

import re

import pytest

from ledger.entries import Entry
from ledger.office_entries import PersonAdded, PersonCorrected, PersonInvited, RolesSet
from ledger.people import Person, Role
from storage.mail_tables import outbox
from tests.support.dialog import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    GROUP,
    HEAD,
    LEADER,
    STAFF,
    USERS,
    Dialog,
)

NEW = "钱多多"
NEW_USER = 5555
KINDS = (PersonAdded, PersonCorrected, RolesSet, PersonInvited)


async def entries(dialog: Dialog) -> list[Entry]:
    async with dialog.store.reading(now=dialog.now) as books:
        return [one.entry for one in await books.records_of(*KINDS)]


async def known(dialog: Dialog, name: str) -> Person | None:
    async with dialog.store.reading(now=dialog.now) as books:
        return next((one for one in books.roster.active_people if one.name == name), None)


async def bound_as(dialog: Dialog, user: int) -> str | None:
    async with dialog.store.reading(now=dialog.now) as books:
        person = await books.directory.person_of_user(user)
    return person.name if person else None


async def confirmed(dialog: Dialog, words: str, who: str = ADMIN) -> list[str]:
    await dialog.says(who, words)
    return await dialog.taps(who, "确认")


def token_in(text: str) -> str:
    found = re.search(r"https://t\.me/taizhang_bot\?start=(\S{22})\n", text)
    assert found is not None, text
    return found[1]


async def test_somebody_new_gets_a_link_and_works(dialog: Dialog) -> None:
    (card,) = await dialog.says(ADMIN, "新增人员 钱多多，综合科，工作人员，手机13900005555，别名小钱")
    assert card == (
        "<b>请核对新增人员</b>\n钱多多（综合科，科员）\n手机：139****5555\n别名：小钱\n10分钟内未确认自动失效。"
    )
    assert await entries(dialog) == []
    (said,) = await dialog.taps(ADMIN, "确认")
    assert said == "已新增钱多多（综合科，科员）。点击“邀请链接”生成绑定链接，单独发给本人。"
    (link,) = await dialog.taps(ADMIN, "邀请链接")
    token = token_in(link)
    await dialog.says(NEW_USER, f"/start {token}")
    await dialog.taps(NEW_USER, "确认")
    await dialog.taps(HEAD, "同意")
    assert await bound_as(dialog, NEW_USER) == NEW
    await dialog.says(COORDINATOR, "请小钱周五下班前报送统计表")
    await dialog.taps(COORDINATOR, "确认")
    assert (await dialog.says(NEW_USER, "收到"))[0].startswith("DB-2026-1 已签收")
    assert [type(one) for one in await entries(dialog)] == [PersonAdded, PersonInvited]
    person = await known(dialog, NEW)
    assert person is not None and (person.phone, person.aliases) == ("13900005555", ("小钱",))


async def test_the_database_forgets_the_link_once_it_has_arrived(dialog: Dialog) -> None:
    token = token_in((await dialog.says(ADMIN, "生成郑未绑的绑定链接"))[0])
    async with dialog.store.reading(now=dialog.now) as books:
        rows = (await books.connection.execute(outbox.select())).all()
    assert not [row for row in rows if token in str(row.payload)]


async def test_a_role_beyond_a_post_waits_for_a_second_person(dialog: Dialog) -> None:
    (card,) = await dialog.says(ADMIN, "设张三为督查员")
    assert card == (
        "<b>请核对角色调整</b>\n张三（综合科，科员）的角色调整为科员、督查员（分管全单位）。\n"
        "确认后送审，须由另一名系统管理员或分管领导同意后生效。10分钟内未确认自动失效。"
    )
    said = await dialog.taps(ADMIN, "确认")
    assert said[0] == "已送陈静审核，同意后生效。结果将在此通知。"
    assert dialog.last_to(LEADER).text == (
        "角色申请：孙管理提出，张三（综合科，科员）的角色调整为科员、督查员（分管全单位）。请核实后决定。"
    )
    assert await entries(dialog) == []
    said = await dialog.taps(LEADER, "同意")
    assert said[0] == "已调整：张三（综合科）的角色为科员、督查员（分管全单位）。"
    assert dialog.last_to(STAFF).text.startswith("名册已更新：您的角色为科员、督查员")
    assert dialog.last_to(ADMIN).text == said[0]
    (entry,) = await entries(dialog)
    assert isinstance(entry, RolesSet) and entry.agreed is not None and entry.agreed != entry.by
    assert "请核对交办内容" in (await dialog.says(STAFF, "请财政局周五下班前报送拨付情况"))[0]


async def test_the_second_person_may_say_no(dialog: Dialog) -> None:
    await confirmed(dialog, "设张三为销号审核")
    said = await dialog.taps(LEADER, "不同意")
    assert said == ["未同意张三的角色申请，名册未作调整。"] * 2
    assert await entries(dialog) == []


async def test_nobody_agrees_to_what_they_asked_for_or_gain_by(dialog: Dialog) -> None:
    await confirmed(dialog, "设张三为系统管理员")
    shown = dialog.latest(USERS[LEADER], "同意")
    for who in (ADMIN, STAFF, HEAD, COORDINATOR):
        await dialog.press(who, shown.buttons["同意"], shown)
    assert await entries(dialog) == []
    await confirmed(dialog, "设陈静为督查员")
    assert dialog.last_to(ADMIN).text.startswith("陈静的角色须由第二人同意，目前没有其他已绑定的系统管理员或分管领导")
    assert await entries(dialog) == []


async def test_a_newcomer_with_a_role_is_staff_until_it_is_agreed_to(dialog: Dialog) -> None:
    said = await confirmed(dialog, "新增人员 钱多多，督查室，督查员，分管综合科、财政局")
    assert said[0].startswith("已新增钱多多（督查室，科员）。角色申请已送陈静审核。")
    person = await known(dialog, NEW)
    assert person is not None and person.roles == {Role.STAFF}
    await dialog.taps(LEADER, "同意")
    person = await known(dialog, NEW)
    assert person is not None and (person.roles, len(person.fields)) == ({Role.COORDINATOR}, 2)


async def test_who_opened_the_way_for_a_coordinator_does_not_let_in(dialog: Dialog) -> None:
    """One administrator alone would otherwise be whoever they please: link, second account, approval."""
    said = await dialog.says(ADMIN, "邀请李四")
    assert said == [
        "李四的绑定须由第二人审核，目前没有其他可审核的人员，未生成链接。"
        "请由另一名系统管理员办理，或在服务器上用 taizhang roster invite 生成链接。"
    ]
    await confirmed(dialog, "设张三为系统管理员")
    await dialog.taps(LEADER, "同意")
    token = token_in((await dialog.says(ADMIN, "邀请李四"))[0])
    await dialog.says(NEW_USER, f"/start {token}")
    await dialog.taps(NEW_USER, "确认")
    assert not [one for one in dialog.shown if one.chat == USERS[ADMIN] and "绑定申请" in one.text]
    shown = dialog.latest(USERS[STAFF], "同意")
    await dialog.press(ADMIN, shown.buttons["同意"], shown)
    assert await bound_as(dialog, NEW_USER) is None
    await dialog.taps(STAFF, "同意")
    assert await bound_as(dialog, NEW_USER) == COORDINATOR


async def test_another_number_of_a_coordinator_opens_the_way_as_well(dialog: Dialog) -> None:
    await confirmed(dialog, "李四手机号改为13900006666")
    contact = {"phone_number": "+8613900006666", "first_name": "李", "user_id": NEW_USER}
    await dialog.update(dialog.message(NEW_USER, more={"contact": contact}))
    await dialog.taps(NEW_USER, "确认")
    assert not [one for one in dialog.shown if one.chat == USERS[ADMIN] and "绑定申请" in one.text]


@pytest.mark.parametrize(
    ("words", "card", "done", "told"),
    [
        ("张三改名为张珊", "姓名“张三”改为“张珊”", "已更正张珊（综合科，科员）：", "姓名“张三”改为“张珊”"),
        ("给张三加别名小张", "增加别名“小张”", "已更正张三（综合科，科员）：", "增加别名“小张”"),
        ("张三手机号改为139 0000 7777", "手机改为139****7777", "已更正张三（综合科，科员）：", "手机改为139****7777"),
    ],
)
async def test_names_aliases_and_numbers_are_corrected(
    dialog: Dialog, words: str, card: str, done: str, told: str
) -> None:
    (shown,) = await dialog.says(ADMIN, words)
    assert shown == f"<b>请核对人员信息</b>\n张三（综合科，科员）：{card}。\n10分钟内未确认自动失效。"
    said = await dialog.taps(ADMIN, "确认")
    assert said[0] == f"{done}{card}。"
    assert dialog.last_to(STAFF).text == f"名册已更新：{told}。如与实际不符，请联系系统管理员。"
    assert [type(one) for one in await entries(dialog)] == [PersonCorrected]


async def test_an_alias_comes_and_goes(dialog: Dialog) -> None:
    await confirmed(dialog, "张三别名小张")
    assert "请核对交办内容" in (await dialog.says(COORDINATOR, "请小张周五下班前报送方案"))[0]
    await confirmed(dialog, "取消张三别名小张")
    person = await known(dialog, STAFF)
    assert person is not None and person.aliases == ()


async def test_roles_are_taken_back_by_one(dialog: Dialog) -> None:
    said = await confirmed(dialog, "取消李四的督查员角色")
    assert said[0] == "已调整：李四（督查室）的角色为科员。"
    assert (await dialog.says(COORDINATOR, "请财政局周五下班前报送方案"))[0].startswith("该交办超出您的权限范围")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("新增人员 张三，综合科，科员", "名册中已有“张三”，未作登记。"),
        ("新增人员 钱多多，民政局，科员", "未能识别“民政局”，未作登记。"),
        ("新增人员 钱多多", "请写明所在单位"),
        ("新增人员 钱多多，综合科，别名张三", "名册中已有“张三”，未作登记。"),
        ("给张三加别名财政局", "名册中已有“财政局”，未作登记。"),
        ("张三改名为王五", "名册中已有“王五”，未作登记。"),
        ("设张三为科员", "名册中张三的信息与所写一致，无需调整。"),
        ("取消张三督查员", "名册中张三的信息与所写一致，无需调整。"),
        ("取消孙管理的系统管理员", "孙管理是唯一的系统管理员，暂不能离任或调动。"),
        ("/roster", "请写明要办什么，例如：新增人员 张三"),
    ],
)
async def test_what_cannot_be_done_is_refused_with_advice(dialog: Dialog, words: str, said: str) -> None:
    assert (await dialog.says(ADMIN, words))[0].startswith(said)
    assert await entries(dialog) == []


@pytest.mark.parametrize("who", [STAFF, HEAD, COORDINATOR, LEADER])
async def test_nobody_else_may(dialog: Dialog, who: str) -> None:
    for words in ("新增人员 钱多多，综合科，科员", "王五改名为王武", "/roster 设王五为督查员", "邀请郑未绑"):
        assert await dialog.says(who, words) == ["您没有“调整名册”的权限。如有需要，请联系系统管理员。"]
    assert await dialog.says(ADMIN, "新增人员 钱多多，综合科，科员", chat=GROUP) == []
    assert await entries(dialog) == []


async def test_a_card_counts_by_the_right_at_the_tap(dialog: Dialog) -> None:
    """Whoever has lost the right in between confirms nothing, and whose wish waits is not granted it any more."""
    await confirmed(dialog, "设张三为系统管理员")
    await dialog.taps(LEADER, "同意")
    await confirmed(dialog, "设王五为督查员", STAFF)
    await dialog.says(STAFF, "新增人员 钱多多，综合科，科员")
    await confirmed(dialog, "取消张三的系统管理员")
    assert await dialog.taps(STAFF, "确认") == []
    assert dialog.toasts[-1].startswith("您没有“调整名册”的权限")
    assert (await dialog.taps(LEADER, "同意"))[0].startswith("提出人已不是系统管理员，该申请已失效。")
    person = await known(dialog, COLLEAGUE)
    assert person is not None and person.roles == {Role.STAFF} and await known(dialog, NEW) is None


async def test_people_of_one_name_are_asked_about(dialog: Dialog) -> None:
    await confirmed(dialog, "新增人员 张三，财政局，科员")
    (said,) = await dialog.says(ADMIN, "邀请张三")
    assert said.startswith("名册中有2位同名人员：综合科张三、财政局张三。请写明单位后重新发送，例如：")
    assert "张三的绑定链接" in (await dialog.says(ADMIN, "邀请财政局张三"))[0]
