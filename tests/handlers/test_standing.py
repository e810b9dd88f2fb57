"""Where a task stands, an act may not fit: the answer says what to do instead, and nothing that was sent is lost."""

from __future__ import annotations

import pytest

from tests.support.dialog import COORDINATOR, LEADER, REVIEWER, STAFF, Dialog


async def test_words_on_a_claim_that_waits_join_it(assigned: Dialog) -> None:
    """又改了一稿 after the claim reaches the reviewer with the card made anew; nothing is refused, nothing is lost."""
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")

    said = await assigned.says(STAFF, "DB-2026-1进展：数据已按统计局口径核对")

    assert said[0] == "DB-2026-1 补充说明已登记，已一并报审核人。"
    assert "说明：数据已按统计局口径核对" in assigned.last_to(REVIEWER).text
    assert (await assigned.kinds())[-1] == "EvidenceAdded"
    shown = (await assigned.says(COORDINATOR, "/task 1"))[0]
    assert shown.endswith("张三 补充说明：数据已按统计局口径核对（私信）")
    await assigned.taps(REVIEWER, "同意销号")
    assert (await assigned.kinds())[-1] == "Closed"


async def test_an_edited_word_on_a_claim_stays_refused(assigned: Dialog) -> None:
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")
    before = await assigned.kinds()

    await assigned.says(STAFF, "DB-2026-1进展：又改了一稿", edited=assigned.last_message)

    assert await assigned.kinds() == before


async def test_a_claim_while_the_clock_stands_still_keeps_its_files(assigned: Dialog) -> None:
    """The refusal says who resumes the task, and that the photo need not come again."""
    await assigned.says(STAFF, "收到")
    await assigned.says(COORDINATOR, "DB-2026-1先中止，等省里批复")

    said = await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")

    assert len(said) == 1
    assert said[0].startswith("DB-2026-1 已中止，恢复办理后方可申请销号。如需恢复，请交办人回复“恢复办理”。")
    assert said[0].endswith("所附佐证材料1份已收，无需重复报送。")
    await assigned.says(COORDINATOR, "DB-2026-1恢复办理")
    assert (await assigned.says(STAFF, "DB-2026-1申请销号"))[0].startswith("DB-2026-1 已申请销号")


async def test_the_only_task_there_is_says_why_the_act_does_not_fit(assigned: Dialog) -> None:
    """Without a number, of the one open task: where it stands, not that a number is wanted."""
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")

    said = await assigned.says(STAFF, "卡点：财政局数据未反馈")

    assert said == [
        "DB-2026-1 已申请销号，正在审核，暂不能报告卡点。需要补充的，直接发来说明或材料；退回后可继续办理。"
    ]


@pytest.mark.parametrize(
    ("before", "who", "words", "answer"),
    [
        (
            "收到",
            STAFF,
            "DB-2026-1 不予受理，应由财政局办",
            "已签收，不能再提出不予受理。确需他人办理的，请写“DB-2026-1转给",
        ),
        ("", REVIEWER, "/close 1", "责任人尚未申请销号，不能同意销号。请待其申请后审核"),
        ("销号", COORDINATOR, "催办 DB-2026-1", "已申请销号，待审核，无需催办。请发送 /task DB-2026-1 查看"),
        ("销号", STAFF, "DB-2026-1申请延期到下周三，数据未核实", "正在审核，暂不能申请延期。"),
        ("同意", STAFF, "DB-2026-1完成90%", "已销号，不能反馈。情况有变、需继续办理的，请审核人或督查员重新办理。"),
        ("同意", REVIEWER, "DB-2026-1 退回，缺附表", "已销号，不能退回。经核不属实的，请写明情况和时限"),
        ("同意", COORDINATOR, "/close 1", "已销号，无需重复办理。"),
        ("", COORDINATOR, "/resume 1", "没有中止，无需恢复。"),
        ("", REVIEWER, "/reopen 1 不属实，周五前", "尚未销号，不能重新办理。销号后方可办理。"),
    ],
)
async def test_a_refusal_says_what_to_do(assigned: Dialog, before: str, who: str, words: str, answer: str) -> None:
    if before == "收到":
        await assigned.says(STAFF, "收到")
    elif before:
        await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")
    if before == "同意":
        await assigned.says(REVIEWER, "同意销号 DB-2026-1")
    kinds = await assigned.kinds()

    said = await assigned.says(who, words)

    assert len(said) == 1
    assert said[0].startswith("DB-2026-1 ")
    assert answer in said[0]
    assert await assigned.kinds() == kinds


