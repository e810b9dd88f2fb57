"""Sentences that remember how they were made, so that whoever they reach can read them in English (双语).

The value is the Chinese sentence, and everything works with it as with any other text. What is behind it is asked for
only where somebody has chosen English: then the function of the same name in ``handlers/english`` makes the sentence
once more from the same facts. Fixed words are constants of the same name there. See decision 0078.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, wraps
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, ParamSpec, TypeVar, cast

CHINESE, ENGLISH = "handlers.wording", "handlers.english"
LABELS = frozenset({"ACT", "STEPS", "UNIT_KIND", "LABELS", "COMPLETION", "KEYBOARD", "MINE", "TODAY"})
"""The tables whose words stand on buttons and above lists; single words are constants of their own."""


_P = ParamSpec("_P")
_R = TypeVar("_R")


class Spoken(str):
    """A sentence in Chinese, with the function and the facts that it was made of."""

    __slots__ = ("_origin",)
    _origin: tuple[Callable[..., Any], tuple[Any, ...], Mapping[str, Any], int | None]

    def in_english(self) -> str:
        """Return the sentence in English, and so whatever it was put together of."""
        chinese, facts, named, which = self._origin
        made = _english(chinese)(*map(in_english, facts), **{name: in_english(one) for name, one in named.items()})
        return str(made if which is None else made[which])


def spoken(chinese: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let the function's sentence, or each of the sentences that it returns, remember how it was made.

    What can be gone through once only is kept as a tuple, for both languages go through it.
    """
    once = any("Itera" in str(one) for one in chinese.__annotations__.values())

    @wraps(chinese)
    def said(*facts: _P.args, **named: _P.kwargs) -> _R:
        kept: Any = tuple(map(_kept, facts)) if once else facts
        found: Any = chinese(*kept, **named)
        if isinstance(found, str):
            text = Spoken(found)
            text._origin = said, kept, named, None
            return cast("_R", text)
        if found is None:
            return cast("_R", found)
        each = (_one_of(one, (said, kept, named, which)) for which, one in enumerate(found))
        return cast("_R", type(found)(each))

    return said


def _kept(fact: Any) -> Any:
    return tuple(fact) if isinstance(fact, Iterator) else fact


def _one_of(text: Any, origin: Any) -> Any:
    """Return one of several sentences with its origin; what is no text (a count beside it) as it is."""
    if not isinstance(text, str):
        return text
    kept = Spoken(text)
    kept._origin = origin
    return kept


@spoken
def joined(*parts: str, between: str = "\n") -> str:
    """Return the sentences one after the other; those that are empty are left out."""
    return between.join(filter(None, parts))


@spoken
def word(chinese: str, of: str) -> str:
    """Return a fixed word that stands for several things; ``of`` is the constant that holds the English one."""
    return chinese


def in_english(said: Any) -> Any:
    """Return what is said in English: a sentence or fixed word, what is made of them, and whoever writes them."""
    if isinstance(said, Spoken):
        return said.in_english()
    if isinstance(said, tuple | list):
        return type(said)(map(in_english, said))
    turn = getattr(said, "in_english", None)
    return said if turn is None else turn()


def fixed_in_english(word: str) -> str:
    """Return a fixed word (the label of a button, a status) in English; names and numbers stay as they are."""
    return word.in_english() if isinstance(word, Spoken) else fixed_words().get(word, word)


@cache
def fixed_words() -> Mapping[str, str]:
    """Return every fixed word of ``handlers/wording`` with its English: constants and tables of one name in both."""
    found: dict[str, str] = {}
    for name in set(modules(CHINESE)) & set(modules(ENGLISH)):
        chinese, english = (vars(import_module(f"{room}.{name}")) for room in (CHINESE, ENGLISH))
        for constant in chinese.keys() & english.keys():
            if constant in LABELS or isinstance(chinese[constant], str):
                found |= dict(_pairs(chinese[constant], english[constant]))
    return found


def modules(room: str) -> tuple[str, ...]:
    """Return the names of the modules of a room."""
    return tuple(one.name for one in iter_modules(import_module(room).__path__))


def _pairs(chinese: Any, english: Any) -> list[tuple[str, str]]:
    """Return the words that stand in the same place of both; what remembers its English needs no table."""
    if isinstance(chinese, Spoken):
        return []
    if isinstance(chinese, str) and isinstance(english, str):
        return [(chinese, english)]
    if isinstance(chinese, Mapping):
        return [pair for key in chinese if key in english for pair in _pairs(chinese[key], english[key])]
    if isinstance(chinese, tuple):
        return [pair for both in zip(chinese, english, strict=True) for pair in _pairs(*both)]
    return []


@cache
def _english(chinese: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function of the same name in the English room; those of this module are here."""
    if chinese.__module__ == __name__:
        return _named_word if chinese.__name__ == "word" else _joined_in_english
    name = chinese.__module__.removeprefix(f"{CHINESE}.")
    found: Callable[..., Any] = getattr(import_module(f"{ENGLISH}.{name}"), chinese.__name__)
    return found


def _joined_in_english(*parts: str, between: str = "\n") -> str:
    return between.join(map(fixed_in_english, filter(None, parts)))


def _named_word(_chinese: str, of: str) -> str:
    """Return the English constant of that name (``terms.DROP``)."""
    module, name = of.split(".")
    return str(getattr(import_module(f"{ENGLISH}.{module}"), name))
