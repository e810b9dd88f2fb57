"""How a name sounds: what voice input and pinyin keyboards write for it is told by its sound, not its look (同音)."""

from __future__ import annotations

import os
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from threading import Lock

from handlers.reading.late import Late

_ALIKE = ((Late("^([zcs])h"), r"\1"), (Late("([ei])ng$"), r"\1n"))
"""zh and z, eng and en are one sound to many who type by ear."""


class Spellings:
    """The first reading of each character, in two arrays: they take half a MiB, a dictionary of 42,000 texts seven."""

    def __init__(self, known: Mapping[int, str]) -> None:
        readings: dict[str, int] = {}
        self._characters = array("L", sorted(known))
        self._reading_of = array(
            "H", (readings.setdefault(known[one].partition(",")[0], len(readings)) for one in self._characters)
        )
        self._readings = tuple(readings)

    def of(self, character: str) -> str:
        """Return how the character is read, with its tone; itself where it is none that is read."""
        code = ord(character)
        at = bisect_left(self._characters, code)
        is_known = at < len(self._characters) and self._characters[at] == code
        return self._readings[self._reading_of[at]] if is_known else character


def _spellings() -> Spellings:
    with _LOADING:  # A message may ask while the thread that learns the names is at it.
        return _loaded()


_LOADING = Lock()


@cache
def _loaded() -> Spellings:
    """Load the dictionary when the first name is heard: it takes longer than the rest of the reader.

    Its phrases, which nobody asks for, would keep 40 MiB for as long as the process lives; so would a second copy. Only
    we ask the library anything, so that what it keeps itself is emptied.
    """
    os.environ |= {"PYPINYIN_NO_PHRASES": "true", "PYPINYIN_NO_DICT_COPY": "true"}
    from pypinyin.constants import PINYIN_DICT

    spellings = Spellings(PINYIN_DICT)
    PINYIN_DICT.clear()
    return spellings


class _Sounds(dict[str, str]):
    """Fills itself: each character is looked up once in the life of the process."""

    def __missing__(self, character: str) -> str:
        spelled = _spellings().of(character)
        plain = "".join(one for one in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(one))
        for pattern, instead in _ALIKE:
            plain = pattern.sub(instead, plain)
        self[character] = plain
        return plain


_SOUNDS = _Sounds()


def sound_of(word: str) -> str:
    """Return the syllables of a word without their tones, one reading a character."""
    return " ".join(map(_SOUNDS.__getitem__, word))
