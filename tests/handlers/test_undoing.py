"""撤销 in chat: by button, by words, by command; whoever was told is told again, and others are not."""

from __future__ import annotations

import pytest

from handlers.reading.phrases import is_bare_undo, is_undo
from handlers.wording.undoing import DONE, instead
from ledger.kinds import KINDS
from ledger.tasks import Status
from ledger.undo_entries import Undone
from ledger.undoing import UNDOABLE
from tests.support.dialog import COLLEAGUE, COORDINATOR, GROUP, HEAD, OFFICE_GROUP, REVIEWER, STAFF, Dialog

BUTTON = "撤销本次操作"
TAKEN = "DB-2026-1 的“签收”已撤销，恢复为“待签收”"


@pytest.mark.parametrize("way", ["button", "command", "number", "words", "reply", "bare"])
async def test_every_way_leaves_the_same_entry(assigned: Dialog, way: str) -> None:
    await assigned.says(STAFF, "签收 DB-2026-1")
    assigned.passes(minutes=3)
    said = {
        "button": lambda: assigned.taps(STAFF, BUTTON),
        "command": lambda: assigned.says(STAFF, "/undo"),
        "number": lambda: assigned.says(STAFF, "/undo 1"),
        "words": lambda: assigned.says(STAFF, "点错了，撤回上一步"),
        "reply": lambda: assigned.says(STAFF, "撤销", reply_to=assigned.last_to(STAFF)),
        "bare": lambda: assigned.says(STAFF, "撤销"),
    }
    (text,) = await said[way]()
    assert text.startswith(TAKEN)
    entry = (await assigned.entries())[-1]
    assert isinstance(entry, Undone) and (entry.kind, entry.at) == ("Acknowledged", assigned.now)
    assert (await assigned.task()).status is Status.ASSIGNED


async def test_a_double_tap_is_one(assigned: Dialog) -> None:
    await assigned.says(STAFF, "签收 DB-2026-1")
    await assigned.says(STAFF, "DB-2026-1完成60%")
    shown = assigned.latest(assigned.user(STAFF), BUTTON)
    await assigned.press(STAFF, shown.buttons[BUTTON], shown)
    before = await assigned.kinds()
    await assigned.press(STAFF, shown.buttons[BUTTON], shown)
    assert await assigned.kinds() == before
    assert assigned.toasts[-1].startswith("DB-2026-1 的上一步已撤销")
    assert (await assigned.task()).status is Status.ACTIVE


async def test_those_who_were_told_are_told_and_nobody_else(assigned: Dialog) -> None:
    await assigned.says(STAFF, "DB-2026-1 卡点：缺财政局数据")
    assigned.shown.clear()
    await assigned.says(STAFF, "/undo")
    heard = {one.chat: one.text for one in assigned.shown}
    assert set(heard) == {assigned.user(STAFF), assigned.user(COORDINATOR)}
    assert heard[assigned.user(COORDINATOR)].startswith("DB-2026-1 张三撤销了刚才的“报告卡点”，恢复为“待签收”")
    assert not (await assigned.task()).blockers


async def test_a_claim_is_taken_back_and_its_card_decides_nothing_any_more(assigned: Dialog) -> None:
    await assigned.sends_photo(STAFF, "DB-2026-1申请销号")
    await assigned.says(STAFF, "/undo")
    assert assigned.last_to(REVIEWER).text.startswith("DB-2026-1 张三撤销了刚才的“申请销号”")
    await assigned.taps(REVIEWER, "同意销号")
    task = await assigned.task()
    assert (task.status, task.files) == (Status.ASSIGNED, ())


async def test_after_the_decision_it_is_too_late(assigned: Dialog) -> None:
    await assigned.sends_photo(STAFF, "DB-2026-1申请销号")
    await assigned.taps(REVIEWER, "同意销号")
    (text,) = await assigned.says(STAFF, "/undo")
    assert text == "DB-2026-1 此后已由钱审核同意销号，不能撤销。如需更正，请发送 /correct，或联系交办人。"
    (first, *_) = await assigned.says(REVIEWER, "撤回上一步")
    assert first.startswith("DB-2026-1 的“同意销号”已撤销，恢复为“待审核销号”")


