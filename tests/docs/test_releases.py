"""Versions and release notes: what they name is there, a version has its day, and the program says which it is."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Any

import pytest

from tests.cli.calling import taizhang
from tests.docs.pages import text_of
from tests.support.sources import ROOT

PROJECT: dict[str, Any] = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
NOTES = sorted((ROOT / "docs" / "releases").glob("*.md"))
RELEASED = [one for one in NOTES if one.stem != "next"]
HEADINGS = ["Upgrade", "It needs", "What cannot be undone"]
MIGRATIONS = {
    found[1] for one in ROOT.glob("storage/migrations/versions/v*.py") if (found := re.match(r"v(\d+)_", one.name))
}


def part(text: str, heading: str) -> str:
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_the_program_says_its_version():
    called = taizhang("--version")
    assert (called.code, called.out, called.err) == (0, f"taizhang {PROJECT['version']}\n", "")


def test_each_version_of_the_changelog_has_its_day_the_newest_first():
    found = re.findall(r"^## \[([\d.]+)\](?: - (\S+))?$", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    days = [date.fromisoformat(day) for _, day in found]
    assert found[0][0] == PROJECT["version"]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("note", NOTES, ids=lambda one: one.stem)
def test_notes_say_how_to_upgrade_what_is_needed_and_what_stays(note):
    text = text_of(note)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS
    python = re.search(r"Python (\d\.\d+)", part(text, "It needs"))
    assert python and PROJECT["requires-python"] == f">={python[1]}"
    needed = {
        re.split(r"[\[>=<]", one)[0].lower() for one in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"])
    }
    named = {one.lower() for one in re.findall(r"`(\w[\w-]*)`", part(text, "It needs"))} - {"pip"}
    assert named - needed == set()


def test_every_version_but_the_first_has_notes_with_its_day_and_schema():
    versions = re.findall(r"^## \[([\d.]+)\]", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert {one.stem for one in RELEASED} == set(versions) - {"0.1.0"}
    for note in RELEASED:
        (day,) = re.findall(rf"^# {note.stem}, (\S+)$", text_of(note), re.MULTILINE)
        assert f"## [{note.stem}] - {day}" in text_of(ROOT / "CHANGELOG.md")
        assert set(re.findall(r"\b(\d{4})\b", part(text_of(note), "Upgrade"))) & MIGRATIONS
