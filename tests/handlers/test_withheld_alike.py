"""Minimal mode withholds as much in English as in Chinese: words of people, titles and names are the same in both."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from tests.docs.pages import ROOT

KINDS = {
    **dict.fromkeys(("escape", "short", "shown", "within"), "words"),
    **dict.fromkeys(("headed", "headline", "entitled", "bare_title"), "title"),
}
"""Functions of ``voice`` by what they make inert; ``called`` is for names, which are told."""
ELSEWHERE = {"views": ("entries",)}
"""What one module of Chinese says is said in English by more."""
CHINESE, ENGLISH = ROOT / "handlers" / "wording", ROOT / "handlers" / "english"
PAIRS = sorted(one.stem for one in CHINESE.glob("*.py") if (ENGLISH / one.name).is_file() and one.stem != "voice")


@cache
def withheld(language: str, module: str) -> dict[str, Counter[str]]:
    """Return by function how many expressions go out as words and as titles; tables of sentences count as one."""
    tree = ast.parse((ROOT / "handlers" / language / f"{module}.py").read_text("utf-8"))
    found: dict[str, Counter[str]] = {}
    for node in tree.body:
        name = node.name if isinstance(node, ast.FunctionDef) else ""
        found[name] = found.get(name, Counter()) + Counter(_kinds(node))
    return found


def _kinds(node: ast.AST) -> Iterator[str]:
    for call in (one for one in ast.walk(node) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)):
        assert isinstance(call.func, ast.Name)
        first = call.args[0] if call.args else None
        name = first.id if call.func.id == "map" and isinstance(first, ast.Name) else call.func.id
        if name in KINDS:
            yield KINDS[name]


@pytest.mark.parametrize("module", PAIRS)
def test_a_sentence_withholds_in_english_what_it_withholds_in_chinese(module: str) -> None:
    chinese = withheld("wording", module)
    english = {
        name: one for other in (module, *ELSEWHERE.get(module, ())) for name, one in withheld("english", other).items()
    }
    alike = chinese.keys() & english.keys()

    assert alike, "the rooms are of one plan"
    assert {name: english[name] for name in alike} == {name: chinese[name] for name in alike}
