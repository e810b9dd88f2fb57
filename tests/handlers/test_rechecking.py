"""回头看 in the chat: drawn in two taps, found true by one, opened again by one short message."""

from __future__ import annotations

import pytest

from ledger.closing_entries import RecheckDrawn
from ledger.tasks import Status
from tests.support.dialog import COORDINATOR, GROUP, LEADER, REVIEWER, STAFF, Dialog
from tests.support.scenes import scene

CARD = (
    "<b>2026年11月销号事项回头看</b>\n已销号 1 项，按10%且不少于3项随机抽取 1 项。\n"
    "本月尚未结束，只在目前已销号的事项中抽取。\n每月抽取一次，抽取依据记入台账，可复核。"
)
AGAIN = "DB-2026-1 已重新办理，时限12月4日（星期五）18:00（剩9个工作日），已告知责任人。"


@scene
async def closed(assigned: Dialog) -> None:
    """Begin after 张三's task was struck off by the reviewer."""
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")
    await assigned.says(REVIEWER, "同意销号 DB-2026-1")


async def draws(dialog: Dialog) -> list[RecheckDrawn]:
    async with dialog.store.reading(now=dialog.now) as books:
        return [one.entry for one in await books.records_of(RecheckDrawn) if isinstance(one.entry, RecheckDrawn)]


@pytest.mark.parametrize("words", ["/recheck", "本月回头看", "抽查本月销号事项", "本月销号事项抽查"])
async def test_the_months_sample_is_drawn_in_two_taps(closed: Dialog, words: str) -> None:
    closed.passes(days=2 if words == "/recheck" else 0)
    asked = "/recheck 本月" if words == "/recheck" else words
    assert await closed.says(COORDINATOR, asked) == [CARD]
    said = await closed.taps(COORDINATOR, "抽取")
    (drawn,) = await draws(closed)
    assert drawn.numbers == ("DB-2026-1",)
    assert said[0].startswith(f"2026年11月销号事项回头看：1 项中抽取 1 项。\n抽取依据：{drawn.seed[:20]}")
    assert said[1].splitlines()[:2] == ["<b>2026年11月销号事项回头看 1项</b>", "<b>待复核（1）</b>"]
    await closed.taps(COORDINATOR, "DB-2026-1")
    assert {"复核属实", "重新办理"} <= set(closed.last_to(COORDINATOR).buttons)


async def test_the_card_lets_go_without_a_draw(closed: Dialog) -> None:
    await closed.says(COORDINATOR, "本月回头看")
    assert await closed.taps(COORDINATOR, "撤销") == ["已撤销，未抽取。"]
    assert await draws(closed) == []


async def test_asked_again_the_sample_says_what_became_of_it(closed: Dialog) -> None:
    await closed.says(COORDINATOR, "本月回头看")
    await closed.taps(COORDINATOR, "抽取")
    assert await closed.says(LEADER, "DB-2026-1 复核属实，现场已看") == ["DB-2026-1 复核属实，已登记。"]
    (listed,) = await closed.says(COORDINATOR, "本月回头看")
    assert "<b>属实（1）</b>" in listed
    (told,) = await closed.says(COORDINATOR, "DB-2026-1")
    assert "陈静 复核属实：现场已看" in told


async def test_what_was_reopened_before_the_draw_waits_to_be_looked_at(closed: Dialog) -> None:
    """Struck off for the second time, it is one of those drawn like any other, until it is opened again once more."""
    await closed.says(LEADER, "DB-2026-1 不属实，重新办理，现场仍有积水，12月4日前")
    await closed.sends_photo(STAFF, "DB-2026-1 申请销号")
    await closed.says(REVIEWER, "同意销号 DB-2026-1")
    closed.passes(minutes=5)
    await closed.says(COORDINATOR, "本月回头看")
    assert "<b>待复核（1）</b>" in (await closed.taps(COORDINATOR, "抽取"))[1]
    await closed.says(LEADER, "DB-2026-1 不属实，重新办理，又有积水，12月4日前")
    (listed,) = await closed.says(COORDINATOR, "本月回头看")
    assert "<b>重新办理（1）</b>" in listed


@pytest.mark.parametrize(
    "words",
    [
        "DB-2026-1 不属实，重新办理，现场仍有积水，12月4日前",
        "DB-2026-1复核不属实：现场仍有积水，12月4日前",
        "/reopen 1 现场仍有积水，12月4日前",
    ],
)
async def test_one_message_opens_it_again_and_both_sides_are_told(closed: Dialog, words: str) -> None:
    said = await closed.says(LEADER, words)
    assert said[0] == AGAIN
    task = await closed.task()
    assert (task.status, task.missing) == (Status.ACTIVE, "现场仍有积水")
    notice = closed.last_to(STAFF)
    assert notice.text.splitlines()[2] == "陈静复核认为不属实：现场仍有积水"
    assert "申请销号" in notice.buttons
    told = [closed.last_to(who).text for who in (COORDINATOR, REVIEWER)]
    assert told == [notice.text.removesuffix("\n办结后请重新附佐证材料申请销号。")] * 2 != [notice.text] * 2


async def test_what_is_missing_is_asked_for(closed: Dialog) -> None:
    await closed.says(LEADER, "DB-2026-1")
    (asked,) = await closed.taps(LEADER, "重新办理")
    assert asked == "请回复 DB-2026-1 不属实的情况和新的时限，例如：现场仍有积水，12月4日前。"
    (more,) = await closed.says(LEADER, "现场仍有积水", reply_to=closed.last_to(LEADER))
    assert more == "请回复 DB-2026-1 重新办理的时限，例如：12月4日前。"
    said = await closed.says(LEADER, "12月4日前", reply_to=closed.last_to(LEADER))
    assert said[0] == AGAIN


async def test_whoever_may_not_is_refused_before_anything_is_asked(closed: Dialog) -> None:
    (said,) = await closed.says(STAFF, "/reopen 1")
    assert said == "未找到可办理的事项。请核对编号，或发送 /my 查看本人待办。"


async def test_said_of_a_claim_it_is_the_review(assigned: Dialog) -> None:
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")
    await assigned.says(REVIEWER, "不属实，缺盖章版", reply_to=assigned.last_to(REVIEWER))
    assert (await assigned.kinds())[-1] == "Returned"
    await assigned.sends_photo(STAFF, "DB-2026-1 申请销号")
    await assigned.says(REVIEWER, "复核属实", reply_to=assigned.last_to(REVIEWER))
    assert (await assigned.kinds())[-1] == "Closed"


async def test_whoever_struck_it_off_does_not_confirm_it(closed: Dialog) -> None:
    (said,) = await closed.says(REVIEWER, "DB-2026-1 属实")
    assert said.startswith("DB-2026-1 由您审核销号，须由他人复核。")


async def test_the_draw_is_private_and_not_for_everybody(closed: Dialog) -> None:
    assert await closed.says(COORDINATOR, "/recheck", chat=GROUP) == ["回头看请私信办理，发送 /recheck。"]
    assert await closed.says(STAFF, "/recheck") == ["您没有“回头看”的权限。如有需要，请联系督查员。"]
    assert await draws(closed) == []


async def test_in_the_first_days_of_a_month_the_last_one_is_meant(closed: Dialog) -> None:
    closed.passes(days=10)
    (card,) = await closed.says(COORDINATOR, "回头看")
    assert card.startswith("<b>2026年11月销号事项回头看</b>")
    assert "本月尚未结束" not in card
