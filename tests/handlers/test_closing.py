"""申请销号, 同意销号, 退回."""

from __future__ import annotations

import pytest

from ledger.entries import Returned
from ledger.tasks import Status
from tests.support.dialog import COORDINATOR, HEAD, OUTSIDER, REVIEWER, STAFF, Dialog
from tests.support.scenes import scene


@scene
async def claimed(assigned: Dialog) -> None:
    """Begin with the task claimed."""
    await assigned.sends_photo(STAFF, reply_to=assigned.last_to(STAFF))
    await assigned.taps(STAFF, "申请销号")


async def test_a_claim_without_evidence_asks_for_it(assigned: Dialog) -> None:
    said = await assigned.taps(STAFF, "申请销号")
    assert said == ["DB-2026-1 尚无佐证材料。请回复本消息并附照片或文件，即可申请销号。"]

    said = await assigned.sends_photo(STAFF, reply_to=assigned.last_to(STAFF))

    assert said[0] == "DB-2026-1 已申请销号，待审核。审核结果将在此通知。"
    assert (await assigned.task()).status is Status.CLAIMED


async def test_a_picture_that_came_with_a_claim_outlives_the_question_for_a_reason(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "由综合科牵头，财政局配合，周五前拿出招商奖补办法修改稿")
    await dialog.taps(COORDINATOR, "确认")
    said = await dialog.sends_photo(HEAD, "申请销号", reply_to=dialog.last_to(HEAD))
    assert said == [
        "DB-2026-1 的配合单位尚未完成：财政局。如仍需销号，请回复本消息说明原因。所附佐证材料1份已收，无需重复报送。"
    ]
    said = await dialog.says(HEAD, "财政局意见已并入", reply_to=dialog.last_to(HEAD))
    assert said[0] == "DB-2026-1 已申请销号，待审核。审核结果将在此通知。"
    assert len((await dialog.task()).files) == 1
    assert "说明：财政局意见已并入\n尚未完成：配合单位财政局\n" in dialog.last_to(REVIEWER).text


async def test_a_claim_goes_to_who_assigned_and_to_the_reviewers(claimed: Dialog) -> None:
    for who in (COORDINATOR, REVIEWER):
        assert claimed.last_to(who).text.startswith("<b>DB-2026-1 申请销号</b>")
        assert list(claimed.last_to(who).buttons) == ["同意销号", "退回", "佐证材料"]


async def test_the_reviewer_closes_by_button_and_the_doer_is_told(claimed: Dialog) -> None:
    said = await claimed.taps(REVIEWER, "同意销号")
    assert said == ["DB-2026-1 已销号：报送三季度经济运行分析。审核人：钱审核。"] * 3  # Who assigned it reads it, too.
    assert (await claimed.task()).status is Status.CLOSED

    await claimed.taps(COORDINATOR, "同意销号")
    assert claimed.toasts[-1] == "事项状态已变更，请重新查看后办理。"


async def test_the_claim_card_quotes_only_what_says_something(assigned: Dialog) -> None:
    await assigned.sends_photo(STAFF, reply_to=assigned.last_to(STAFF))
    await assigned.says(STAFF, "DB-2026-1 申请销号")
    assert "说明：" not in assigned.last_to(REVIEWER).text
    await assigned.says(REVIEWER, "/return 1 缺盖章件")
    await assigned.says(STAFF, "DB-2026-1 申请销号，盖章件已补")
    assert "说明：盖章件已补\n" in assigned.last_to(REVIEWER).text


async def test_a_return_by_button_asks_what_is_missing(claimed: Dialog) -> None:
    await claimed.taps(REVIEWER, "退回")
    said = await claimed.says(REVIEWER, "缺少分县区数据", reply_to=claimed.last_to(REVIEWER))

    assert said[0] == "DB-2026-1 已退回张三，缺少：分县区数据。"
    assert "缺少：分县区数据" in said[1]
    entry = (await claimed.entries())[-1]
    assert isinstance(entry, Returned)
    assert (await claimed.task()).status is Status.ACTIVE


@pytest.mark.parametrize(
    "words",
    ["/return 1 1.补照片 2.补盖章件", "/return 1 补照片；补盖章件", "/return 1 ①补照片，②补盖章件。"],
)
async def test_several_things_to_put_right_are_a_numbered_list(claimed: Dialog, words: str) -> None:
    await claimed.says(COORDINATOR, words)
    notice = claimed.last_to(STAFF).text
    assert notice.startswith(
        "DB-2026-1 销号申请被李四退回，需补正2项：\n1. 补照片\n2. 补盖章件\n请补齐后重新申请销号。"
    )
    await claimed.says(STAFF, "/task 1")
    assert "待补：1. 补照片\n2. 补盖章件\n" in claimed.last_to(STAFF).text


