"""领导摘要 in the chat: every line is decided where it stands, and the digest stays as it is."""

from __future__ import annotations

import pytest

from bot.clock import ScaledClock
from bot.reminding import Reminding
from tests.handlers.test_extending import ASK, GRANTED
from tests.support.dialog import COLLEAGUE, COORDINATOR, GROUP, LEADER, REVIEWER, STAFF, USERS, Dialog
from tests.support.scenes import scene

PRIVATE = "领导摘要仅供本人查阅，请私信发送 /digest 查看。"


@scene
async def waiting(assigned: Dialog) -> None:
    """Begin after 张三 asked for an extension, and 王五's claim was returned and claimed again."""
    await assigned.says(STAFF, ASK)
    await assigned.says(COORDINATOR, "请王五周四前汇总常务会议题")
    await assigned.taps(COORDINATOR, "确认")
    await assigned.sends_photo(COLLEAGUE, "DB-2026-2 申请销号")
    await assigned.says(REVIEWER, "退回 DB-2026-2，缺议题二的背景材料")
    await assigned.sends_photo(COLLEAGUE, "DB-2026-2 已补齐，申请销号")


async def test_the_digest_offers_a_decision_for_each_line(waiting: Dialog) -> None:
    (text,) = await waiting.says(LEADER, "/digest")
    assert text.splitlines()[1] == "需您定夺或过问 2 项"
    assert list(waiting.last_to(LEADER).buttons) == ["1. 同意", "1. 不同意", "1. 改期", "2. 同意销号", "2. 退回"]


async def test_one_tap_in_the_digest_decides_and_the_other_lines_stay(waiting: Dialog) -> None:
    await waiting.says(LEADER, "领导摘要")
    digest = waiting.last_to(LEADER)
    assert GRANTED in await waiting.press(LEADER, digest.buttons["1. 同意"], digest)
    assert not any(
        one.message == digest.message for one in waiting.shown if one is not digest and one.chat == digest.chat
    )
    await waiting.press(LEADER, digest.buttons["1. 不同意"], digest)
    assert waiting.toasts[-1] == "该操作已办理，无需重复点击。"
    said = await waiting.press(LEADER, digest.buttons["2. 同意销号"], digest)
    assert said[0].startswith("DB-2026-2 已销号")
    assert ((await waiting.kinds())[-1], (await waiting.kinds("DB-2026-2"))[-1]) == ("ExtensionDecided", "Closed")
    (text,) = await waiting.says(LEADER, "/digest")
    assert text.splitlines()[1] == "今日无待决事项。"


async def test_the_digest_is_answered_in_words(waiting: Dialog) -> None:
    await waiting.says(LEADER, "/digest")
    said = await waiting.says(LEADER, "1号同意，可以延到下周三", reply_to=waiting.last_to(LEADER))
    assert GRANTED in said


async def test_a_dispute_that_went_on_is_not_decided_by_an_old_digest(waiting: Dialog) -> None:
    await waiting.says(LEADER, "/digest")
    digest = waiting.last_to(LEADER)
    await waiting.says(REVIEWER, "退回 DB-2026-2，背景材料不全")
    await waiting.press(LEADER, digest.buttons["2. 同意销号"], digest)
    assert (await waiting.kinds("DB-2026-2"))[-1] == "Returned"


@pytest.mark.parametrize(
    "words", ["领导摘要", "待决事项", "有哪些要我批的", "今天要我定的有哪些？", "需要我审批的事项"]
)
async def test_it_is_asked_for_in_words(waiting: Dialog, words: str) -> None:
    (text,) = await waiting.says(LEADER, words)
    assert text.startswith("<b>领导摘要</b>")
    assert "摘要" not in "".join(await waiting.says(LEADER, words, chat=GROUP))


async def test_it_is_the_leaders_and_private(waiting: Dialog) -> None:
    assert await waiting.says(LEADER, "/digest", chat=GROUP) == [PRIVATE]
    assert await waiting.says(STAFF, "/digest") == ["您没有“查看领导摘要”的权限。如有需要，请联系督查员。"]


async def test_at_0840_every_leader_gets_one_and_nobody_else(waiting: Dialog) -> None:
    """The morning after, by the clock; the same hour brings no second one."""
    clock = ScaledClock(waiting.now, speed=0)
    clock.jump_to(waiting.now.replace(day=24, hour=0, minute=41))
    reminding = Reminding(waiting.store, clock, lambda: waiting.real)
    await reminding.ring()
    await reminding.ring()
    waiting.passes(days=1)
    await waiting.delivered()
    (sent,) = [one for one in waiting.calls if one.purpose == "digest"]
    assert sent.chat == USERS[LEADER]
    assert "销号争议 1" in sent.payload["text"]
    digest = waiting.last_to(LEADER)
    granted = await waiting.press(LEADER, digest.buttons["1. 同意"], digest)
    assert granted[0].startswith("DB-2026-1 延期获准")
