"""How a name sounds: what voice input and pinyin keyboards write for it is told by its sound, not its look (同音)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("sounds.txt")
"""A syllable without its tone and the characters whose first reading it is, one a line; from pypinyin (MIT)."""

_ALIKE = ((re.compile("^([zcs])h"), r"\1"), (re.compile("([ei])ng$"), r"\1n"))
"""zh and z, eng and en are one sound to many who type by ear."""


def sound_of(word: str) -> str:
    """Return the syllables of a word without their tones, one reading a character; other characters as they are."""
    known = _sounds()
    return " ".join(known.get(character, character) for character in word)


@cache
def _sounds() -> Mapping[str, str]:
    """Read the table when the first name is heard."""
    lines = (line.split() for line in _TABLE.read_text(encoding="utf-8").splitlines())
    return {
        character: alike for syllable, characters in lines for alike in [_alike(syllable)] for character in characters
    }


def _alike(syllable: str) -> str:
    for pattern, instead in _ALIKE:
        syllable = pattern.sub(instead, syllable)
    return syllable
