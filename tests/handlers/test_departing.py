"""离任 and 调动 by words: two taps, both sides told once each, access over at once; nobody but administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from bot.departing import Departing
from ledger.office_entries import DepartureSet, PersonLeft, PersonMoved
from tests.support.dialog import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    GROUP,
    HEAD,
    ROSTER,
    STAFF,
    USERS,
    Dialog,
)


@dataclass
class Standing:
    """A clock that stands still."""

    moment: datetime
    speed: float = 1.0

    def now(self) -> datetime:
        return self.moment


async def kinds(dialog: Dialog) -> list[str]:
    async with dialog.store.reading(now=dialog.now) as books:
        known = await books.records_of(DepartureSet, PersonLeft, PersonMoved)
    return [type(one.entry).__name__ for one in known]


async def leaves(dialog: Dialog, words: str = "张三调离") -> list[str]:
    await dialog.says(ADMIN, words)
    await dialog.taps(ADMIN, "办理离任")
    return await dialog.taps(ADMIN, "确认离任")


async def test_a_departure_takes_two_taps_and_tells_both_sides_once(assigned: Dialog) -> None:
    (card,) = await assigned.says(ADMIN, "张三调离")
    assert card == (
        "<b>请核对人员离任</b>\n张三（综合科，科员）即日起调离。\n未办结事项1项，转由赵科长负责：\n"
        "· DB-2026-1 报送三季度经济运行分析\n生效后账号和邀请链接立即失效，不再提醒；历史记录保留。"
    )
    (sure,) = await assigned.taps(ADMIN, "办理离任")
    assert sure.startswith("再次确认：张三（综合科，科员）调离，立即生效，生效后不能撤销。")
    assert await kinds(assigned) == []
    said = await assigned.taps(ADMIN, "确认离任")
    assert said[0] == "张三已调离，账号已失效。未办结事项1项已转由赵科长负责。请将其移出各工作群。"
    assert len(said) == 4
    assert assigned.last_to(HEAD).text == (
        "<b>张三已调离，以下1项转由您负责</b>\n"
        "· DB-2026-1 报送三季度经济运行分析｜时限11月27日（星期五）18:00（剩4个工作日）\n"
        "请逐项签收；需要另行安排的，可直接转办。"
    )
    assert assigned.last_to(STAFF).text == (
        "您已办理调离，本账号的台账权限已收回。您的未办结事项1项已转由赵科长负责。如有疑问，请联系本单位管理员。"
    )
    assert assigned.last_to(COORDINATOR).text.startswith("<b>张三已调离，您交办的以下事项已转赵科长</b>\n· DB-2026-1")
    assert await kinds(assigned) == ["PersonLeft"]


async def test_access_ends_at_once_buttons_and_links_included(assigned: Dialog) -> None:
    card = assigned.last_to(STAFF)
    async with assigned.store.books(now=assigned.now) as books:
        who = next(one.id for one in books.roster.people if one.name == STAFF)
        token = await books.directory.invite(who, expires_at=assigned.now + timedelta(days=7))
    await leaves(assigned)
    await assigned.press(STAFF, card.buttons["签收"], card)
    assert assigned.toasts[-1] == "您无权使用该按钮。"
    assert (await assigned.says(STAFF, "DB-2026-1 收到"))[0].startswith("您好，本助手仅供本单位人员使用。")
    async with assigned.store.reading(now=assigned.now) as books:
        assert await books.directory.look_up_invite(token, now=assigned.now) is None
        assert await books.directory.person_of_user(USERS[STAFF]) is None
        assert (await books.tasks.get("DB-2026-1")) is not None


async def test_the_head_signs_and_the_leaver_is_given_nothing_more(assigned: Dialog) -> None:
    await leaves(assigned)
    assert (await assigned.says(HEAD, "DB-2026-1 收到"))[0].startswith("DB-2026-1 已签收")
    await assigned.says(COORDINATOR, "请张三周五下班前报送方案")
    async with assigned.store.reading(now=assigned.now) as books:
        assert [one.number for one in await books.tasks.open_all()] == ["DB-2026-1"]


async def test_a_later_day_is_kept_taken_back_and_done_by_the_clock(assigned: Dialog) -> None:
    said = await leaves(assigned, "张三从12月1日起退休")
    assert said == ["已登记：张三自12月1日（星期二）起退休，届时自动办理。如有变化，请写“取消张三离任”。"]
    duty = Departing(assigned.store, Standing(assigned.now), assigned.desk)
    await duty.ring()
    assert await kinds(assigned) == ["DepartureSet"]
    duty.clock = Standing(assigned.now + timedelta(days=8))
    await duty.ring()
    await duty.ring()
    assert await kinds(assigned) == ["DepartureSet", "PersonLeft"]


async def test_a_departure_that_was_set_can_be_taken_back(dialog: Dialog) -> None:
    assert await dialog.says(ADMIN, "取消张三离任") == ["张三没有待生效的离任安排，无需取消。"]
    await leaves(dialog, "12月1日起张三离职")
    assert await dialog.says(ADMIN, "取消张三离任") == ["已取消张三的离任安排。"]
    await Departing(dialog.store, Standing(dialog.now + timedelta(days=9)), dialog.desk).ring()
    assert await kinds(dialog) == ["DepartureSet", "DepartureSet"]


async def test_a_transfer_keeps_the_tasks_with_the_office(assigned: Dialog) -> None:
    (card,) = await assigned.says(ADMIN, "张三调到财政局任科长")
    assert card.startswith(
        "<b>请核对人员调动</b>\n张三（综合科，科员）调到财政局任科长，角色为科室负责人。\n未办结事项1项"
    )
    said = await assigned.taps(ADMIN, "确认，事项留原单位")
    assert said[0] == "张三已调到财政局任科长。未办结事项1项已转由赵科长负责。"
    assert assigned.last_to(STAFF).text.startswith("名册已更新：您调到财政局任科长。原未办结事项1项已转由赵科长负责。")
    assert "财政局" in (await assigned.says(STAFF, "/whoami"))[0]
    assert await kinds(assigned) == ["PersonMoved"]


async def test_or_takes_them_along(assigned: Dialog) -> None:
    await assigned.says(ADMIN, "张三调到财政局")
    assert (await assigned.taps(ADMIN, "确认，事项随本人"))[0] == "张三已调到财政局。"
    assert (await assigned.says(STAFF, "DB-2026-1 收到"))[0].startswith("DB-2026-1 已签收")


async def test_a_card_is_dropped(dialog: Dialog) -> None:
    await dialog.says(ADMIN, "王五退休")
    assert await dialog.taps(ADMIN, "撤销") == ["已撤销，未作登记。"]
    assert await kinds(dialog) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "孙管理调离",
            "孙管理是唯一的系统管理员，暂不能离任或调动。请先增加一名管理员并完成绑定，例如：设李四为系统管理员。",
        ),
        ("张三11月20日离职", "11月20日（星期五）已过，未作调整。请核对日期后重新发送。"),
        ("张三12月32日离职", "日期“12月32日”与日历不符，未作登记。请核对后重新发送。"),
    ],
)
async def test_what_cannot_be_done_is_refused_with_advice(dialog: Dialog, words: str, said: str) -> None:
    assert await dialog.says(ADMIN, words) == [said]


@pytest.mark.parametrize("who", [STAFF, HEAD, COORDINATOR])
async def test_nobody_else_may(dialog: Dialog, who: str) -> None:
    for words in ("王五退休", "/roster 王五调到财政局"):
        assert await dialog.says(who, words) == ["您没有“调整名册”的权限。如有需要，请联系系统管理员。"]
    assert await dialog.says(ADMIN, "王五退休", chat=GROUP) == []
    assert await kinds(dialog) == []


async def test_who_stands_in_no_more_is_told_to_the_one_on_leave(dialog: Dialog) -> None:
    await dialog.says(COLLEAGUE, "今天请假，由张三代办")
    said = await leaves(dialog)
    assert "您请假期间的代办人张三已离任。请另行明确代办人，例如：请假期间由其他同志代办。" in said


async def test_whoever_is_missing_from_an_imported_roster_hands_over_as_when_leaving(assigned: Dialog) -> None:
    rows = [row for row in ROSTER if row.name != STAFF]
    async with assigned.store.books(now=assigned.now) as books:
        await books.directory.import_roster(rows, by=None, now=assigned.now, sha256="1" * 64)
    for _ in range(2):
        await Departing(assigned.store, Standing(assigned.now), assigned.desk).ring()
    said = await assigned.delivered()
    assert len(said) == 2, said
    assert assigned.last_to(HEAD).text.startswith("<b>张三已离任，以下1项转由您负责</b>\n· DB-2026-1 ")
    assert assigned.last_to(COORDINATOR).text.startswith("<b>张三已离任，您交办的以下事项已转赵科长</b>")
    assert await assigned.kinds() == ["Assigned", "Reassigned"]


async def test_a_document_goes_to_the_head_who_may_sign_for_it(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "收文内政办发〔2026〕35号，张三首办，2个工作日内办理完毕")
    await dialog.taps(COORDINATOR, "确认登记")
    await leaves(dialog)
    assert dialog.last_to(HEAD).text == (
        "SW-2026-1 收文：内政办发〔2026〕35号\n张三已调离，该文件转您办理，请签收，限11月25日（星期三）18:00前办结。"
    )
    assert (await dialog.taps(HEAD, "签收"))[0].startswith("SW-2026-1 已签收")


async def test_what_was_on_its_way_to_somebody_goes_back(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "收文内政办发〔2026〕35号，综合科首办，2个工作日内办理完毕")
    await dialog.taps(COORDINATOR, "确认登记")
    await dialog.says(HEAD, "SW-2026-1 转张三")
    await leaves(dialog)
    assert dialog.last_to(HEAD).text == (
        "SW-2026-1 收文：内政办发〔2026〕35号\n"
        "张三已调离，该文件退回您处，请重新送签或转办，限11月25日（星期三）18:00前办结。"
    )
