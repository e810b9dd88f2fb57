"""签收, 不予受理, 反馈, 佐证材料, 卡点, 更正: by command, by reply and by button."""

from __future__ import annotations

from datetime import timedelta

from ledger.entries import Acknowledged, BlockerRaised, Corrected, Declined, EvidenceAdded, ProgressNoted
from ledger.tasks import Status
from tests.support.dialog import ADMIN, COORDINATOR, GROUP, OUTSIDER, STAFF, Dialog, evidence


async def test_a_receipt_by_button_turns_the_card_into_the_next_steps(assigned: Dialog) -> None:
    said = await assigned.taps(STAFF, "签收")

    assert said == ["DB-2026-1 已签收，请于11月27日（星期五）18:00前办结并申请销号。"]
    assert "签收" not in assigned.last_to(STAFF).buttons
    assert assigned.calls[-2].method == "editMessageText"
    assert (await assigned.task()).status is Status.ACTIVE


async def test_a_receipt_by_command_in_every_spelling_of_the_number(assigned: Dialog) -> None:
    for words in ("/ack 2", "/ack 2号", "/签收 DB-2026-2", "/ack@taizhang_bot ２０２６-2"):
        assert await assigned.says(STAFF, words) == ["未找到可办理的事项。请核对编号，或发送 /my 查看本人待办。"]
    assert (await assigned.says(STAFF, "／签收　１号"))[0].startswith("DB-2026-1 已签收")


async def test_a_receipt_for_the_only_open_task_needs_no_number(assigned: Dialog) -> None:
    assert (await assigned.says(STAFF, "/ack"))[0].startswith("DB-2026-1 已签收")
    assert await assigned.says(STAFF, "/ack") == ["您目前没有待签收的事项。"]


async def test_of_several_tasks_one_is_chosen_by_button(assigned: Dialog) -> None:
    await assigned.says(COORDINATOR, "请张三周四前报送值班安排")
    await assigned.taps(COORDINATOR, "确认")

    await assigned.says(STAFF, "/progress 完成80%")
    await assigned.taps(STAFF, "DB-2026-2")

    entry = (await assigned.entries("DB-2026-2"))[-1]
    assert isinstance(entry, ProgressNoted)
    assert (entry.note, entry.percent) == ("", 80)


async def test_a_second_press_is_told_and_has_no_effect(assigned: Dialog) -> None:
    card = assigned.last_to(STAFF)
    for _ in range(20):
        await assigned.press(STAFF, card.buttons["签收"], card)

    assert await assigned.kinds() == ["Assigned", "Acknowledged"]
    assert assigned.toasts[-1] == "该操作已办理，无需重复点击。"


async def test_a_button_is_nobody_elses(assigned: Dialog) -> None:
    card = assigned.last_to(STAFF)
    assert await assigned.press(ADMIN, card.buttons["签收"], card) == []
    assert assigned.toasts[-1] == "您无权使用该按钮。"
    for forged in ("签收", "x" * 64, card.buttons["签收"][:-1]):
        await assigned.press(STAFF, forged, card)
        assert assigned.toasts[-1] == "该按钮已失效，请重新查看事项。"
    assert await assigned.kinds() == ["Assigned"]


async def test_an_act_counts_when_it_was_sent_not_when_it_was_read(assigned: Dialog) -> None:
    late = assigned.message(STAFF, "/ack 1")
    sent = assigned.now
    assigned.passes(hours=5)
    await assigned.update(late)

    entry = (await assigned.entries())[-1]
    assert isinstance(entry, Acknowledged)
    assert entry.at == sent


async def test_a_tap_soon_after_a_downtime_counts_as_sent_before_it(assigned: Dialog) -> None:
    from dataclasses import replace

    down_at = assigned.real
    assigned.passes(minutes=60)
    assigned.desk = replace(assigned.desk, last_alive=down_at, started_at=assigned.real)
    assigned.passes(seconds=30)
    await assigned.taps(STAFF, "签收")
    assert (await assigned.entries())[-1].at == assigned.now - timedelta(seconds=150)


async def test_declining_asks_for_the_reason_and_tells_who_assigned(assigned: Dialog) -> None:
    said = await assigned.taps(STAFF, "不予受理")
    assert said == ["DB-2026-1 请回复本消息，说明不予受理的原因。"]

    said = await assigned.says(STAFF, "属财政局职责", reply_to=assigned.last_to(STAFF))

    assert said[0].startswith("DB-2026-1 不予受理已登记")
    assert said[1].startswith("DB-2026-1 张三不予受理：属财政局职责")
    assert [type(entry) for entry in await assigned.entries()][-1] is Declined


async def test_progress_by_button_then_words(assigned: Dialog) -> None:
    await assigned.taps(STAFF, "反馈")
    said = await assigned.says(STAFF, "初稿已完成60%", reply_to=assigned.last_to(STAFF))

    assert said[0].startswith("DB-2026-1 进展已登记，进度60%。")
    entry = (await assigned.entries())[-1]
    assert isinstance(entry, ProgressNoted)
    assert (entry.note, entry.percent) == ("初稿已完成60%", 60)


