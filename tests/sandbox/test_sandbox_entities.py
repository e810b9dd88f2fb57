"""HTML and what the platform finds by itself, in UTF-16 units."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.entities import formatted, parts
from bot.sandbox.errors import ApiError
from bot.sandbox.html import parse

ZHANG = {"id": 11, "is_bot": False, "first_name": "张三"}


def read(source: str) -> tuple[str, list[tuple[str, int, int]]]:
    text, entities = parse(source, lambda user_id: ZHANG if user_id == 11 else None)
    return text, [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>甲</b>乙", "甲乙", [("bold", 0, 1)]),
        ("😀<i>甲</i>", "😀甲", [("italic", 2, 1)]),
        ("<b>甲<i>乙</i></b>", "甲乙", [("bold", 0, 2), ("italic", 1, 1)]),
        (
            "<u>a</u><s>b</s><del>c</del>",
            "abc",
            [("underline", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)],
        ),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<blockquote expandable>引</blockquote>", "引", [("expandable_blockquote", 0, 1)]),
        ("<blockquote>引</blockquote>", "引", [("blockquote", 0, 1)]),
        ("<code>a&lt;b&amp;&#38;</code>", "a<b&&", [("code", 0, 5)]),
        ("a &nbsp; b", "a &nbsp; b", []),
        ('<a href="https://a.cn/?x=1&amp;y=2">链接</a>', "链接", [("text_link", 0, 2)]),
        ('<a href="tg://user?id=11">张三</a>', "张三", [("text_mention", 0, 2)]),
        ('<a href="tg://user?id=12">陌生人</a>', "陌生人", []),
        ('<tg-time unix="1795737600" format="wDT">周五</tg-time>', "周五", [("date_time", 0, 2)]),
        ("<b></b>空", "空", []),
    ],
)
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    assert read(source) == (text, entities)


def test_code_inside_pre_names_its_language() -> None:
    text, entities = parse('<pre><code class="language-python">x = 1</code></pre>')

    assert (text, entities) == ("x = 1", [{"type": "pre", "language": "python", "offset": 0, "length": 5}])


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("3 < 5", 'Unsupported start tag "" at byte offset 2'),
        ("甲</b>", "Unexpected end tag at byte offset 3"),
        ("<b>甲</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_wrong_html_is_refused_with_its_place(source: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse(source)

    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start abc", [("bot_command", "/start")]),
        ("/assign@taizhang_bot 张三", [("bot_command", "/assign@taizhang_bot")]),
        ("完成 1/2，见 a/b", []),
        ("😀 @zhang_san 请看", [("mention", "@zhang_san")]),
        ("#督办 #2026", [("hashtag", "#督办")]),
        ("见 https://example.cn/a?b=1，谢谢", [("url", "https://example.cn/a?b=1")]),
        ("发到 a@example.cn", [("email", "a@example.cn")]),
        ("/交办 张三", []),
    ],
)
def test_commands_mentions_and_links_are_found(text: str, found: list[tuple[str, str]]) -> None:
    clean, entities = formatted(text, None, None)

    assert [(entity["type"], words) for entity, words in parts({"text": clean, "entities": entities})] == found


def test_outer_space_is_cut_and_entities_move_with_it() -> None:
    given: list[dict[str, Any]] = [{"type": "bold", "offset": 2, "length": 4}]

    assert formatted("  好的  ", None, given) == ("好的", [{"type": "bold", "offset": 0, "length": 2}])


def test_nothing_is_found_inside_code() -> None:
    assert formatted("<code>/start</code>", "HTML", None)[1] == [{"type": "code", "offset": 0, "length": 6}]
