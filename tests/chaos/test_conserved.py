"""The judge of what was lost excuses no more than what is of unknown fate, and nobody else's."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from tests.chaos.conserved import lost_answers
from tests.chaos.load import Key

CHAT, ZHANG, LI = -1, 7, 9
OLD, NEW, OTHER = (CHAT, 5), (CHAT, 6), (CHAT, 8)


@pytest.fixture
def office() -> Any:
    said = {5: ZHANG, 6: ZHANG, 8: LI}
    messages = {number: {"from": {"id": user}} for number, user in said.items()}
    return SimpleNamespace(world=SimpleNamespace(rooms={"group": SimpleNamespace(id=CHAT, messages=messages)}))


@pytest.mark.parametrize(
    ("given", "unknown", "lost"),
    [
        ({OLD: 0, NEW: 0, OTHER: 0}, {}, []),
        ({OLD: 0, NEW: -1, OTHER: 0}, {}, [NEW]),
        ({OLD: 0, NEW: -1, OTHER: 0}, {OLD: 1}, []),
        ({OLD: 0, NEW: -1, OTHER: 0}, {OTHER: 1}, [NEW]),
        ({OLD: -1, NEW: -1, OTHER: -1}, {OLD: 1}, [NEW, OTHER]),
        ({OLD: 0, NEW: -2, OTHER: 0}, {NEW: 1}, [NEW]),
        ({OLD: 1, NEW: -1, OTHER: 0}, {}, [NEW]),
    ],
)
def test_an_answer_is_lost_unless_one_of_unknown_fate_may_be_it(
    office: Any, given: dict[Key, int], unknown: dict[Key, int], lost: list[Key]
) -> None:
    assert lost_answers(office, given, Counter(unknown)) == lost