async def test_words_are_kept_as_written_without_number_and_act(assigned: Dialog) -> None:
    await assigned.says(STAFF, "DB-2026-1 完成９０％，剩“外墙”")
    await assigned.says(STAFF, "／progress　１号　完成95%，剩验收")
    await assigned.says(STAFF, "DB-2026-1 卡住了，财政局数据未到，已催三次")
    notes = [entry.note for entry in await assigned.entries() if isinstance(entry, ProgressNoted)]
    assert notes == ["完成９０％，剩“外墙”", "完成95%，剩验收"]
    blocker = (await assigned.entries())[-1]
    assert isinstance(blocker, BlockerRaised)
    assert blocker.reason == "财政局数据未到，已催三次"


async def test_a_refusal_to_take_it_keeps_the_reason_and_asks_where_there_is_none(assigned: Dialog) -> None:
    assert await assigned.says(STAFF, "DB-2026-1 不予受理") == ["DB-2026-1 请回复本消息，说明不予受理的原因。"]
    await assigned.says(STAFF, "不予受理 DB-2026-1，应由财政局办理")
    declined = (await assigned.entries())[-1]
    assert isinstance(declined, Declined)
    assert declined.reason == "应由财政局办理"


async def test_an_edited_progress_is_a_new_entry_at_the_time_of_the_edit(assigned: Dialog) -> None:
    await assigned.taps(STAFF, "反馈")
    prompt = assigned.last_to(STAFF)
    await assigned.says(STAFF, "完成60%", reply_to=prompt)
    number = assigned.last_message - 1
    assigned.passes(minutes=3)
    await assigned.says(STAFF, "完成70%", reply_to=prompt, edited=number)

    notes = [entry for entry in await assigned.entries() if isinstance(entry, ProgressNoted)]
    assert [note.percent for note in notes] == [60, 70]
    assert notes[1].at == assigned.now


async def test_an_edited_receipt_changes_nothing(assigned: Dialog) -> None:
    assert await assigned.says(STAFF, "/ack 1", edited=100) == []
    assert await assigned.says(STAFF, "收到", reply_to=assigned.last_to(STAFF), edited=100) == []
    assert await assigned.kinds() == ["Assigned"]


async def test_a_photo_in_reply_is_evidence(assigned: Dialog) -> None:
    said = await assigned.sends_photo(STAFF, reply_to=assigned.last_to(STAFF))
    assert said == ["DB-2026-1 已收佐证材料1份，共1份。办结后请申请销号。"]
    entry = (await assigned.entries())[-1]
    assert isinstance(entry, EvidenceAdded)
    assert entry.files == (evidence(),)


async def test_a_photo_alone_belongs_to_the_only_open_task_or_asks(assigned: Dialog) -> None:
    await assigned.sends_photo(STAFF)
    assert (await assigned.task()).files == (evidence(),)

    await assigned.says(COORDINATOR, "请张三周四前报送值班安排")
    await assigned.taps(COORDINATOR, "确认")
    await assigned.sends_photo(STAFF)
    await assigned.taps(STAFF, "DB-2026-2")
    assert (await assigned.task("DB-2026-2")).files == (evidence(),)


async def test_a_photo_in_a_group_without_a_word_is_left_alone(assigned: Dialog) -> None:
    assert await assigned.sends_photo(STAFF, chat=GROUP) == []
    assert await assigned.kinds() == ["Assigned"]


async def test_a_blocker_is_raised_told_and_cleared(assigned: Dialog) -> None:
    said = await assigned.says(STAFF, "/blocker 1 财政局数据未到")
    assert said[0].startswith("DB-2026-1 卡点已登记")
    assert said[1].startswith("DB-2026-1 张三报告卡点：财政局数据未到")
    assert list(assigned.last_to(COORDINATOR).buttons) == ["DB-2026-1"]
    assert isinstance((await assigned.entries())[-1], BlockerRaised)

    assert await assigned.taps(STAFF, "解除卡点") == ["DB-2026-1 卡点已解除，请继续办理。"]
    assert (await assigned.task()).blockers == ()
    assert await assigned.says(STAFF, "/unblock 1") == ["DB-2026-1 没有未解除的卡点，无需解除。如有进展，请直接反馈。"]
    assert await assigned.kinds() == ["Assigned", "BlockerRaised", "BlockerCleared"]


async def test_a_correction_is_red_ink(assigned: Dialog) -> None:
    await assigned.says(STAFF, "/progress 1 完成80%")
    assert await assigned.says(STAFF, "/correct 1 完成60%") == ["DB-2026-1 已更正，原记录保留。"]
    assert isinstance((await assigned.entries())[-1], Corrected)
    assert (await assigned.task()).percent == 60


async def test_missing_and_forbidden_tasks_are_refused_in_the_same_words(assigned: Dialog) -> None:
    for words in (
        "/task {}",
        "/ack {}",
        "/progress {} 完成50%",
        "/close {}",
        "/return {} 缺照片",
        "/remind {}",
        "/withdraw {} 误发",
    ):
        forbidden = await assigned.says(OUTSIDER, words.format(1))
        missing = await assigned.says(OUTSIDER, words.format(999))
        assert forbidden == missing == ["未找到可办理的事项。请核对编号，或发送 /my 查看本人待办。"]
    assert await assigned.kinds() == ["Assigned"]
