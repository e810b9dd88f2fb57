"""Markdown for other messengers: bold is kept, what people wrote is not markup, pieces fit and lose nothing."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.markdown import markdown_of, pieces, plain_of, title_of

TEXTS = st.text("甲乙丙 *#>_<[]`~1-\n")


@pytest.mark.parametrize(
    ("markup", "markdown"),
    [
        ("<b>日报告</b>\n新增 3 件", "**日报告**\n新增 3 件"),
        ("<b>一\n二</b> 三", "**一**\n**二** 三"),
        ("<b>甲</b><b>乙</b>", "**甲乙**"),
        ("<b> 甲 </b>乙", " **甲** 乙"),
        ("<i>斜</i><a href='https://a.example'>链接</a><blockquote>引</blockquote>", "斜链接引"),
        ("# 标题\n  &gt; 引文", "＃ 标题\n  ＞ 引文"),
        ("甲 # 乙 &gt; 丙 &amp;amp;", "甲 # 乙 > 丙 &amp;"),
    ],
)
def test_html_becomes_markdown(markup, markdown):
    assert markdown_of(markup) == markdown


@given(TEXTS)
def test_what_people_wrote_holds_no_sign_of_markup(text):
    made = markdown_of(html.escape(text))
    assert not set("*_`[]<~") & set(made)
    assert not [line for line in made.split("\n") if line.lstrip().startswith(("#", ">"))]
    assert len(made.strip()) == len(text.strip("\n").strip())


@given(st.text("甲乙丙 ＊1-\n"), st.integers(30, 60))
def test_pieces_fit_and_lose_nothing_but_blanks(text, room):
    made = pieces(f"**{text}**" if "\n" not in text else text, room=room, size=lambda one: len(one.encode()))
    assert all(len(one.encode()) <= room for one in made)
    bodies = [one.partition("\n")[2] for one in made] if len(made) > 1 else list(made)
    assert plain_of("".join("".join(bodies).split())) == "".join(text.split())


def test_the_title_is_the_first_line_without_marks():
    assert title_of("\n**日报告｜2026-11-27**\n新增") == "日报告｜2026-11-27"