async def test_a_list_in_plain_words_keeps_every_part_and_its_limit(claimed: Dialog) -> None:
    words = "退回，1.补照片；2.补盖章件，周三前补齐"
    await claimed.says(REVIEWER, words, reply_to=claimed.last_to(REVIEWER))
    assert "需补正2项：\n1. 补照片\n2. 补盖章件" in claimed.last_to(STAFF).text
    assert (await claimed.task()).mend_by is not None
    await claimed.says(STAFF, "/task 1")
    assert "待补（11月25日（星期三）18:00前）：1. 补照片" in claimed.last_to(STAFF).text


async def test_close_and_return_by_command(claimed: Dialog) -> None:
    assert (await claimed.says(COORDINATOR, "/return 1 缺照片"))[0] == "DB-2026-1 已退回张三，缺少：照片。"
    await claimed.taps(STAFF, "申请销号")
    assert (await claimed.says(COORDINATOR, "/close 1"))[0].startswith("DB-2026-1 已销号")


async def test_who_did_the_work_does_not_close_it(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "请李四周五前报送督查通报")
    await dialog.taps(COORDINATOR, "确认")
    await dialog.sends_photo(COORDINATOR, reply_to=dialog.last_to(COORDINATOR))
    await dialog.says(COORDINATOR, "/claim 1")
    assert await dialog.says(COORDINATOR, "/close 1") == ["DB-2026-1 由您参与办理，须由他人审核销号。请联系督查员。"]


async def test_an_edited_decision_changes_nothing(claimed: Dialog) -> None:
    assert await claimed.says(REVIEWER, "同意销号", reply_to=claimed.last_to(REVIEWER), edited=50) == []
    assert (await claimed.task()).status is Status.CLAIMED


@pytest.mark.parametrize("words", ["DB-2026-1退回", "退回 1号", "/return 1", "1号 打回去"])
async def test_a_return_without_a_word_about_what_is_missing_is_asked_for_it(assigned: Dialog, words: str) -> None:
    await assigned.says(STAFF, "/ack 1")
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")
    assert await assigned.says(COORDINATOR, words) == ["DB-2026-1 请回复本消息，写明缺少什么。"]
    await assigned.says(COORDINATOR, "盖章版", reply_to=assigned.last_to(COORDINATOR))
    assert (await assigned.task()).missing == "盖章版"


async def test_a_file_that_follows_the_claim_brings_the_reviewers_a_card_that_works(claimed: Dialog) -> None:
    said = await claimed.sends_photo(STAFF, reply_to=claimed.last_to(STAFF))
    assert said[0] == "DB-2026-1 已收佐证材料1份，共2份。已一并报审核人。"
    assert "佐证材料：2份" in claimed.last_to(REVIEWER).text
    await claimed.taps(REVIEWER, "同意销号")
    assert (await claimed.task()).status is Status.CLOSED


async def test_a_decision_that_was_taken_back_waits_with_the_other_reviewers_too(claimed: Dialog) -> None:
    await claimed.taps(REVIEWER, "同意销号")
    await claimed.taps(REVIEWER, "撤销本次操作")
    assert {"同意销号", "退回"} <= set(claimed.last_to(REVIEWER).buttons)
    assert claimed.last_to(COORDINATOR).text.startswith("<b>DB-2026-1 申请销号</b>")
    await claimed.taps(COORDINATOR, "同意销号")
    assert (await claimed.task()).status is Status.CLOSED


@pytest.mark.parametrize(
    "caption",
    ["DB-2026-1 补充盖章版", "补充盖章版", "DB-2026-1 申请销号，补充盖章版"],
    ids=["number", "words", "claim"],
)
async def test_a_photo_with_words_on_a_claimed_task_is_further_evidence(claimed: Dialog, caption: str) -> None:
    """The reviewers read the card anew with the words, and its buttons count; nothing is refused."""
    before = len(claimed.shown)
    said = await claimed.sends_photo(STAFF, caption)

    assert said[0] == "DB-2026-1 已收佐证材料1份，共2份。已一并报审核人。"
    assert (await claimed.kinds())[-1] == "EvidenceAdded"
    assert (await claimed.task()).status is Status.CLAIMED
    for who in (COORDINATOR, REVIEWER):
        card = claimed.last_to(who)
        assert card in claimed.shown[before:]
        assert "补充盖章版" in next(line for line in card.text.splitlines() if line.startswith("说明："))
        assert "佐证材料：2份" in card.text
    assert "补充佐证材料1份：补充盖章版" in "\n".join(await claimed.says(STAFF, "/timeline 1"))
    assert (await claimed.taps(REVIEWER, "同意销号"))[0].startswith("DB-2026-1 已销号")


async def test_nobody_else_adds_to_a_claim(claimed: Dialog) -> None:
    await claimed.sends_photo(OUTSIDER, "DB-2026-1 补充盖章版")
    assert (await claimed.kinds())[-1] == "CompletionClaimed"
