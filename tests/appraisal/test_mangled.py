"""Whatever stands in a rule file: it is read, or its mistakes are told, and nothing else happens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.appraisal.reading import WrongRules, read_register
from tests.appraisal.broken import FILES

SIGNS = st.text(alphabet="\"'[]{}=.,#\n\t -0123456789年分甲aeTZ:_+\\\u2028\x00", max_size=6)
BITS = SIGNS | st.sampled_from(
    [
        "[[rule]]\n",
        "[rule]\n",
        "[grades]\n",
        "points = nan\n",
        "points = -inf\n",
        "cap = 1e400\n",
        "when = 3\n",
        "when.level = []\n",
        "effective = 1979-05-27T07:32:00Z\n",
        "words = [[]]\n",
        "version = true\n",
        '"""',
        "0x" + "f" * 9000,
    ]
)


def read_or_told(text: str) -> None:
    """Read the file; raise whatever is raised beside well-formed mistakes."""
    try:
        read_register(text.encode())
    except WrongRules as wrong:
        assert wrong.mistakes
        assert all(1 <= one.line <= text.count("\n") + 1 for one in wrong.mistakes)
        assert all(len(str(one).splitlines()) == 1 for one in wrong.mistakes)


@settings(max_examples=200, deadline=None)
@given(
    name=st.sampled_from(["party", "government"]),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), BITS), max_size=4),
)
def test_a_mangled_file_is_read_or_told_of_and_nothing_else(name, cuts):
    text = FILES[name]
    for where, length, instead in cuts:
        place = int(where * len(text))
        text = text[:place] + instead + text[place + length :]
    read_or_told(text)


LINES = FILES["party"].split("\n")
VALUES = [
    "nan",
    "-inf",
    "1e400",
    "1e-400",
    "0x" + "f" * 9000,
    "-1",
    "0",
    "101",
    "0.001",
    "true",
    "[]",
    "[[]]",
    "{}",
    "{ level = [1] }",
    "{ at_least = 0 }",
    "1979-05-27T07:32:00Z",
    "07:32:00",
    "2027-01-01",
    '""',
    '" "',
    '"a\\nb"',
    '"\\u2028"',
    '"打卡"',
    '"' + "长" * 201 + '"',
    '"decided"',
    '"overdue"',
    '"extended"',
    '"workday"',
    '["office"]',
    '"1.1"',
    '["1.1", "x"]',
    '"""\nkey = 1\n"""',
]


@settings(max_examples=300, deadline=None)
@given(
    changes=st.dictionaries(
        st.sampled_from([n for n, line in enumerate(LINES) if " = " in line]), st.sampled_from(VALUES), max_size=3
    ),
    gone=st.sets(st.integers(0, len(LINES) - 1), max_size=2),
)
def test_any_value_in_any_place_is_read_or_told_of(changes, gone):
    changed = [f"{line.partition(' = ')[0]} = {changes[n]}" if n in changes else line for n, line in enumerate(LINES)]
    read_or_told("\n".join(line for n, line in enumerate(changed) if n not in gone))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_told_of(content):
    with pytest.raises(WrongRules):
        read_register(content)
