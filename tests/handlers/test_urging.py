"""催办 reaches those who are meant, each in one message; a new assignee comes in the place of the lead meant."""

from __future__ import annotations

from ledger.roster_rows import RosterRow
from tests.support.dialog import COLLEAGUE, COORDINATOR, OUTSIDE_HEAD, OUTSIDER, ROSTER, STAFF, Dialog
from tests.support.scenes import scene


@scene
async def office(dialog: Dialog) -> None:
    """Begin with two tasks shared by two units, one of 张三's and one of 吴财's alone."""
    for words in (
        "请张三、吴财周五下班前报送经济运行分析",
        "请张三、吴财周五下班前报送供热清单",
        "请王五周五下班前报送会议目录",
        "请吴财周五下班前报送资金情况",
    ):
        await dialog.says(COORDINATOR, words)
        await dialog.taps(COORDINATOR, "确认")


async def test_urging_a_unit_reaches_only_its_people_each_once(office: Dialog) -> None:
    said = await office.says(COORDINATOR, "催一下财政局")
    assert said[0].splitlines() == [f"DB-2026-{n} 已催办吴财。" for n in (1, 2, 4)]
    assert len(said) == 2
    lines = office.last_to(OUTSIDER).text.splitlines()
    assert lines[0] == "<b>李四催办（3项）</b>"
    assert [line[:9] for line in lines[1:4]] == ["DB-2026-1", "DB-2026-2", "DB-2026-4"]
    assert "催办" not in office.last_to(STAFF).text
    assert await office.says(COORDINATOR, "催一下财政局") == [
        "近期已催办、未重复催办：DB-2026-1、DB-2026-2、DB-2026-4。"
    ]


async def test_a_double_click_urges_once_and_says_when_it_was(office: Dialog) -> None:
    await office.says(COORDINATOR, "DB-2026-3")
    assert len(await office.taps(COORDINATOR, "催办")) == 2
    assert list(office.last_to(COLLEAGUE).buttons) == ["签收", "不予受理", "反馈", "申请销号"]
    assert await office.taps(COORDINATOR, "催办") == []
    assert office.toasts[-1] == "DB-2026-3 已于11月23日（星期一）10:00催办，11月23日（星期一）16:30后可再次催办。"
    assert await office.kinds("DB-2026-3") == ["Assigned", "Reminded"]


async def test_whoever_is_on_leave_is_left_alone_and_the_stand_in_is_urged(office: Dialog) -> None:
    await office.says(COLLEAGUE, "今天请假一天，由张三代办")
    assert (await office.says(COORDINATOR, "催办 DB-2026-3"))[0] == "DB-2026-3 已催办张三。"
    assert office.last_to(STAFF).text.startswith("DB-2026-3 李四催办")


async def test_whom_no_urging_reaches_is_said_with_the_reason(office: Dialog) -> None:
    await office.says(COLLEAGUE, "今天请假一天")
    assert await office.says(COORDINATOR, "催办 DB-2026-3") == [
        "DB-2026-3 未催办：王五请假且未指定代办人，请改派或另行联系。"
    ]
    empty = RosterRow(kind="office", name="信息公开办", unit="市政府办公室")
    async with office.store.books(now=office.now) as books:
        await books.directory.import_roster((*ROSTER, empty), by=None, now=office.now, sha256="1" * 64)
    await office.says(COORDINATOR, "请信息公开办周五下班前报送公开指南")
    await office.taps(COORDINATOR, "确认")
    assert await office.says(COORDINATOR, "催办 DB-2026-5") == [
        "DB-2026-5 未催办：信息公开办无在岗人员，请改派或补充花名册。"
    ]


async def test_one_unit_of_a_task_and_several_tasks_by_number(office: Dialog) -> None:
    assert (await office.says(COORDINATOR, "催一下张三"))[0] == "DB-2026-1 已催办张三。\nDB-2026-2 已催办张三。"
    said = await office.says(COORDINATOR, "催办 3号和4号、9号")
    assert said[0] == "DB-2026-3 已催办王五。\nDB-2026-4 已催办吴财。"
    assert any(text.startswith("DB-2026-9 未找到可办理的事项") for text in said)
    assert office.last_to(COLLEAGUE).text.startswith("DB-2026-3 李四催办")


async def test_overdue_is_urged_in_one_message_each(office: Dialog) -> None:
    assert await office.says(COORDINATOR, "催一下逾期的") == ["没有需要催办的事项。"]
    office.passes(days=7)
    assert len(await office.says(COORDINATOR, "催一下逾期的")) == 4


async def test_with_two_leads_it_is_asked_whose_place_is_taken(office: Dialog) -> None:
    assert await office.says(COORDINATOR, "DB-2026-1改由周局长负责") == [
        "DB-2026-1 有多个责任单位或责任人，请选择由谁改为周局长："
    ]
    assert list(office.last_to(COORDINATOR).buttons) == ["张三", "吴财"]
    said = await office.taps(COORDINATOR, "吴财")
    assert said[0].startswith("DB-2026-1 已由吴财转周局长办理")
    assert office.last_to(OUTSIDE_HEAD).text.startswith("<b>DB-2026-1 交办事项</b>")
