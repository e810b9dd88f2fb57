"""Keys and first characters only save time: whatever they pass over finds nothing (必要字)."""

import csv
import pkgutil
import re
from importlib import import_module
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import handlers.reading
from handlers.reading import Context, time_words
from handlers.reading.key import Key
from handlers.reading.marks import MARKS
from handlers.reading.masks import ALL_CONTENT, CONTENT, mask_content
from handlers.reading.mood import MOODS
from handlers.reading.normalise import normalise
from ledger.people import Role
from tests.benchmarks.reading import MESSAGES
from tests.reading.office import said
from tests.reading.scoring import DATA

MODULES = [import_module(f"handlers.reading.{one.name}") for one in pkgutil.iter_modules(handlers.reading.__path__)]
KEYS = {
    f"{module.__name__}.{name}": key for module in MODULES for name, key in vars(module).items() if type(key) is Key
}


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = [row for name in ("words.tsv", *MESSAGES) for row in rows(name)]
CLAUSES = sorted({one for row in ROWS for one in re.split(r"[，。；！？]", row["text"]) if one})


def holds(tree, letters):
    """Tell whether one of the letters stands in whatever the parsed pattern finds."""
    return any(_step_holds(code, value, letters) for code, value in tree)


def _step_holds(code, value, letters):
    match code:
        case codes.LITERAL | codes.IN:
            return _is_covered(value if code is codes.IN else [(code, value)], letters)
        case codes.BRANCH:
            return all(holds(one, letters) for one in value[1])
        case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
            return value[0] > 0 and holds(value[2], letters)
        case codes.SUBPATTERN:
            return not value[1] and holds(value[3], letters)  # A group with flags of its own proves nothing.
        case codes.ASSERT:
            return holds(value[1], letters)
        case _:
            return False


def _is_covered(choices, letters):
    if any(code not in (codes.LITERAL, codes.RANGE) for code, _ in choices):
        return False
    spans = (value if code is codes.RANGE else (value, value) for code, value in choices)
    return all(chr(one) in letters for first, last in spans for one in range(first, last + 1))


def missed(tree, letters):
    """Return the alternatives of a pattern that hold none of the letters, for whoever adds a word."""
    found = [one for code, value in tree if code is codes.BRANCH for one in value[1] if not holds(one, letters)]
    return [_text(one) for one in found] or [_text(tree)]


def _text(tree):
    return "".join(chr(value) if code is codes.LITERAL else "…" for code, value in tree)


@pytest.mark.parametrize("name", sorted(KEYS))
def test_a_letter_of_its_key_stands_in_whatever_a_pattern_finds(name):
    """Who adds a word to a rule adds a letter of it to the key, where none is there yet."""
    key = KEYS[name]
    for pattern in key.patterns:
        tree = parser.parse(pattern.pattern)
        assert holds(tree, key.letters), missed(tree, key.letters)


@pytest.mark.parametrize("sign", (*MARKS, *MOODS), ids=lambda sign: sign.name)
def test_a_letter_of_its_key_stands_in_whatever_a_mark_or_a_mood_finds(sign):
    tree = parser.parse(sign.words)
    assert holds(tree, frozenset(sign.letters)), missed(tree, frozenset(sign.letters))


def test_the_proof_sees_what_is_missing():
    for pattern in ("甲|乙", "甲?", "[甲乙]", "[^甲]", "(?:甲|乙)丙?", "甲*", ".", "(?!甲)丁"):
        assert not holds(parser.parse(pattern), frozenset("甲丙"))
    for pattern in ("甲|丙", "甲+", "[甲丙]", "乙{0,3}甲", "(?=甲).", "(?:丁|乙)(?:甲|丙)"):
        assert holds(parser.parse(pattern), frozenset("甲丙"))
    assert missed(parser.parse("甲丁|乙丁"), frozenset("甲")) == ["乙丁"]


@pytest.fixture
def without_keys(monkeypatch):
    """Read a message with every rule asked, whatever its key says."""

    def read(*args, **named):
        with monkeypatch.context() as patch:
            patch.setattr(Key, "fits", lambda key, letters: True)
            return said(*args, **named)

    return read


@pytest.mark.parametrize("context", Context)
def test_no_message_of_a_corpus_is_read_otherwise_without_keys(context, without_keys):
    """A pattern that a rule uses and its key does not name would show here."""
    for row in ROWS:
        text, role = row["text"].replace("\\n", "\n"), Role(row["sender_role"])
        assert said(text, role=role, context=context) == without_keys(text, role=role, context=context)


TEXTS = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4).map("，".join) | st.text(max_size=60)


@given(TEXTS, st.sampled_from(Role), st.sampled_from(Context))
@settings(max_examples=300, deadline=None)
def test_no_text_is_read_otherwise_without_keys(text, role, context):
    reading = said(text, role=role, context=context)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Key, "fits", lambda key, letters: True)
        assert reading == said(text, role=role, context=context)


def everywhere(plain):
    """Return the text without any content, looked for at every place."""
    return ALL_CONTENT.sub(lambda found: CONTENT * len(found.group()), plain)


def test_content_is_found_wherever_its_first_character_stands():
    for row in ROWS:
        plain = normalise(row["text"])
        assert mask_content(plain) == everywhere(plain)


CHARACTERS = "《》“”「」『』:/@.a1２hGBT〔[(第号批12345PM vV0x24时值十五规三公双百两季度月份年今前本上日报周期六亩"


@given(st.text(alphabet=CHARACTERS, max_size=24) | TEXTS)
@settings(max_examples=500, deadline=None)
def test_content_in_any_text_is_found_wherever_its_first_character_stands(text):
    plain = normalise(text)
    assert mask_content(plain) == everywhere(plain)


def test_the_group_that_finds_a_day_is_the_first_row_that_fits():
    """The groups of the one pattern of all days are the rows of the table."""
    assert time_words.DAYS.groups == len(time_words.BY_RULE)
    for plain in (normalise(row["text"]) for row in ROWS):
        for day in time_words.DAYS.finditer(plain):
            fitting = (at for at, (_, one) in enumerate(time_words.BY_RULE, 1) if one.match(plain, day.start()))
            assert day.lastindex == next(fitting)


def test_our_own_marks_in_a_message_mean_nothing():
    for mark in "\ue000\ue001\ue002\ue003":
        assert normalise(mark) == "\ufffd"
        for context in Context:
            said(f"不是{mark}是{mark}，改成{mark}，转给{mark}办，{mark}前报送", role=Role.COORDINATOR, context=context)
