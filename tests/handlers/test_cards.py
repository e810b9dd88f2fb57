"""The card of an assignment: changed by taps and by words, and what it is made of: replies, forwards, double names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ledger.entries import Assigned, Completion
from ledger.people import Role
from ledger.roster_rows import RosterRow
from storage.outbox import OutboxState
from tests.support.dialog import COORDINATOR, GROUP, OFFICE_GROUP, ROSTER, STAFF, USERS, Dialog

ORDER = "请张三周五前报送值班安排"
WEDNESDAY = datetime(2026, 12, 2, 10, tzinfo=UTC)


async def assigned(dialog: Dialog, number: str = "DB-2026-1") -> Assigned:
    entry = (await dialog.entries(number))[0]
    assert isinstance(entry, Assigned)
    return entry


async def test_the_deadline_is_changed_by_two_taps(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, ORDER)
    said = await dialog.taps(COORDINATOR, "改时限")
    assert said[0].endswith("请选择时限，或直接回复本消息写明，例如：下周三下班前。")
    assert list(dialog.last_to(COORDINATOR).buttons) == [
        "11月23日（星期一）", "11月24日（星期二）", "11月26日（星期四）", "11月27日（星期五）", "11月30日（星期一）",
        "12月4日（星期五）", "返回",
    ]  # fmt: skip
    said = await dialog.taps(COORDINATOR, "12月4日")
    assert "时限：12月4日（星期五）18:00" in said[0]
    await dialog.taps(COORDINATOR, "确认")
    assert (await dialog.task()).deadline == datetime(2026, 12, 4, 10, tzinfo=UTC)


async def test_with_the_panel_open_words_change_the_card_too(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, ORDER)
    await dialog.taps(COORDINATOR, "改时限")
    await dialog.says(COORDINATOR, "下周三", reply_to=dialog.last_to(COORDINATOR))
    await dialog.taps(COORDINATOR, "确认")
    assert (await dialog.task()).deadline == WEDNESDAY


async def test_the_assignee_is_changed_by_two_taps(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, ORDER)
    await dialog.taps(COORDINATOR, "改责任")
    assert list(dialog.last_to(COORDINATOR).buttons) == ["综合科", "王五", "返回"]
    said = await dialog.taps(COORDINATOR, "王五")
    assert "责任：王五" in said[0]
    await dialog.taps(COORDINATOR, "确认")
    assert dialog.last_to("王五").text.startswith("<b>DB-2026-1 交办事项</b>")


async def test_back_closes_the_panel_and_keeps_what_was_doubtful(dialog: Dialog) -> None:
    first = await dialog.says(COORDINATOR, "请张三12月5日前报送值班安排")
    await dialog.taps(COORDINATOR, "改责任")
    assert await dialog.taps(COORDINATOR, "返回") == first


async def test_several_assignees_may_complete_for_each_other(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请张三、王五周五前报送值班安排")
    await dialog.taps(COORDINATOR, "改责任")
    said = await dialog.taps(COORDINATOR, "改为任一完成即可")
    assert "张三、王五（任一完成即可）" in said[0]
    await dialog.taps(COORDINATOR, "确认")
    assert (await dialog.task()).completion is Completion.ANY


async def test_of_several_tasks_one_is_chosen_and_changed(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "1. 请张三周五前报送值班安排\n2. 请王五周四前报送会议纪要")
    await dialog.taps(COORDINATOR, "改时限")
    await dialog.taps(COORDINATOR, "2. 报送会议纪要")
    await dialog.taps(COORDINATOR, "12月4日")
    await dialog.taps(COORDINATOR, "确认")
    deadlines = [(await dialog.task(number)).deadline for number in ("DB-2026-1", "DB-2026-2")]
    assert deadlines == [datetime(2026, 11, 27, 10, tzinfo=UTC), datetime(2026, 12, 4, 10, tzinfo=UTC)]


async def test_an_older_state_of_the_card_does_nothing(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, ORDER)
    first = dialog.last_to(COORDINATOR)
    await dialog.taps(COORDINATOR, "改时限")
    await dialog.press(COORDINATOR, first.buttons["确认"], first)
    assert await dialog.entries() == []


async def test_stages_stand_on_the_card_and_in_the_ledger(dialog: Dialog) -> None:
    said = await dialog.says(COORDINATOR, "请张三周三前报初稿，周五前报审定稿，内容为营商环境分析")
    assert "阶段：" in said[0]
    await dialog.taps(COORDINATOR, "确认")
    stages = (await dialog.task()).milestones
    assert [stage.deadline for stage in stages] == [
        datetime(2026, 11, 25, 10, tzinfo=UTC),
        datetime(2026, 11, 27, 10, tzinfo=UTC),
    ]


async def test_the_entry_keeps_the_words_and_the_message_they_came_in(dialog: Dialog) -> None:
    body = dialog.message(COORDINATOR, ORDER, chat=GROUP)
    source = dialog.last_message
    await dialog.update(body)
    await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    async with dialog.store.reading(now=dialog.now) as books:
        (record,) = await books.entries_of("DB-2026-1")
    assert (record.source.chat, record.source.message) == (GROUP, source)
    assert (await assigned(dialog)).said == ORDER


async def test_an_order_in_reply_to_a_message_is_about_that_message(dialog: Dialog) -> None:
    await dialog.says(STAFF, "市委办来函，要求核实供热投诉33件", chat=GROUP)
    letter = dialog.last_message
    said = await dialog.says(COORDINATOR, "请张三周五前办结此件", chat=GROUP, reply_to=letter)
    assert "事项：市委办来函，要求核实供热投诉33件" in said[0]
    assert "来源：市委办来函" in said[0]
    await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    entry = await assigned(dialog)
    assert entry.about is not None
    assert (entry.about.chat, entry.about.message) == (GROUP, letter)
    assert (entry.origin, entry.said) == ("市委办来函，要求核实供热投诉33件", "请张三周五前办结此件")


async def test_the_file_that_was_answered_is_kept_by_its_id(dialog: Dialog) -> None:
    document = {"file_id": "BQAC1", "file_unique_id": "u1", "file_name": "来函.pdf", "file_size": 9}
    await dialog.update(dialog.message(STAFF, "", chat=GROUP, more={"document": document}))
    said = await dialog.says(COORDINATOR, "请张三周五前办理", chat=GROUP, reply_to=dialog.last_message)
    assert "事项：来函.pdf" in said[0]
    await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    assert (await assigned(dialog)).media == "BQAC1"


async def test_whoever_may_assign_forwards_an_order_as_their_own(dialog: Dialog) -> None:
    origin = {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "某局长"}}
    said = await dialog.says(COORDINATOR, ORDER, more=origin)
    assert "内容转发自他人，确认后以您的名义交办。" in said[0]
    await dialog.taps(COORDINATOR, "确认")
    assert (await assigned(dialog)).by == (await dialog.task()).assigned_by
    assert "某局长" not in said[0]


@pytest.mark.parametrize("words", ["收到", "DB-2026-1完成80%", "同意销号", ORDER])
async def test_forwarded_words_of_others_do_nothing(dialog: Dialog, words: str) -> None:
    origin = {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "某局长"}}
    assert await dialog.says(STAFF, words, chat=GROUP, more=origin) == []
    assert "转发的消息不作为" in (await dialog.says(STAFF, words, more=origin))[0]


async def test_the_same_order_in_another_group_is_proposed_as_one(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, ORDER, chat=GROUP)
    await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    said = await dialog.says(COORDINATOR, "请张三周五前报送值班安排。", chat=OFFICE_GROUP)
    assert "与 DB-2026-1 内容相同，请核对是否为同一事项。" in said[0]
    said = await dialog.taps(COORDINATOR, "与 DB-2026-1 相同", chat=OFFICE_GROUP)
    assert said == ["与 DB-2026-1 为同一事项，未重复登记：报送值班安排。"]
    assert await dialog.entries("DB-2026-2") == []


async def test_it_may_be_another_task_all_the_same(dialog: Dialog) -> None:
    for chat in (GROUP, OFFICE_GROUP):
        await dialog.says(COORDINATOR, ORDER, chat=chat)
        await dialog.taps(COORDINATOR, "确认", chat=chat)
    assert len(await dialog.entries("DB-2026-2")) == 1


async def test_two_open_cards_of_the_same_words_do_not_make_two_tasks_unseen(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, ORDER, chat=GROUP)
    await dialog.says(COORDINATOR, ORDER, chat=OFFICE_GROUP)
    await dialog.taps(COORDINATOR, "确认", chat=GROUP)
    said = await dialog.taps(COORDINATOR, "确认", chat=OFFICE_GROUP)
    assert "与 DB-2026-1 内容相同" in said[0]
    assert await dialog.entries("DB-2026-2") == []


async def test_a_name_that_exists_twice_is_chosen_by_button(dialog: Dialog) -> None:
    twin = RosterRow(kind="person", name=STAFF, unit="财政局", roles=(Role.STAFF,), phone="13900009999")
    async with dialog.store.books(now=dialog.now) as books:
        await books.directory.import_roster((*ROSTER, twin), by=None, now=dialog.now, sha256="1" * 64)
    said = await dialog.says(COORDINATOR, ORDER)
    assert said == ["名册中有多个“张三”，尚未登记。请选择："]
    assert sorted(dialog.last_to(COORDINATOR).buttons) == ["张三（综合科）", "张三（财政局）"]
    dialog.passes(minutes=5)
    said = await dialog.taps(COORDINATOR, "张三（综合科）")
    assert "责任：张三" in said[0]
    await dialog.taps(COORDINATOR, "确认")
    assert dialog.last_to(STAFF).chat == USERS[STAFF]
    assert dialog.last_to(STAFF).text.startswith("<b>DB-2026-1 交办事项</b>")


async def test_a_tap_tells_that_a_message_of_unknown_fate_has_arrived(dialog: Dialog, monkeypatch) -> None:
    """The answer was lost; once the tap has changed its text, no probe could tell, and it would be sent again."""

    async def lost(number: int, **_known: object) -> None:
        await dialog.store.outbox.unknown(number, reason="answer lost")

    with monkeypatch.context() as patch:
        patch.setattr(dialog.store.outbox, "sent", lost)
        await dialog.says(COORDINATOR, "请张三周五下班前报送三季度经济运行分析")
    (row,) = await dialog.store.outbox.unknowns()
    await dialog.taps(COORDINATOR, "确认")
    assert await dialog.store.outbox.unknowns() == ()
    found = await dialog.store.outbox.get(row.id)
    assert found is not None
    assert found.state is OutboxState.SENT
