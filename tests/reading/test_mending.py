"""补正 in words: which items are meant, and what is ordinary talk."""

from __future__ import annotations

import pytest

from handlers.reading.mending import items_mended, items_named


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("第1项已补", (1,)),
        ("第一项补好了", (1,)),
        ("1、3项已补正", (1, 3)),
        ("第1、第3项均已补齐", (1, 3)),
        ("1,2已补", (1, 2)),
        ("１、３已补", (1, 3)),
        ("第二条整改到位。", (2,)),
        ("已补正第2项", (2,)),
        ("补正第1、2项", (1, 2)),
        ("第十二项补交了", (12,)),
        ("全部已补正", ()),
        ("都补齐了", ()),
        ("均已补正！", ()),
        ("清单全部补充完毕", ()),
        ("完成80%", None),
        ("材料已补", None),
        ("第1项有困难，能否缓一缓", None),
        ("第1项还没补", None),
        ("已补齐，申请销号", None),
        ("1", None),
        ("收到", None),
    ],
)
def test_the_items_that_are_said_to_be_put_right(words: str, items: tuple[int, ...] | None) -> None:
    assert items_mended(words) == items


@pytest.mark.parametrize(
    ("words", "items"), [("1", (1,)), ("1、3", (1, 3)), ("第2项", (2,)), ("全部已补", ()), ("好的", None)]
)
def test_behind_the_command_numbers_are_enough(words: str, items: tuple[int, ...] | None) -> None:
    assert items_named(words) == items
