"""Which few rules of duty may fit a name between two words: looked up by the letters beside it (左右字)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.reading.duties import RULES, DutyRule


def _by_letter(edges: Sequence[str]) -> tuple[dict[str, int], int]:
    """Return the bits of the rules for each letter at that edge, and those of the rules that take any."""
    any_letter = sum(1 << at for at, letters in enumerate(edges) if not letters)
    found = dict.fromkeys("".join(edges), any_letter)
    for at, letters in enumerate(edges):
        for letter in letters:
            found[letter] |= 1 << at
    return found, any_letter


_ENDS, _ENDS_ANYHOW = _by_letter([rule.ends for rule in RULES])
_BEGINS, _BEGINS_ANYHOW = _by_letter([rule.begins for rule in RULES])
_BITS = tuple((1 << at, rule) for at, rule in enumerate(RULES))


def rules_between(left: str, right: str) -> list[DutyRule]:
    """Return the rules that may fit a name between these words."""
    before = _ENDS.get(left.rstrip()[-1:], _ENDS_ANYHOW)
    fitting = before & _BEGINS.get(right.lstrip()[:1], _BEGINS_ANYHOW)
    return [rule for bit, rule in _BITS if bit & fitting] if fitting else []
