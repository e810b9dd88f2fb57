"""Nothing is missing in either language: sentences, labels, commands, help, entries, report templates and titles."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from handlers.english import commands as english_commands
from handlers.english.entries import SAID
from handlers.english.terms import KEYBOARD_ACTS
from handlers.english.topics import TOPICS
from handlers.wording import commands, helping, refusals, terms, views
from handlers.wording.spoken import CHINESE, ENGLISH, LABELS, Spoken, fixed_in_english, modules
from reports import english as reports
from reports.english_scores import EnglishScoreWords
from reports.rendering import FOLDER
from reports.score_words import ScoreWords
from reports.tables import TITLES
from reports.words import ENTRIES, ENTRY, SPANS

HAN = re.compile(r"[\u4e00-\u9fff]")
WIDE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
KEPT_AS_WRITTEN = {
    "assignments": {"origin"},
    "asking": {"decides", "question", "choose"},
    "circulars": {"days", "default_title", "opening", "paper", "published", "scores_title", "tasks", "told_points"}
    | {"tones"},
    "departing": {"unit_of"},
    "document_lists": {"document_row", "limits"},
    "escalating": {"level_in"},
    "explaining": {"asks_why"},
    "feeds": {"unknown_kind"},
    "helping": {"topic_called", "topics_for"},
    "importing": {"faults_name", "fault_row", "faults_of", "file_of", "problems_name"},
    "information": {"table_row"},
    "lists": {"my_tasks", "today"},
    "meetings": {"source"},
    "minutes": {"minutes", "file_name"},
    "own_data": {"as_text", "as_json", "name"},
    "rates": {"lists_of"},
    "rechecking": {"sample"},
    "recurring": {"origin"},
    "regulation_tasks": {"title"},
    "reporting": {"buttons"},
    "returning": {"bare"},
    "roster_importing": {"faults_name"},
    "running": {"token_refused", "work_divided", "cannot_listen", "already_running", "held_by"},
    "splitting": {"sentences", "title"},
    "supervising": {"title", "to_mend", "origin"},
    "tasks": {"together", "offer_note"},
    "timeline": {"message_link"},
    "voice": {"called", "headed", "entitled", "bare_title", "escape", "short", "headline", "shown", "within", "untold"},
    "withholding": {"minimal"},
}
"""Functions that remember nothing: what they return is kept in the ledger, stands on a Chinese paper or table, is read
from people, is printed on the server, or is put together of sentences that do remember."""
READ_OR_KEPT = {
    ("commands", "ALIASES"),
    ("escalating", "LEVELS"),
    ("document_lists", "COLUMNS"),
    ("importing", "FAULT_COLUMNS"),
    ("information", "COLUMNS"),
    ("rostering", "EXAMPLE"),
    ("setting_up", "SHEET_NAME"),
    ("terms", "NUMBER_MARK"),
    ("timetable", "WEEKDAYS"),
    ("topics", "REGISTERS"),
    ("withholding", "WORDS"),
}
"""Chinese constants without an English one: what people write, columns of standard tables, and parts of words."""
ONLY_CHINESE = {"channels", "circular_sentences", "frames", "ledger_rows", "score_sentences", "spoken"}
"""Modules of what goes on papers and into tables, is kept with a message (why another messenger refused it), or is said
for the reader; and the one that joins both languages."""


def both(name: str) -> tuple[ModuleType, ModuleType]:
    return import_module(f"{CHINESE}.{name}"), import_module(f"{ENGLISH}.{name}")


def functions(module: ModuleType) -> dict[str, Any]:
    own = ((name, one) for name, one in vars(module).items() if inspect.isfunction(one))
    return {name: one for name, one in own if one.__module__ == module.__name__ and not name.startswith("_")}


def constants(module: ModuleType) -> Iterator[str]:
    for node in ast.parse(Path(str(module.__file__)).read_text("utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                yield from (one.id for one in ast.walk(target) if isinstance(one, ast.Name))


def shape(function: Any) -> list[tuple[str, Any, Any]]:
    """Return names, kinds and defaults; one that is a word has its own in each language."""
    taken = inspect.signature(function).parameters.values()
    return [(one.name, one.kind, type(one.default) if isinstance(one.default, str) else one.default) for one in taken]


SHARED = sorted(set(modules(CHINESE)) - ONLY_CHINESE)


def test_each_module_of_wording_has_its_english_one():
    assert sorted(set(modules(CHINESE)) - set(modules(ENGLISH))) == sorted(ONLY_CHINESE)


@pytest.mark.parametrize("name", SHARED)
def test_each_sentence_has_its_english_one_of_the_same_facts(name):
    chinese, english = map(functions, both(name))
    spoken = {key for key, one in chinese.items() if hasattr(one, "__wrapped__")}
    assert chinese.keys() - spoken == KEPT_AS_WRITTEN.get(name, set())
    assert {key: shape(chinese[key]) for key in spoken} == {
        key: shape(english[key]) for key in spoken if key in english
    }


@pytest.mark.parametrize("name", SHARED)
def test_each_fixed_word_has_its_english_one(name):
    chinese, english = both(name)
    public = [one for one in constants(chinese) if not one.startswith("_") and HAN.search(repr(getattr(chinese, one)))]
    assert [one for one in public if not hasattr(english, one) and (name, one) not in READ_OR_KEPT] == []
    tables = [one for one in public if hasattr(english, one) and isinstance(getattr(chinese, one), Mapping)]
    tables.remove("KEYBOARD_ACTS") if "KEYBOARD_ACTS" in tables else None
    assert [one for one in tables if getattr(chinese, one).keys() != getattr(english, one).keys()] == []


def test_a_label_has_one_english_word_wherever_it_stands():
    found: dict[str, set[str]] = {}
    for name in SHARED:
        chinese, english = (vars(one) for one in both(name))
        for key in LABELS & chinese.keys() & english.keys():
            for word, said in _side_by_side(chinese[key], english[key]):
                found.setdefault(word, set()).add(said)
    assert {word: said for word, said in found.items() if len(said) > 1} == {}


def _side_by_side(chinese: Any, english: Any) -> Iterator[tuple[str, str]]:
    if isinstance(chinese, Spoken):
        return
    if isinstance(chinese, str):
        yield chinese, english
    elif isinstance(chinese, Mapping):
        for key, value in chinese.items():
            yield from _side_by_side(value, english[key])
    else:
        for one, other in zip(chinese, english, strict=True):
            yield from _side_by_side(one, other)


def test_commands_topics_refusals_and_entries_are_all_there():
    assert english_commands.DESCRIPTIONS.keys() == commands.DESCRIPTIONS.keys()
    assert TOPICS.keys() == {topic.name for topic in helping.TOPICS}
    english = import_module(f"{ENGLISH}.refusals")
    assert vars(english)["_SENTENCES"].keys() == vars(refusals)["_SENTENCES"].keys()
    assert SAID.keys() == vars(views)["_SAID"].keys()
    assert all(terms.KEYBOARD_ACTS[label] == act for label, act in KEYBOARD_ACTS.items())


def test_every_report_template_is_there_in_both_languages():
    chinese = {path.name for path in FOLDER.glob("*.j2")}
    english = {path.name for path in (FOLDER / "en").glob("*.j2")}
    assert chinese ^ english == set()
    macros = re.compile(r"{% macro (\w+)")
    ours = {name: set(macros.findall((FOLDER / name).read_text("utf-8"))) for name in chinese & english}
    theirs = {name: set(macros.findall((FOLDER / "en" / name).read_text("utf-8"))) for name in chinese & english}
    assert {name: ours[name] - theirs[name] for name in ours} == {name: set() for name in ours} | {"_parts.j2": {"day"}}


def test_every_title_of_a_list_and_every_entry_is_there_in_both_languages():
    assert {title for title in TITLES.values() if HAN.search(reports.titled(title))} == set()
    assert {*ENTRIES.values(), ENTRY} == reports.ENTRIES.keys()
    assert reports.SPANS.keys() == SPANS.keys()


def test_every_word_of_the_appraisal_is_there_in_both_languages():
    chinese, english = vars(ScoreWords), vars(EnglishScoreWords)
    told = {name for name, one in chinese.items() if not name.startswith("_") and WIDE.search(_written(one))}
    assert told - english.keys() == set()
    assert english.keys() - chinese.keys() == set()
    assert WIDE.search(inspect.getsource(EnglishScoreWords)) is None


def _written(one: Any) -> str:
    """Return the code of a function, and of anything else what it holds."""
    return inspect.getsource(one) if inspect.isfunction(one) else repr(one)


def test_names_and_numbers_stay_as_they_are():
    assert [fixed_in_english(one) for one in ("张三", "DB-2026-1")] == ["张三", "DB-2026-1"]
