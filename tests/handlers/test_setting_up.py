"""启用向导: the steps with what there is, links as a printable sheet that is forgotten once sent, and advice."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, update

from ledger.office_entries import PersonInvited
from ledger.people import Role
from ledger.setting_up import set_up
from storage.mail_tables import outbox, papers
from storage.roster_tables import bindings, invites
from tests.support.dialog import ADMIN, COORDINATOR, GROUP, LEADER, STAFF, USERS, Dialog, house


async def count(dialog: Dialog, table: object) -> int:
    async with dialog.store.reading(now=dialog.now) as books:
        return int((await books.connection.execute(select(func.count()).select_from(table))).scalar_one())  # type: ignore[arg-type]


async def alone(dialog: Dialog) -> None:
    """Leave nobody bound but the administrator."""
    async with dialog.store.books(now=dialog.now) as books:
        await books.connection.execute(
            update(bindings).where(bindings.c.user != USERS[ADMIN]).values(state="ended", ended_at=dialog.now)
        )


async def test_the_steps_say_what_there_is(dialog: Dialog) -> None:
    (said,) = await dialog.says(ADMIN, "/setup")
    assert said == (
        "<b>启用向导</b>，点下方按钮办理\n1. 导入名册：人员10名，单位5个\n2. 绑定二维码：已绑定9人，未绑定1人\n"
        "3. 工作群：2个群接收报告\n4. 推送时间：查看和调整各项报告的时间\n5. 自检：列出缺项和改法"
    )
    assert list(dialog.last_to(ADMIN).buttons) == ["导入名册", "绑定二维码", "工作群", "推送时间", "自检"]
    for label, words in (
        ("导入名册", "请把花名册"),
        ("工作群", "1. 把 @taizhang_bot 拉进工作群。"),
        ("推送时间", "日报告"),
    ):
        assert words in (await dialog.taps(ADMIN, label))[0]


async def test_links_come_as_a_sheet_that_is_forgotten_once_it_was_sent(dialog: Dialog) -> None:
    await dialog.says(ADMIN, "/启用")
    await dialog.taps(ADMIN, "绑定二维码")
    sent = dialog.calls[-1] if dialog.calls[-1].method == "sendDocument" else dialog.calls[-2]
    assert sent.payload["caption"].startswith("绑定二维码，共1人，7日内有效。")
    assert await count(dialog, invites) == 1
    assert await count(dialog, papers) == 0
    async with dialog.store.reading(now=dialog.now) as books:
        kept = (await books.connection.execute(select(outbox.c.payload).where(outbox.c.id == sent.id))).scalar_one()
        invited = [one.entry for one in await books.records_of(PersonInvited)]
    assert kept == {"chat_id": USERS[ADMIN]}
    assert len(invited) == 1


async def test_more_than_posts_wait_for_a_second_person(dialog: Dialog) -> None:
    await alone(dialog)
    await dialog.says(ADMIN, "/setup")
    said = await dialog.taps(ADMIN, "绑定二维码")
    assert any(text.startswith("未生成：李四、钱审核、陈静。") for text in said)
    assert await count(dialog, invites) == 6


async def test_the_self_check_says_what_to_do(dialog: Dialog) -> None:
    await dialog.says(ADMIN, "/setup")
    (said,) = await dialog.taps(ADMIN, "自检")
    assert said == (
        "<b>自检</b>\n· 只有一名已绑定的系统管理员。请再设一名，离任和审核须有第二人。\n"
        "· 1人未绑定，收不到交办。请点“绑定二维码”生成后分发。\n服务器、令牌和群权限请运行 taizhang check 检查。"
    )
    await alone(dialog)
    (said,) = await dialog.taps(ADMIN, "自检")
    assert "督查员、销号审核、分管领导尚无人绑定" in said


async def test_what_is_missing_is_found(dialog: Dialog) -> None:
    async with dialog.store.reading(now=dialog.now) as books:
        roster, bound = books.roster, await books.directory.users()
    day = house().hours.local(dialog.now).date()
    found = set_up(roster, bound, [None], house().calendar, day.replace(year=2031))
    assert (found.provisional, found.whole, found.groups, found.lacking) == (2031, True, 1, ())
    assert [unit.name for unit in found.headless] == []
    emptied = set_up(type(roster)(), (), (), house().calendar, day)
    assert emptied.lacking == (Role.COORDINATOR, Role.REVIEWER, Role.LEADER)
    assert not emptied.complete


@pytest.mark.parametrize("who", [COORDINATOR, STAFF, LEADER])
async def test_nobody_but_administrators(dialog: Dialog, who: str) -> None:
    await dialog.says(who, "/setup")
    assert "启用向导" not in dialog.last_to(who).text


async def test_it_is_done_in_private(dialog: Dialog) -> None:
    assert await dialog.says(ADMIN, "/setup", chat=GROUP) == ["启用向导只在私聊使用，请私聊本助手发送 /setup。"]
