"""申诉 in the chat: disputed in words inside the limit, answered by a leader, told by a line of its own."""

from __future__ import annotations

from ledger.score_entries import APPEALS
from tests.support.dialog import COLLEAGUE, COORDINATOR, GROUP, HEAD, LEADER, REVIEWER, STAFF, Dialog
from tests.support.scenes import scene


async def recorded(dialog: Dialog) -> list[str]:
    """Return the names of the entries about appeals."""
    async with dialog.store.reading(now=dialog.now) as books:
        return [type(record.entry).__name__ for record in await books.records_of(*APPEALS)]


@scene
async def returned(assigned: Dialog) -> None:
    """Go on to the morning after the return of 张三's claim, which took 0.3."""
    await assigned.says(STAFF, "收到", reply_to=assigned.last_to(STAFF))
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")
    await assigned.says(REVIEWER, "DB-2026-1 退回，缺盖章版")
    assigned.passes(days=1)


@scene
async def appealed(returned: Dialog) -> None:
    """Begin with the return disputed by 张三."""
    await returned.says(STAFF, "凭什么扣我0.3分，盖章版当天就交了")


async def test_the_own_line_is_disputed_in_words_and_laid_before_the_leader(returned: Dialog) -> None:
    said = await returned.says(STAFF, "凭什么扣我0.3分，盖章版当天就交了")
    assert said[0].splitlines() == [
        "<b>考评申诉</b>｜综合科",
        "DB-2026-1｜销号退回 -0.3｜11月23日（星期一）",
        "理由：凭什么扣我0.3分，盖章版当天就交了",
        "申诉人：张三",
        "已报陈静答复，结果在私聊告知，另列一行，原扣分不改动。",
    ]
    assert list(returned.last_to(LEADER).buttons) == ["申诉成立", "申诉不成立", "DB-2026-1"]
    assert await recorded(returned) == ["ScoreAppealed"]
    (again,) = await returned.says(HEAD, "/appeal DB-2026-1 盖章版当天就交了")
    assert again == "该项扣分已申诉过，每项以一次为限。结果在 /score 的明细中查看。"


async def test_what_is_granted_is_a_line_of_its_own_and_the_old_one_stays(appealed: Dialog) -> None:
    assert await appealed.taps(LEADER, "申诉成立") == ["请回复本消息，写明答复理由。"]
    said = await appealed.says(LEADER, "盖章版确于当日补齐", reply_to=appealed.last_to(LEADER))
    result = "综合科的申诉（DB-2026-1 销号退回 -0.3）成立，退回 +0.3 分。理由：盖章版确于当日补齐"
    assert said == [result, result]
    (score,) = await appealed.says(HEAD, "/score")
    assert score.splitlines()[2:] == [
        "得分 100｜良好",
        "基础分 100｜扣分 -0.3｜加分 +0.3",
        "",
        "<b>扣分 1</b>",
        "<blockquote>DB-2026-1 报送三季度经济运行分析｜销号退回 -0.3（第十一条）</blockquote>",
        "",
        "<b>加分 1</b>",
        "<blockquote>DB-2026-1 报送三季度经济运行分析｜销号退回 申诉成立，退回 +0.3，"
        "答复：盖章版确于当日补齐（第十一条）</blockquote>",
    ]
    await appealed.taps(LEADER, "申诉不成立")
    assert await recorded(appealed) == ["ScoreAppealed", "AppealDecided"]


async def test_what_is_not_granted_is_a_line_of_nothing_with_its_reason(appealed: Dialog) -> None:
    await appealed.says(LEADER, "不成立，退回时确无盖章版", reply_to=appealed.last_to(LEADER))
    (score,) = await appealed.says(HEAD, "/score")
    assert "得分 99.7" in score
    assert "销号退回 申诉不成立，答复：退回时确无盖章版（第十一条）" in score


async def test_outside_the_limit_it_is_refused_with_the_date(returned: Dialog) -> None:
    returned.passes(days=8)
    (said,) = await returned.says(STAFF, "凭什么扣我0.3分，盖章版当天就交了")
    assert said == ("该项扣分的申诉期限为11月30日（星期一）18:00，已过，未作登记。如有新的证据，请向督查员说明。")
    assert await recorded(returned) == []


async def test_of_several_lines_one_is_chosen_and_without_a_reason_that_is_asked_for(returned: Dialog) -> None:
    returned.passes(days=6)
    (said,) = await returned.says(HEAD, "/appeal")
    assert said == "请选择对哪一项扣分申诉："
    assert list(returned.last_to(HEAD).buttons) == ["DB-2026-1 销号退回 -0.3", "DB-2026-1 逾期 -0.5"]
    assert await returned.taps(HEAD, "逾期") == ["请回复本消息，说明申诉理由。"]
    said = (await returned.says(HEAD, "当天系统故障", reply_to=returned.last_to(HEAD)))[0]
    assert "理由：当天系统故障" in said
    assert await recorded(returned) == ["ScoreAppealed"]


async def test_others_dispute_nothing(returned: Dialog) -> None:
    (said,) = await returned.says(COLLEAGUE, "凭什么扣我0.3分，盖章版当天就交了")
    assert said == "目前没有可由您申诉的扣分。明细请发 /score 查看。"
    (said,) = await returned.says(COORDINATOR, "/appeal DB-2026-1 不合理")
    assert said == "您没有“考评申诉”的权限。如有需要，请联系科室负责人。"
    (said,) = await returned.says(STAFF, "凭什么扣我科0.3分，盖章版当天就交了", chat=GROUP)
    assert said == "考评申诉仅在私聊中办理，请私信说明对哪一项扣分有异议和理由。"
    assert await recorded(returned) == []