async def test_a_later_limit_by_whoever_decides_answers_the_request(assigned: Dialog) -> None:
    """延到12月9日 by the leader grants what waits, with that date: nothing is left to decide, and it is counted."""
    await assigned.says(STAFF, "DB-2026-1申请延期到下周三，数据未核实")

    said = await assigned.says(LEADER, "DB-2026-1延到12月9日")

    assert said[0].startswith("DB-2026-1 延期获准：原时限11月27日（星期五）18:00，现延至12月9日（星期三）18:00")
    task = await assigned.task()
    assert (task.asked, task.extensions, (await assigned.kinds())[-1]) == (None, 1, "ExtensionDecided")


async def test_an_earlier_limit_leaves_the_request_waiting(assigned: Dialog) -> None:
    await assigned.says(STAFF, "DB-2026-1申请延期到下周三，数据未核实")

    await assigned.says(LEADER, "DB-2026-1改到周四")

    assert (await assigned.task()).asked is not None
    assert (await assigned.kinds())[-1] == "Amended"


async def test_a_limit_as_late_as_was_asked_for_leaves_nothing_to_decide(assigned: Dialog) -> None:
    """The coordinator decides no extension; what whoever assigned gives of their own is asked for no more."""
    await assigned.says(STAFF, "DB-2026-1申请延期到下周三，数据未核实")

    await assigned.says(COORDINATOR, "DB-2026-1改到12月4日")

    assert (await assigned.task()).asked is None
    assert (await assigned.kinds())[-1] == "Amended"
    await assigned.taps(LEADER, "同意")
    assert assigned.toasts[-1].startswith("DB-2026-1 没有待审批的延期申请。")


async def test_the_original_limit_outlives_two_extensions(assigned: Dialog) -> None:
    """原时限 stays that of the assignment in every answer and on the task, and a third request is refused."""
    for until in ("12月2日", "12月9日"):
        await assigned.says(STAFF, f"DB-2026-1申请延期到{until}，数据未核实")
        assert "原时限11月27日（星期五）18:00" in (await assigned.says(LEADER, "DB-2026-1同意延期"))[0]

    assert "原定时限：11月27日（星期五）18:00（已延期2次）" in (await assigned.says(STAFF, "/task 1"))[0]
    third = await assigned.says(STAFF, "DB-2026-1申请延期到12月20日，数据未核实")
    assert third[0].startswith("DB-2026-1 已延期2次，达到规定次数，不再受理延期。")


async def test_words_that_nobody_can_read_are_put_to_the_claim_by_a_tap(assigned: Dialog) -> None:
    """What is said with the number of one's own task is asked about, and one tap lets it join the claim."""
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")

    said = await assigned.says(STAFF, "DB-2026-1 补充一点，第三页有更正")

    assert said == ["DB-2026-1 请选择如何登记“补充一点，第三页有更正”："]
    await assigned.taps(STAFF, "补充说明")
    assert "第三页有更正" in assigned.last_to(REVIEWER).text


async def test_the_only_list_that_waits_is_ticked_off_without_its_number(assigned: Dialog) -> None:
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")
    await assigned.says(REVIEWER, "DB-2026-1 退回，1.缺盖章版；2.缺附表")

    said = await assigned.says(STAFF, "第1项已补")

    assert said[0].startswith("DB-2026-1 补正清单（已补1/2项）")
    assert (await assigned.kinds())[-1] == "Mended"


async def test_who_assigned_reads_what_another_decided(assigned: Dialog) -> None:
    """Without a sound; a leader reads it in the reports only."""
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")
    await assigned.says(REVIEWER, "DB-2026-1 退回，缺附表，明天17点前补正")
    told = assigned.last_to(COORDINATOR)
    assert told.text == "DB-2026-1 销号申请已由钱审核退回张三，缺少：附表。补正时限11月24日（星期二）17:00。"
    assert told.payload["disable_notification"] is True
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")
    await assigned.says(REVIEWER, "同意销号 DB-2026-1")
    assert assigned.last_to(COORDINATOR).text.startswith("DB-2026-1 已销号")
