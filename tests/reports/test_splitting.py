"""The splitter: never over the limit, nothing lost, nothing cut that must stay whole."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.splitting import split, units, visible
from tests.reports.goldens import _WellFormed

LIMIT = 120
TEXT = st.text(st.sampled_from("长a<&>'\"😀👨\u200d👩 \n"), max_size=200)
HEADING = "<b>日调度</b>｜周四"


def _block(text: str, quoted: bool) -> str:
    # Blocks never hold an empty line: the template and the cleaning of user text see to that.
    escaped = html.escape(re.sub(r"\n{2,}", "\n", text)).strip("\n")
    return f"<b>标题</b>\n<blockquote expandable>{escaped}</blockquote>" if quoted else escaped


BLOCKS = st.lists(st.builds(_block, TEXT, st.booleans()).filter(bool), max_size=6)


@given(BLOCKS)
def test_no_part_is_longer_than_the_limit(blocks):
    assert all(units(visible(part)) <= LIMIT for part in split(HEADING, blocks, limit=LIMIT))


@given(BLOCKS)
def test_tags_are_balanced_in_every_part(blocks):
    for part in split(HEADING, blocks, limit=LIMIT):
        _WellFormed().check(part)


@given(BLOCKS)
def test_every_sign_arrives_once_and_in_order(blocks):
    bodies = [visible(part).partition("\n")[2] for part in split(HEADING, blocks, limit=LIMIT)]
    assert _signs("".join(bodies)) == _signs("".join(map(visible, blocks)))


@given(BLOCKS)
def test_no_entity_and_no_surrogate_pair_is_cut(blocks):
    for part in split(HEADING, blocks, limit=LIMIT):
        assert re.sub(r"&(amp|lt|gt|quot|#x27);", "", part).count("&") == 0
        assert part.encode("utf-16-le").decode("utf-16-le") == part


def test_parts_are_numbered_only_where_there_are_several():
    assert split("标题", ["短"]) == ("标题\n短",)
    assert [part.partition("\n")[0] for part in split("标题", ["行\n" * 60], limit=100)] == [
        "标题（1/2）",
        "标题（2/2）",
    ]


def test_a_list_is_cut_at_the_end_of_a_line():
    first, second = split(
        "标题", ["<blockquote>" + "\n".join(["十个字十个字十个字一"] * 8) + "</blockquote>"], limit=90
    )
    assert first.endswith("一</blockquote>")
    assert second.startswith("标题（2/2）\n<blockquote>十")


def test_a_heading_without_text_stands_alone():
    assert split("标题", []) == ("标题",)


def test_a_heading_that_leaves_no_room_is_refused():
    with pytest.raises(ValueError, match="heading"):
        split("长" * 80, ["短"], limit=LIMIT)


def _signs(text: str) -> str:
    return re.sub(r"\s", "", text)
