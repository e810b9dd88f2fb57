"""MarkdownV2 and the old Markdown."""

from __future__ import annotations

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.markdown import parse

ZHANG = {"id": 11, "is_bot": False, "first_name": "张三"}


def read(source: str, *, old: bool = False) -> tuple[str, list[tuple[str, int, int]]]:
    text, entities = parse(source, lambda user_id: ZHANG if user_id == 11 else None, old=old)
    return text, [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*甲*乙", "甲乙", [("bold", 0, 1)]),
        ("😀_甲_", "😀甲", [("italic", 2, 1)]),
        ("*甲 _乙_*", "甲 乙", [("bold", 0, 3), ("italic", 2, 1)]),
        ("__a__ ~b~ ||c||", "a b c", [("underline", 0, 1), ("strikethrough", 2, 1), ("spoiler", 4, 1)]),
        ("`a.b_c`", "a.b_c", [("code", 0, 5)]),
        ("```x = 1```", "x = 1", [("pre", 0, 5)]),
        ("```python\nx = 1```", "x = 1", [("pre", 0, 5)]),
        (r"DB\-2026\-118\.", "DB-2026-118.", []),
        ("[甲](https://a.cn/b_c)", "甲", [("text_link", 0, 1)]),
        ("[张三](tg://user?id=11) [李四](tg://user?id=12)", "张三 李四", [("text_mention", 0, 2)]),
        (">甲\n>乙\n丙", "甲\n乙\n丙", [("blockquote", 0, 3)]),
        (">甲\n>乙||", "甲\n乙", [("expandable_blockquote", 0, 3)]),
    ],
)
def test_markdown_v2_becomes_text_and_entities(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    assert read(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("一.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("甲*乙", "Can't find end of Bold entity at byte offset 3"),
        ("*甲_乙*", "Can't find end of Italic entity at byte offset 4"),
        ("[甲]", "Can't find end of TextUrl entity at byte offset 0"),
    ],
)
def test_wrong_markdown_is_refused_with_its_place(source: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        read(source)

    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


def test_the_old_dialect_has_no_reserved_signs() -> None:
    assert read("*甲_1* - [乙](https://a.cn) 3.5 snake\\_case", old=True) == (
        "甲_1 - 乙 3.5 snake_case",
        [("bold", 0, 3), ("text_link", 6, 1)],
    )
