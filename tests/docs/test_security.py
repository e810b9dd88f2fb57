"""The page on security names every table, every column with text, and tests and experiments that there are."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from sqlalchemy import LargeBinary, String

import storage.store  # noqa: F401 - defines every table
from storage.types import METADATA, Json
from tests.chaos.experiments import EXPERIMENTS
from tests.docs.pages import ROOT, rows, text_of
from tests.docs.tables import settings

PAGE = text_of(ROOT / "docs" / "security.md")
TABLES = {row[0].strip("`"): row for row in rows(PAGE, "What is stored where, and how long")}
BEYOND = rows(PAGE, "Beyond the list")
CASES = {int(row[0]): row for row in rows(PAGE, "The cases and what holds them")}


def test_every_table_is_there_and_no_other():
    assert set(TABLES) == set(METADATA.tables)


@pytest.mark.parametrize("table", sorted(METADATA.tables))
def test_every_column_with_text_is_named(table: str):
    texts = {one.name for one in METADATA.tables[table].columns if isinstance(one.type, String | Json | LargeBinary)}

    assert set(re.findall(r"`(\w+)`", TABLES[table][1])) == texts


def test_the_terms_are_settings():
    named = set(re.findall(r"`(retention\.\w+)`", "".join(row[3] for row in TABLES.values())))

    assert named <= set(settings())


def test_every_case_has_its_row_and_what_holds_it():
    assert list(CASES) == list(range(1, 73))
    assert [number for number, row in CASES.items() if "`" not in row[2]] == []


def test_what_holds_a_case_is_there():
    held = [*(row[2] for row in CASES.values()), *(row[1] for row in BEYOND)]
    named = {name for one in held for name in re.findall(r"`([^`]+)`", one)}

    assert len(BEYOND) >= 10
    assert {name for name in named if not _is_there(name)} == set()


def _is_there(name: str) -> bool:
    if name.startswith("chaos "):
        return name.removeprefix("chaos ") in EXPERIMENTS
    module, _, function = name.partition("::")
    return function in _functions(module)


@cache
def _functions(module: str) -> frozenset[str]:
    path = ROOT / "tests" / f"{module}.py"
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    )
