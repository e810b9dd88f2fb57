"""Keys and first characters only save time: whatever they pass over finds nothing (必要字)."""

import csv
import pkgutil
import re
import unicodedata
from importlib import import_module
from inspect import signature

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import handlers.phrases  # What is asked of words is known once it is loaded.
import handlers.reading
from handlers.reading import Context, duties, key, masks, measuring, numbers, reader, strangers, time_words, titles
from handlers.reading.key import Key, Keyed
from handlers.reading.marks import MARKS
from handlers.reading.masks import ALL_CONTENT, CONTENT, mask_content
from handlers.reading.moments import Now
from handlers.reading.mood import MOODS
from handlers.reading.names import index_of
from handlers.reading.normalise import normalise
from handlers.reading.said import Said, prepare
from ledger.people import Role
from tests.benchmarks.reading import MESSAGES
from tests.reading.office import CALENDAR, HOURS, MONDAY, OFFICE, moment, said
from tests.reading.proof import Proof, edges, missed
from tests.reading.scoring import DATA
from tests.support.twins import some

MODULES = [import_module(f"handlers.reading.{one.name}") for one in pkgutil.iter_modules(handlers.reading.__path__)]
KEYS = {
    f"{module.__name__}.{name}": one if type(one) is Key else one.key
    for module in MODULES
    for name, one in vars(module).items()
    if type(one) in (Key, Keyed)
}


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = [row for name in ("words.tsv", *MESSAGES) for row in rows(name)]
CLAUSES = sorted({one for row in ROWS for one in re.split(r"[，。；！？]", row["text"]) if one})


def test_a_letter_of_its_key_stands_in_whatever_a_pattern_finds():
    """Who adds a word to a rule adds a letter of it to the key, where none is there yet."""
    assert len(KEYS) > 50
    found = {name: missing for name, key in KEYS.items() if (missing := unproved(key))}
    assert found == {}


def unproved(key):
    """Return what the key's patterns find without any of its letters."""
    return [missed(one.pattern, key.letters) for one in key.patterns if not Proof(key.letters).holds(one.pattern)]


QUESTIONS = {asks.__name__: asks for asks in key._NEEDS if asks not in reader.RULES}
"""What is asked of words by handlers, before the reader and beside it."""


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_letter_of_its_key_stands_in_whatever_a_question_finds(name):
    found = key._NEEDS[QUESTIONS[name]].key
    for pattern in found.patterns:
        assert Proof(found.letters).holds(pattern.pattern), missed(pattern.pattern, found.letters)


def test_all_letters_of_keys_are_plain():
    """Marks are looked up in plain characters, also for patterns that are tried on words as they are."""
    assert not [letter for letter in key._BITS if normalise(letter) != letter]


BESIDES = {"year": 2026, "roster": OFFICE, "today": HOURS.local(moment(MONDAY)).date()}
BESIDES |= {"now": Now(HOURS.local(moment(MONDAY)), CALENDAR, HOURS)}


def passed_over(text):
    """Return the questions that are not asked of these words, with what they would answer."""
    marks = key.marks_of(text)
    asked = {name: asks for name, asks in QUESTIONS.items() if not key.either_of(asks) & marks}
    return {name: asks(text, **besides(asks)) for name, asks in asked.items()}


def besides(asks):
    """Return what the question wants to know beside the words."""
    return {name: value for name, value in BESIDES.items() if name in signature(asks).parameters}


def test_a_question_that_is_not_asked_of_words_of_a_corpus_has_no_answer_to_them():
    assert len(QUESTIONS) > 30
    for row in some(ROWS, 6):
        found = passed_over(unicodedata.normalize("NFKC", row["text"]))
        assert not {name for name, answer in found.items() if answer not in (None, False, "")}, row


@pytest.mark.parametrize("sign", (*MARKS, *MOODS), ids=lambda sign: sign.name)
def test_a_letter_of_its_key_stands_in_whatever_a_mark_or_a_mood_finds(sign):
    assert Proof(sign.letters).holds(sign.words), missed(sign.words, sign.letters)


def test_the_proof_sees_what_is_missing():
    for pattern in (
        "甲|乙",
        "甲?",
        "[甲乙]",
        "[^甲]",
        "[^丁]",
        "(?:甲|乙)丙?",
        "甲*",
        ".",
        "(?!甲)丁",
        r"(?<=\d)丁",
        "(?i:a)",
    ):
        assert not Proof("甲丙a").holds(pattern)
    for pattern in ("甲|丙", "甲+", "[甲丙]", "乙{0,3}甲", "(?=甲).", "(?:丁|乙)(?:甲|丙)", "丁(?<=甲)乙"):
        assert Proof("甲丙").holds(pattern)
    assert missed("甲丁|乙丁", "甲") == ["乙丁"]


