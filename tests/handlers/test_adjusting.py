"""人工赋分 in the chat: proposed in words with rule and evidence, confirmed by a second person, then a line."""

from __future__ import annotations

from ledger.score_entries import ADJUSTMENTS
from tests.support.dialog import COORDINATOR, GROUP, HEAD, LEADER, REVIEWER, STAFF, Dialog
from tests.support.scenes import scene

WORDS = "给综合科扣0.5分，依据无故缺席，11月20日未到调度会"
EVIDENCE = "请回复本消息，附佐证材料（文件或照片），或写明事项编号、文号。附佐证后方可报请确认。"


async def recorded(dialog: Dialog) -> list[str]:
    """Return the names of the entries about adjustments."""
    async with dialog.store.reading(now=dialog.now) as books:
        return [type(record.entry).__name__ for record in await books.records_of(*ADJUSTMENTS)]


@scene
async def proposed(dialog: Dialog) -> None:
    """Begin with half a point proposed against 综合科, shown by a photo."""
    await dialog.says(COORDINATOR, "给综合科扣0.5分，依据无故缺席（每次），11月20日未到调度会")
    await dialog.taps(COORDINATOR, "·all")
    await dialog.sends_photo(COORDINATOR, reply_to=dialog.last_to(COORDINATOR))


async def test_without_evidence_it_is_asked_for_and_nothing_is_recorded(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, WORDS)
    assert await dialog.taps(COORDINATOR, "·all") == [EVIDENCE]
    assert await recorded(dialog) == []
    (again,) = await dialog.says(COORDINATOR, "在附件里", reply_to=dialog.last_to(COORDINATOR))
    assert again == EVIDENCE
    assert await recorded(dialog) == []


async def test_a_photo_in_reply_lays_it_before_reviewer_and_leader(proposed: Dialog) -> None:
    shown = proposed.last_to(COORDINATOR)
    assert shown.text.splitlines() == [
        "<b>赋分建议</b>｜综合科",
        "无故缺席（每次） -0.5（科室量化考评细则第2版，all，第十六条）",
        "理由：给综合科扣0.5分，依据无故缺席（每次），11月20日未到调度会",
        "佐证：photo.jpg",
        "提出人：李四",
        "已报钱审核、陈静确认，其中一人同意后计分。",
    ]
    assert list(shown.buttons) == ["撤回"]
    for who in (REVIEWER, LEADER):
        assert list(proposed.last_to(who).buttons) == ["同意", "不同意"]
    assert {one.chat for one in proposed.calls if one.method == "copyMessage"} == {
        proposed.user(REVIEWER),
        proposed.user(LEADER),
    }
    assert await recorded(proposed) == ["AdjustmentProposed"]


async def test_it_counts_once_a_second_person_agrees(proposed: Dialog) -> None:
    before = (await proposed.says(HEAD, "/score"))[0]
    assert "得分 100" in before
    said = await proposed.taps(REVIEWER, "同意")
    assert said[0] == "已确认综合科的赋分，计入得分。"
    assert said[1] == "钱审核已确认综合科的赋分，计入得分。"
    assert said[2].splitlines()[0] == "综合科考评赋分已计入："
    assert proposed.last_to(HEAD).text == said[2]
    (score,) = await proposed.says(HEAD, "/score")
    assert score.splitlines()[2:] == [
        "得分 99.5｜良好",
        "基础分 100｜扣分 -0.5",
        "",
        "<b>扣分 1</b>",
        "<blockquote>给综合科扣0.5分，依据无故缺席（每次），11月20日未到调度会｜无故缺席（每次） -0.5，"
        "李四提出、钱审核确认，佐证：photo.jpg（第十六条）</blockquote>",
    ]
    await proposed.taps(LEADER, "同意")
    assert proposed.toasts[-1] == "该赋分建议已确认，无需重复办理。如有变化，请督查员另行提出。"
    assert await recorded(proposed) == ["AdjustmentProposed", "AdjustmentDecided"]


