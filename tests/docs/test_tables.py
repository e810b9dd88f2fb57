"""Tables of the pages say what the program has; ``python -m tests.docs.tables`` prints the rows anew."""

from __future__ import annotations

import ast
import re
import tomllib

from handlers.understanding import ACT_OF_INTENT
from tests.docs import phrases, tables
from tests.docs.pages import ACCESS, MANUAL, OPERATIONS, code, rows, text_of
from tests.support.sources import ROOT, sources

SETTINGS = {code(row[0]): row for row in rows(text_of(OPERATIONS), "Settings")}


def test_the_manual_lists_the_commands_that_there_are():
    shown = [[code(row[0]), *row[1:]] for row in rows(text_of(MANUAL), "六、命令一览")]

    assert shown == tables.commands()


def test_the_manual_lists_the_topics_of_the_help():
    assert rows(text_of(MANUAL), "七、帮助主题") == tables.topics()


def test_the_manual_lists_phrases_with_what_the_reader_makes_of_them():
    assert rows(text_of(MANUAL), "八、说法一览") == phrases.phrases()


def test_every_intent_that_is_served_has_a_phrase_and_none_is_in_doubt():
    found = [phrases.reading_of(*one) for one in phrases.SAID]
    assert {one.intent for one in found} == ACT_OF_INTENT.keys()
    assert {ask for one in found for ask in one.asks} <= {"evidence", "assignee", "deadline"}


def test_the_table_of_rights_is_the_table_that_is_asked():
    shown = [[code(row[0]), *row[1:]] for row in rows(text_of(ACCESS), "Rights")]

    assert shown == tables.permissions()


def test_every_scope_is_explained():
    assert {row[0] for row in rows(text_of(ACCESS), "How far a right reaches")} == set(tables.SCOPE_WORDS.values())


def test_the_settings_are_those_of_the_models_with_their_defaults():
    assert {name: code(row[1]) for name, row in SETTINGS.items()} == tables.settings()


def test_sections_marked_later_are_used_by_nobody_and_the_others_by_somebody():
    """Whoever begins to use a setting takes the mark away."""
    text = "\n".join(source.text for source in sources("bot", "config"))
    used = {"evidence"} if "evidence_for(" in text else set()
    used |= set(re.findall(r"settings\.(\w+)", text)) | {"token", "timezone"}
    sections = {name.partition(".")[0] for name in SETTINGS}
    later = {one for one in sections if all("*later*" in row[2] for row in _rows_of(one))}

    assert later == sections - used


def _rows_of(section: str) -> list[list[str]]:
    return [row for name, row in SETTINGS.items() if name.partition(".")[0] == section]


def test_the_example_file_names_every_setting_that_may_stand_in_it():
    text = (ROOT / "config" / "example.toml").read_text("utf-8")
    wanted = {name.partition(".")[0] for name in SETTINGS} - {"token", "clock_url"}

    assert {name for name in wanted if not re.search(rf"^(# )?(\[{name}|{name} =)", text, re.MULTILINE)} == set()
    assert tomllib.loads(text)


def test_every_line_of_check_is_explained():
    shown = {row[0] for row in rows(text_of(OPERATIONS), "Check")}

    assert _checked() == shown


def _checked() -> set[str]:
    """Return the items of findings, wherever one is made in the command line."""
    found = set()
    for source in sources("bot/cli"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"fine", "mind", "stops", "judged"}:
                found |= _item(node.args[0])
    return found | {"群权限"}


def _item(node: ast.expr) -> set[str]:
    return {str(node.value)} if isinstance(node, ast.Constant) else set()
