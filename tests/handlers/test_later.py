"""Acts that do not exist yet are read already, and it is said politely that nothing was recorded."""

from __future__ import annotations

import pytest

from handlers.reading.values import Intent
from handlers.understanding import ACT_OF_INTENT
from handlers.wording.later import NOT_SERVED
from tests.support.dialog import COORDINATOR, GROUP, Dialog


def test_every_intent_is_served_or_named():
    assert set(NOT_SERVED) | set(ACT_OF_INTENT) | {Intent.NONE} == set(Intent)
    assert not set(NOT_SERVED) & set(ACT_OF_INTENT)


@pytest.mark.parametrize(
    ("who", "words", "what"),
    [
        (COORDINATOR, "四季度专题培训定在12月11日下午3点，讲办文规范，请财政局、综合科参加", "培训"),
    ],
)
@pytest.mark.parametrize("chat", [None, GROUP])
async def test_what_is_understood_is_named(assigned: Dialog, who: str, words: str, what: str, chat: int | None) -> None:
    before = await assigned.kinds()
    said = await assigned.says(who, words, **({"chat": chat} if chat else {}))
    assert said == [f"“{what}”功能尚未开通，未作登记。发送 /help 查看可用功能。"]
    assert await assigned.kinds() == before
