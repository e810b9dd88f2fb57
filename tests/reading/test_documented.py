"""``docs/reading.md`` says what is read: each intent and each reader of a register has a row, and its examples hold."""

from __future__ import annotations

from importlib import import_module
from inspect import isfunction

import pytest

from handlers.reading import Context, Intent
from handlers.reading.moments import Now
from ledger.people import Role
from tests.docs.pages import code, rows, text_of
from tests.reading.office import CALENDAR, HOURS, MONDAY, OFFICE, moment, said
from tests.support.sources import ROOT

PAGE = text_of(ROOT / "docs" / "reading.md")
INTENTS = rows(PAGE, "What is read and the test that holds it")
READERS = rows(PAGE, "What registers read")
REGISTERS = ("document_steps", "meetings", "information", "regulations", "trainings")
ASKED = ("registers", "words_on_", "asks_", "submitted", "keeps_", "plans_")
"""How the functions of a register's module are called that a handler asks about a text."""


def test_each_intent_of_the_code_has_a_row():
    assert [code(row[0]) for row in INTENTS] == [intent.value for intent in Intent]


@pytest.mark.parametrize("row", INTENTS, ids=lambda row: code(row[0]))
def test_an_intents_example_is_read_as_it(row):
    intent, text, role, context, _ = row
    assert said(text, role=Role(role), context=Context(context)).intent.value == code(intent)


def test_each_reader_of_a_register_has_a_row():
    modules = {name: import_module(f"handlers.reading.{name}") for name in REGISTERS}
    known = {
        f"{name}.{function}"
        for name, module in modules.items()
        for function, one in vars(module).items()
        if isfunction(one) and one.__module__ == module.__name__ and function.startswith(ASKED)
    }
    assert known <= {code(row[1]) for row in READERS}


@pytest.mark.parametrize("row", READERS, ids=lambda row: code(row[1]))
def test_a_readers_examples_are_known_to_it(row):
    module, _, function = code(row[1]).rpartition(".")
    reader = getattr(import_module(f"handlers.reading.{module}"), function)
    dated = {"roster": OFFICE, "now": Now(HOURS.local(moment(MONDAY)), CALENDAR, HOURS), "year": 2026}
    named = {name: value for name, value in dated.items() if name in reader.__annotations__}
    assert [text for text in row[2].split(" · ") if reader(text, **named) in (None, False, "")] == []