async def test_a_refusal_asks_why_and_leaves_no_line(proposed: Dialog) -> None:
    (why,) = await proposed.taps(LEADER, "不同意")
    assert why == "请回复本消息，说明不同意的理由。"
    said = await proposed.says(LEADER, "当天请过假", reply_to=proposed.last_to(LEADER))
    assert said == [
        "已不同意综合科的赋分，不计分。",
        "陈静不同意综合科的赋分：当天请过假。不计分；如需重提，请补充依据和佐证。",
    ]
    assert "得分 100" in (await proposed.says(HEAD, "/score"))[0]


async def test_the_proposer_withdraws_it_and_those_asked_are_told(proposed: Dialog) -> None:
    said = await proposed.taps(COORDINATOR, "撤回")
    assert said == ["综合科的赋分建议已撤回，无需确认。"] * 3
    await proposed.taps(REVIEWER, "同意")
    assert proposed.toasts[-1].startswith("该赋分建议已撤回")
    assert "得分 100" in (await proposed.says(HEAD, "/score"))[0]


async def test_a_document_or_a_task_shows_it_too(assigned: Dialog) -> None:
    said = await assigned.says(COORDINATOR, "/adjust 综合科政务信息被采用（每篇），加1分，见云政办发〔2026〕18号")
    assert "佐证：云政办发〔2026〕18号" in said[0]
    await assigned.says(COORDINATOR, WORDS)
    await assigned.taps(COORDINATOR, "·all")
    said = await assigned.says(COORDINATOR, "见 DB-2026-1", reply_to=assigned.last_to(COORDINATOR))
    assert "佐证：DB-2026-1" in said[0]
    assert await recorded(assigned) == ["AdjustmentProposed"] * 2


async def test_points_that_no_rule_gives_are_refused_with_those_that_there_are(dialog: Dialog) -> None:
    (said,) = await dialog.says(COORDINATOR, "给综合科扣0.3分，依据无故缺席")
    assert said.splitlines()[0] == (
        "没有可给综合科记 -0.3 分的细则，未作登记。分值须为细则一次分值的整数倍。可认定的有："
    )
    assert "· 无故缺席（每次） 每次-0.5（科室量化考评细则，all，第十六条）" in said
    (said,) = await dialog.says(COORDINATOR, "给财政局加1分，依据第十五条")
    assert "该单位不在考评范围内" in said


async def test_what_waits_is_listed_for_whoever_may_decide_it(proposed: Dialog) -> None:
    for who, label in ((REVIEWER, "同意"), (LEADER, "同意"), (COORDINATOR, "撤回")):
        (said,) = await proposed.says(who, "/adjust")
        assert said.startswith("<b>赋分建议</b>｜综合科")
        assert label in proposed.last_to(who).buttons
    (said,) = await proposed.says(STAFF, "/adjust")
    assert said == "您没有“提出赋分”的权限。如有需要，请联系督查员。"


async def test_in_a_group_nothing_is_proposed(dialog: Dialog) -> None:
    (said,) = await dialog.says(COORDINATOR, WORDS, chat=GROUP)
    assert said.startswith("赋分建议仅在私聊中办理")
    assert await recorded(dialog) == []


async def test_a_reply_in_words_does_as_well_as_a_button(proposed: Dialog) -> None:
    card = proposed.last_to(LEADER)
    (asked,) = await proposed.says(LEADER, "再看看", reply_to=card)
    assert asked == "请回复“同意”，或“不同意”并说明理由；也可点卡片下的按钮。"
    said = await proposed.says(LEADER, "不同意，当天请过假", reply_to=card)
    assert said[0] == "已不同意综合科的赋分，不计分。"
    assert "陈静不同意综合科的赋分：当天请过假。" in said[1]
    assert await recorded(proposed) == ["AdjustmentProposed", "AdjustmentDecided"]
