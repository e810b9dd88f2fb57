"""The recipes of CONTRIBUTING.md name files that there are, and that the commits which prove them have touched."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.docs.pages import code, text_of
from tests.support.require import missing
from tests.support.sources import ROOT

_RECIPE = re.compile(r"^### (?P<name>.+?)\n(?P<text>.*?)(?=^##)", re.MULTILINE | re.DOTALL)
RECIPES = {found["name"]: found["text"] for found in _RECIPE.finditer(text_of(ROOT / "CONTRIBUTING.md"))}


def files(recipe: str) -> list[str]:
    """Return the files of the recipe's table."""
    cells = [line.split("|")[1] for line in RECIPES[recipe].splitlines() if line.startswith("| `")]
    return [code(cell) for cell in cells]


def test_there_is_a_recipe_for_what_is_added_most():
    assert {"An act", "A report", "A phrase rule", "A channel"} <= set(RECIPES)


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_commit_that_proves_a_recipe_touched_its_files(recipe):
    (commit,) = re.findall(r"roved by `([0-9a-f]{7})`", RECIPES[recipe])
    shown = subprocess.run(
        ["git", "show", "--name-only", "--format=", commit], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if shown.returncode:
        missing("history", f"{commit} is not in this clone")

    assert len(files(recipe)) > 6
    assert set(files(recipe)) - set(shown.stdout.splitlines()) == set()


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_files_of_a_recipe_are_still_there(recipe):
    assert [path for path in files(recipe) if not (ROOT / path).exists()] == []
