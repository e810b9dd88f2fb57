"""代办 in chat: a task for somebody on leave is the stand-in's to sign and to work on, and both are named."""

from __future__ import annotations

from ledger.people import PersonId
from tests.support.dialog import COLLEAGUE, COORDINATOR, GROUP, OUTSIDER, STAFF, UNBOUND, Dialog
from tests.support.scenes import scene

ORDER = "请张三周五下班前报送值班安排"
UNTIL = "11月25日（星期三）"


@scene
async def leave(dialog: Dialog) -> None:
    """Begin with 张三 on leave until Wednesday, 吴财 of another office standing in."""
    await dialog.says(STAFF, "11月23日至25日请假，由吴财代办")


async def person(dialog: Dialog, name: str) -> PersonId:
    async with dialog.store.reading(now=dialog.now) as books:
        return next(one.id for one in books.roster.people if one.name == name)


async def test_the_card_says_who_is_away_and_the_stand_in_gets_the_buttons(leave: Dialog) -> None:
    card = (await leave.says(COORDINATOR, ORDER))[0]
    assert f"张三请假至{UNTIL}，由吴财代办。" in card

    said = await leave.taps(COORDINATOR, "确认")

    assert said[0].splitlines()[1:] == [f"张三请假至{UNTIL}，由吴财代办。"]
    theirs, own = leave.last_to(OUTSIDER), leave.last_to(STAFF)
    assert theirs.text.splitlines()[-1] == f"张三请假至{UNTIL}，由您代办。"
    assert "disable_notification" not in theirs.payload
    assert list(theirs.buttons) == ["签收", "反馈", "申请销号"]
    assert own.text.splitlines()[-1] == f"您请假至{UNTIL}，期间由吴财代办。"
    assert own.payload["disable_notification"] is True
    assert list(own.buttons) == ["签收", "不予受理", "反馈", "申请销号"]


async def test_the_stand_in_signs_and_reports_by_buttons_and_words(leave: Dialog) -> None:
    await leave.says(COORDINATOR, ORDER)
    await leave.taps(COORDINATOR, "确认")

    assert (await leave.taps(OUTSIDER, "签收"))[0].startswith("DB-2026-1 已签收")
    assert (await leave.says(OUTSIDER, "反馈 完成60%，初稿已成"))[0].startswith("DB-2026-1 进展已登记，进度60%")
    assert (await leave.sends_photo(OUTSIDER, "申请销号 DB-2026-1 值班表已印发"))[0].startswith("DB-2026-1 已申请销号")
    assert "申请：吴财（代张三）\n" in leave.last_to(COORDINATOR).text

    assert (await leave.task()).branches[0].assignee.person == await person(leave, STAFF)
    assert {one.by for one in (await leave.entries())[1:]} == {await person(leave, OUTSIDER)}


async def test_received_in_the_group_is_the_stand_ins_receipt(leave: Dialog) -> None:
    await leave.says(COORDINATOR, ORDER, chat=GROUP)
    await leave.taps(COORDINATOR, "确认", chat=GROUP)
    outcome = [shown for shown in leave.shown if shown.chat == GROUP][-1]

    assert outcome.text.splitlines()[1:] == [f"张三请假至{UNTIL}，由吴财代办。"]
    assert (await leave.says(OUTSIDER, "收到", chat=GROUP, reply_to=outcome))[0].startswith("DB-2026-1 已签收")


async def test_once_the_colleague_is_back_the_stand_in_has_no_say(leave: Dialog) -> None:
    await leave.says(COORDINATOR, ORDER)
    await leave.taps(COORDINATOR, "确认")
    leave.passes(days=3)

    await leave.taps(OUTSIDER, "签收")
    assert await leave.kinds() == ["Assigned"]
    await leave.says(STAFF, "签收")
    assert await leave.kinds() == ["Assigned", "Acknowledged"]


async def test_without_a_stand_in_the_card_warns_and_another_is_a_tap_away(dialog: Dialog) -> None:
    await dialog.says(STAFF, "11月23日至25日请假")
    card = (await dialog.says(COORDINATOR, ORDER))[0]
    assert f"张三请假至{UNTIL}，未指定代办人，可点“改责任”另行明确。" in card

    await dialog.taps(COORDINATOR, "改责任")
    assert "请假至" not in (await dialog.taps(COORDINATOR, COLLEAGUE))[0]

    await dialog.says(COORDINATOR, ORDER)
    said = await dialog.taps(COORDINATOR, "确认")
    assert said[0].splitlines()[1:] == [f"张三请假至{UNTIL}，未指定代办人。急办的，请转办或另行联系。"]
    assert dialog.last_to(STAFF).text.endswith(f"您请假至{UNTIL}，未指定代办人，返岗后请及时签收。")


async def test_a_stand_in_out_of_reach_is_said(dialog: Dialog) -> None:
    await dialog.says(STAFF, "11月23日至25日请假，由郑未绑代办")
    await dialog.says(COORDINATOR, ORDER)
    said = await dialog.taps(COORDINATOR, "确认")
    assert said[0].splitlines()[1:] == [
        f"张三请假至{UNTIL}，由{UNBOUND}代办。",
        f"以下责任人无法私信送达，请另行通知：{UNBOUND}。",
    ]


async def test_a_stand_in_who_is_on_leave_too_stands_in_for_nobody(leave: Dialog) -> None:
    await leave.says(OUTSIDER, "今天请假一天")
    assert f"张三请假至{UNTIL}，未指定代办人" in (await leave.says(COORDINATOR, ORDER))[0]


async def test_a_task_passed_on_to_somebody_on_leave_reaches_the_stand_in(leave: Dialog) -> None:
    await leave.says(COORDINATOR, "请王五周五前报送值班安排")
    await leave.taps(COORDINATOR, "确认")
    said = await leave.says(COORDINATOR, "/reassign 1 张三")

    assert f"张三请假至{UNTIL}，由吴财代办。" in said
    assert leave.last_to(OUTSIDER).text.endswith(f"张三请假至{UNTIL}，由您代办。")


async def test_the_stand_in_reads_the_tasks_among_the_own_ones(leave: Dialog) -> None:
    await leave.says(COORDINATOR, ORDER)
    await leave.taps(COORDINATOR, "确认")
    assert await leave.says(OUTSIDER, "我的待办") == [
        "<b>我的待办 1项</b>\n<b>代办（1）</b>\nDB-2026-1 报送值班安排｜张三｜11-27 18:00 · 剩4个工作日｜🟢待签收"
    ]
    assert list(leave.last_to(OUTSIDER).buttons) == ["DB-2026-1"]
    leave.passes(days=3)
    assert await leave.says(OUTSIDER, "我的待办") == ["目前没有待办事项。"]