async def test_too_late_is_said_with_the_way_out(assigned: Dialog) -> None:
    await assigned.says(STAFF, "签收 DB-2026-1")
    assigned.passes(minutes=11)
    (text,) = await assigned.says(STAFF, "/undo")
    assert text == "操作已超过10分钟，不能撤销。如需更正，请发送 /correct，或联系交办人。"


async def test_an_assignment_is_withdrawn_instead(assigned: Dialog) -> None:
    (text,) = await assigned.says(COORDINATOR, "/undo")
    assert text.startswith("交办已生效，不能撤销。如不再办理，请回复“撤回”并说明原因")
    assert BUTTON not in assigned.last_to(COORDINATOR).buttons


async def test_in_the_mouth_of_whoever_assigned_a_bare_word_in_reply_still_means_the_task(assigned: Dialog) -> None:
    """撤销 in reply to the assignment withdraws the task once a reason is given; said once more, it takes that back."""
    given = assigned.last_to(COORDINATOR)
    assert await assigned.says(COORDINATOR, "撤销", reply_to=given) == ["DB-2026-1 请回复本消息，说明撤回原因。"]
    await assigned.says(COORDINATOR, "重复交办", reply_to=assigned.last_to(COORDINATOR))
    assert await assigned.kinds() == ["Assigned", "Withdrawn"]
    (text, *_) = await assigned.says(COORDINATOR, "撤销", reply_to=given)
    assert text.startswith("DB-2026-1 的“撤回”已撤销，恢复为“待签收”")
    assert {"催办", "转办", "撤回"} <= set(assigned.last_to(COORDINATOR).buttons)


async def test_nothing_was_done_yet(dialog: Dialog) -> None:
    assert await dialog.says(COLLEAGUE, "撤销") == ["您还没有可撤销的操作。发送 /my 查看本人待办。"]


async def test_an_edited_word_undoes_nothing(assigned: Dialog) -> None:
    await assigned.says(STAFF, "签收 DB-2026-1")
    await assigned.says(STAFF, "好的")
    number = assigned.last_message
    await assigned.says(STAFF, "撤销", edited=number)
    assert "Undone" not in await assigned.kinds()


async def test_in_a_group_only_in_reply_and_only_where_the_task_is_shown(assigned: Dialog) -> None:
    await assigned.says(STAFF, "签收 DB-2026-1")
    assert await assigned.says(STAFF, "撤销", chat=GROUP) == []
    (text, *_) = await assigned.says(STAFF, "/undo", chat=OFFICE_GROUP)
    assert text.startswith(TAKEN)


async def test_a_group_hears_nothing_of_a_task_outside_its_unit(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请财政局周五下班前报送预算执行情况")
    await dialog.taps(COORDINATOR, "确认")
    await dialog.says(COORDINATOR, "DB-2026-1改到下周三")
    (text,) = await dialog.says(COORDINATOR, "/undo", chat=OFFICE_GROUP)
    assert text.startswith("未找到可办理的事项")
    assert "Undone" not in await dialog.kinds()


async def test_only_what_may_be_undone_has_the_button(assigned: Dialog) -> None:
    await assigned.says(STAFF, "日报：今日完成初稿；明日送审；困难无")
    assert BUTTON not in assigned.last_to(STAFF).buttons
    await assigned.says(HEAD, "催办 DB-2026-1")
    assert BUTTON not in assigned.last_to(HEAD).buttons
    await assigned.says(STAFF, "DB-2026-1完成30%")
    assert BUTTON in assigned.last_to(STAFF).buttons


@pytest.mark.parametrize(
    "words",
    ["撤回上一步", "撤销上一步操作", "点错了，撤销刚才的签收", "请撤销刚才的操作", "取消上一步", "撤销本次操作"],
)
def test_words_that_take_back(words: str) -> None:
    assert is_undo(words)


@pytest.mark.parametrize(
    "words",
    ["撤回刚才给张三的任务，发错群了", "撤销118号", "取消会议", "撤回", "不用办了", "撤回刚才的任务", "撤销处分"],
)
def test_words_that_do_not(words: str) -> None:
    assert not is_undo(words)
    assert not is_bare_undo(words)


def test_every_kind_has_its_word_and_what_cannot_be_undone_an_advice() -> None:
    assert set(DONE) == set(KINDS)
    for kind, may in UNDOABLE.items():
        assert may or instead(kind.__name__).endswith("。")
