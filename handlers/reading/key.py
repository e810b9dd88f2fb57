"""The letters without which a pattern finds nothing (必要字): most rules are passed over by what is not said.

All letters of a message are looked up once (``marks_in``), as one number in which each key has a bit of its own;
whether a rule may claim the message is then a single ``&``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from typing import Any, Generic, TypeVar

from handlers.reading.facts import fact
from handlers.reading.late import Late
from handlers.reading.normalise import normalise
from handlers.reading.values import Context
from ledger.people import Role

F = TypeVar("F", bound=Callable[..., Any])
_SAID = 1  # A bit that every message has, so that a rule without a key is always asked.
_NEXT = count(1)
_BITS: dict[str, int] = {}


class Key:
    """Letters of which one stands in whatever any of the patterns finds; a test proves it from the patterns."""

    def __init__(self, letters: str, *patterns: Late) -> None:
        self.letters = frozenset(letters)
        self.patterns = patterns
        self.bit = 1 << next(_NEXT)
        for letter in self.letters:
            _BITS[letter] = _BITS.get(letter, 0) | self.bit

    def fits(self, marks: int) -> bool:
        """Tell whether one of the patterns may find something in a text of these marks."""
        return self.bit & marks != 0


class Keyed(Late):
    """One pattern of a table, with its key."""

    def __init__(self, letters: str, words: str) -> None:
        super().__init__(words)
        self.key = Key(letters, self)
        self.bit = self.key.bit


R = TypeVar("R")


class Table(Generic[R]):
    """Rows with a key each, of which only those are looked at that may find something."""

    def __init__(self, rows: Iterable[tuple[Keyed, R]]) -> None:
        self._rows = {words.bit: (words, row) for words, row in rows}
        self._bits = sum(self._rows)

    def fitting(self, marks: int) -> Iterator[tuple[Keyed, R]]:
        """Return, in their order, the rows of which a letter is among the marks."""
        left = marks & self._bits
        while left:
            lowest = left & -left
            yield self._rows[lowest]
            left ^= lowest


@lru_cache(maxsize=64)
def marks_in(plain: str) -> int:
    """Return the bits of all keys of which a letter stands in the text; many ask it of the same message."""
    found = _SAID
    for letter in _BITS.keys() & set(plain):
        found |= _BITS[letter]
    return found


@lru_cache(maxsize=64)
def marks_of(text: str) -> int:
    """Return the marks of words as somebody wrote them; many ask something of the same message.

    Plain characters are what all keys are made of, so a pattern for words as they are finds its letters here, too.
    """
    return marks_in(normalise(text))


ALL = -1
"""The marks of a text in which every letter stands."""

EVERYBODY = frozenset(Role)
ANYWHERE = frozenset(Context)


@fact()
class Needs:
    """What a rule needs to claim a message: who says it, where, and a letter of its key (that only in ``keyed_in``)."""

    key: Key | None = None
    of: frozenset[Role] = EVERYBODY
    within: frozenset[Context] = ANYWHERE
    keyed_in: frozenset[Context] = ANYWHERE

    def bit(self, context: Context) -> int:
        """Return the bit that must be among the marks, or all bits where no mark is needed."""
        return self.key.bit if self.key and context in self.keyed_in else ALL


_NEEDS: dict[Callable[..., Any], Needs] = {}


def needs(
    key: Key | None = None,
    *,
    of: Iterable[Role] = EVERYBODY,
    within: Iterable[Context] = ANYWHERE,
    keyed_in: Iterable[Context] = ANYWHERE,
) -> Callable[[F], F]:
    """Declare what a rule needs: it is asked of no other message."""

    def declared(rule: F) -> F:
        _NEEDS[rule] = Needs(key, frozenset(of), frozenset(within), frozenset(keyed_in))
        return rule

    return declared


def asked(rules: Iterable[F], role: Role, context: Context) -> tuple[tuple[int, F], ...]:
    """Return the rules that may claim what somebody of that role says there, each with its bit."""
    known: Mapping[Callable[..., Any], Needs] = _NEEDS
    declared = ((known.get(rule, Needs()), rule) for rule in rules)
    return tuple((one.bit(context), rule) for one, rule in declared if role in one.of and context in one.within)


def either_of(*asked: Callable[..., Any]) -> int:
    """Return the bits of which one must be among the marks of words before any of these is asked of them."""
    bits = 0
    for asks in asked:
        bits |= _NEEDS.get(asks, Needs()).bit(Context.GROUP)
    return bits


class Questions(Generic[R]):
    """What words may be, each told by a question that is asked of them, in this order; of most words none is.

    A question says beside itself what it needs: most have a letter without which the answer is no.
    """

    def __init__(self, *questions: tuple[R, Callable[[str], bool]]) -> None:
        self._questions = [(either_of(asks), meant, asks) for meant, asks in questions]
        self.bits = either_of(*(asks for _, asks in questions))

    def answer(self, words: str) -> R | None:
        """Return what the words are by the first question to which the answer is yes."""
        marks = marks_of(words)
        if not self.bits & marks:
            return None
        return next((meant for bit, meant, asks in self._questions if bit & marks and asks(words)), None)
