"""Glossary and changelog keep up with the code."""

from __future__ import annotations

import ast
import re

from tests.docs.pages import text_of
from tests.support.sources import ROOMS, ROOT, sources

GLOSSARY = ROOT / "docs" / "glossary.md"
LATER: frozenset[str] = frozenset()
"""Words of the domain whose classes come with later releases; who writes the class strikes it out here."""


def terms() -> set[str]:
    """Return the class names that the glossary gives in code font."""
    cells = [line.split("|")[3] for line in text_of(GLOSSARY).splitlines() if line.startswith("| ")]
    marked = [word for cell in cells for word in re.findall(r"`([^`]+)`", cell)]
    return {word.partition(".")[0] for word in marked if re.fullmatch(r"[A-Z][A-Za-z]+(\.[A-Z]+)?", word)}


def classes() -> set[str]:
    """Return the names of all classes of the program."""
    return {node.name for source in sources(*ROOMS) for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef)}


def test_terms_in_code_font_are_the_names_in_the_code():
    assert terms() - classes() == LATER


def test_folders_and_files_of_the_glossary_exist():
    named = re.findall(r"`((?:\w+/)+(?:\w+\.py)?)`", text_of(GLOSSARY))

    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_changelog_has_a_section_for_what_is_not_released_or_for_this_version():
    version = re.search(r'^version = "(.+)"$', text_of(ROOT / "pyproject.toml"), re.MULTILINE)
    headings = re.findall(r"^## \[(.+?)\]", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)

    assert version
    assert {"Unreleased", version[1]} & set(headings)
