"""A proof that a pattern finds nothing in a text without certain letters; also the letters at a pattern's edges.

The pattern is walked like an automaton over those letters; every other letter is one and the same. What is kept is
which letter may stand last when none of them has been met yet: where none may, each way through the pattern meets one.
More is thought possible than is.
"""

from collections.abc import Iterable
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

OTHER = ""  # Any other letter; also what stands before the first one.


class Proof:
    """The proof for one set of letters."""

    def __init__(self, letters: Iterable[str]) -> None:
        self.letters = frozenset(letters)
        self.known = self.letters | {OTHER}

    def holds(self, pattern: str) -> bool:
        """Tell whether one of the letters stands in whatever the pattern finds."""
        return not self.after(parser.parse(pattern), frozenset({OTHER}))

    def after(self, tree: Any, last: frozenset[str]) -> frozenset[str]:
        """Return what may stand last behind the tree while none of the letters is met, given what may before it."""
        for code, value in tree:
            last = self._step(code, value, last)
            if not last:
                return last
        return last

    def _step(self, code: Any, value: Any, last: frozenset[str]) -> frozenset[str]:  # noqa: PLR0911 - one line for each kind of step
        match code:
            case codes.LITERAL | codes.NOT_LITERAL | codes.IN | codes.ANY:
                return self._letter(self._choices(code, value))
            case codes.BRANCH:
                return frozenset().union(*(self.after(one, last) for one in value[1]))
            case codes.SUBPATTERN:
                return self.known if value[1] else self.after(value[3], last)  # Flags of its own prove nothing.
            case codes.ATOMIC_GROUP:
                return self.after(value, last)
            case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
                return self._repeated(value, last)
            case codes.AT | codes.ASSERT_NOT:
                return last
            case codes.ASSERT:
                return last if self.after(value[1], self.known) else frozenset()
            case _:
                return self.known

    def _repeated(self, value: Any, last: frozenset[str]) -> frozenset[str]:
        least, most, tree = value
        for _ in range(min(least, 4)):
            last = self.after(tree, last)
        if most == least:
            return last
        while (further := last | self.after(tree, last)) != last:
            last = further
        return last

    def _choices(self, code: Any, value: Any) -> frozenset[str]:
        if code is codes.LITERAL:
            return self._named({chr(value)})
        if code is codes.NOT_LITERAL:
            return self.known - {chr(value)}
        if code is codes.ANY:
            return self.known
        denied = value[0][0] is codes.NEGATE
        named, certain = self._listed(value[1:] if denied else value)
        if not denied:
            return named if certain else self.known
        return self.known - (named - {OTHER}) if certain else self.known

    def _listed(self, items: Any) -> tuple[frozenset[str], bool]:
        named: set[str] = set()
        for code, value in items:
            if code is codes.LITERAL:
                named |= self._named({chr(value)})
            elif code is codes.RANGE:
                inside = {one for one in self.known - {OTHER} if value[0] <= ord(one) <= value[1]}
                named |= inside | ({OTHER} if len(inside) <= value[1] - value[0] else set())
            else:
                return frozenset(), False
        return frozenset(named), True

    def _named(self, letters: Iterable[str]) -> frozenset[str]:
        return frozenset(one if one in self.known else OTHER for one in letters)

    def _letter(self, choices: frozenset[str]) -> frozenset[str]:
        return choices - self.letters


def missed(pattern: str, letters: Iterable[str]) -> list[str]:
    """Return the alternatives of a pattern that hold none of the letters, for whoever adds a word."""
    proof, start, tree = Proof(letters), frozenset({OTHER}), parser.parse(pattern)
    branches = [one for code, value in tree if code is codes.BRANCH for one in value[1]]
    return [_text(one) for one in branches if proof.after(one, start)] or [_text(tree)]


def _text(tree: Any) -> str:
    return "".join(chr(value) if code is codes.LITERAL else "…" for code, value in tree)


ANYTHING = "*"


def edges(pattern: str, *, last: bool = False) -> frozenset[str]:
    """Return the letters with which whatever the pattern finds begins, or ends; ``ANYTHING`` where none are certain."""
    found, empty = _edge(parser.parse(pattern), last)
    return frozenset({ANYTHING}) if empty or ANYTHING in found else frozenset(found)


def _edge(tree: Any, last: bool) -> tuple[set[str], bool]:
    """Return the letters at that edge of the tree, and whether it may find nothing at all."""
    found: set[str] = set()
    for code, value in reversed(list(tree)) if last else tree:
        letters, empty = _edge_of(code, value, last)
        found |= letters
        if not empty:
            return found, False
    return found, True


def _edge_of(code: Any, value: Any, last: bool) -> tuple[set[str], bool]:  # noqa: PLR0911 - one line for each kind of step
    match code:
        case codes.LITERAL:
            return {chr(value)}, False
        case codes.IN:
            return _members(value), False
        case codes.BRANCH:
            sides = [_edge(one, last) for one in value[1]]
            return set().union(*(letters for letters, _ in sides)), any(empty for _, empty in sides)
        case codes.SUBPATTERN:
            return ({ANYTHING}, True) if value[1] else _edge(value[3], last)
        case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
            letters, empty = _edge(value[2], last)
            return letters, empty or value[0] == 0
        case codes.AT | codes.ASSERT | codes.ASSERT_NOT:
            return set(), True
        case _:
            return {ANYTHING}, True


def _members(choices: Any) -> set[str]:
    if all(code is codes.LITERAL or (code is codes.RANGE and value[1] - value[0] < 40) for code, value in choices):
        spans = (value if code is codes.RANGE else (value, value) for code, value in choices)
        return {chr(one) for first, final in spans for one in range(first, final + 1)}
    return {ANYTHING}