@pytest.mark.parametrize("rule", duties.RULES, ids=lambda rule: rule.name)
def test_a_duty_is_found_by_the_letters_beside_the_name(rule):
    """Its words end on the left, and begin on the right, with the letters that the rule is looked up by."""
    if rule.ends:
        assert edges(rule.left.pattern.removesuffix(r"\s?$"), last=True) <= set(rule.ends)
    if rule.begins:
        assert edges(rule.right.pattern.removeprefix(r"\s?")) <= set(rule.begins)


def test_what_is_tidied_away_has_its_letters():
    for letters, pattern, _ in titles._TIDY:
        assert not letters or Proof(letters).holds(pattern.pattern)


@pytest.mark.parametrize(
    ("letters", "pattern"),
    [
        (numbers._SPOKEN, numbers._SHORT),
        ("号", numbers._MARKED),
        (numbers._BESIDES, numbers._BESIDE),
        (time_words._LETTERS, time_words.DAYS),
        (time_words._LETTERS, time_words._HOUR_START),
        *[(measuring._OF_RATES, one) for one in measuring._RATES.values()],
    ],
)
def test_what_is_not_looked_for_has_none_of_its_letters(letters, pattern):
    assert Proof(letters).holds(pattern.pattern), missed(pattern.pattern, letters)


def prepared(text, role, context):
    """Return the message as the rules see it."""
    now = Now(HOURS.local(moment(MONDAY)), CALENDAR, HOURS)
    return prepare(text[: reader.LONGEST], index=index_of(OFFICE), now=now, role=role, context=context)


@pytest.mark.parametrize("context", Context)
def test_a_rule_that_is_passed_over_would_have_claimed_no_message_of_a_corpus(context):
    """A pattern that a rule uses and its key does not name would show here; so would a role or a place left out."""
    known = {rule: needs for rule, needs in key._NEEDS.items() if rule in reader.RULES}
    assert len(known) > 20
    for row in some(ROWS, 3, beside=context):
        message = prepared(row["text"].replace("\\n", "\n"), Role(row["sender_role"]), context)
        passed = [rule for rule, one in known.items() if one.key and not one.bit(context) & message.marks]
        assert not [rule.__name__ for rule in passed if rule(message)], row


def without_keys(*args, **named):
    """Read a message as if every letter stood in it: every rule, mark and mood is asked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Said, "marks", key.ALL)
        return said(*args, **named)


@pytest.mark.parametrize("context", Context)
def test_no_message_of_a_corpus_is_read_otherwise_without_keys(context):
    """Keys inside a rule are asked by none but itself: a part of the corpora shows that they name all its patterns."""
    for row in some(ROWS, len(Context) * 2 + 1, beside=context):
        text, role = row["text"].replace("\\n", "\n"), Role(row["sender_role"])
        assert said(text, role=role, context=context) == without_keys(text, role=role, context=context)


TEXTS = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4).map("，".join) | st.text(max_size=60)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_question_that_is_not_asked_of_a_text_has_no_answer_to_it(text):
    found = passed_over(unicodedata.normalize("NFKC", text))
    assert not {name for name, answer in found.items() if answer not in (None, False, "")}


@given(TEXTS, st.sampled_from(Role), st.sampled_from(Context))
@settings(max_examples=300, deadline=None)
def test_no_text_is_read_otherwise_without_keys(text, role, context):
    assert said(text, role=role, context=context) == without_keys(text, role=role, context=context)


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


DAY_LETTERS = (
    "".join(sorted({one for _, rule in time_words._RULES for one in rule if "一" <= one <= "龥"})) + "0129.-/~、 "
)


@given(st.text(alphabet=DAY_LETTERS, max_size=12) | TEXTS)
@settings(max_examples=500, deadline=None)
def test_what_opens_no_day_and_no_content_opens_none(text):
    """The letters that are passed over at once begin nothing that is looked for."""
    for words, passed in ((time_words.DAYS, time_words._NO_DAY), (masks._ANY, masks._NO_CONTENT)):
        anywhere = re.compile(words.pattern.replace(passed, "", 1))
        plain = normalise(text)
        assert [one.span() for one in words.finditer(plain)] == [one.span() for one in anywhere.finditer(plain)]


def test_what_may_end_a_nickname_ends_every_one():
    for row in ROWS:
        bones = prepared(row["text"], Role.COORDINATOR, Context.GROUP).bones
        assert strangers._MAY_BE_NICK.search(bones) or not strangers._NICK.search(bones)


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
