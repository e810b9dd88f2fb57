"""How a name sounds: what voice input and pinyin keyboards write for it is told by its sound, not its look (同音)."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from functools import cache

from handlers.reading.late import Late

_ALIKE = ((Late("^([zcs])h"), r"\1"), (Late("([ei])ng$"), r"\1n"))
"""zh and z, eng and en are one sound to many who type by ear."""


@cache
def _spellings() -> Mapping[int, str]:
    """Load the dictionary when the first name is heard: it takes longer than the rest of the reader.

    Its phrases, which nobody asks for, would keep 40 MiB for as long as the process lives; so would a second copy.
    """
    os.environ |= {"PYPINYIN_NO_PHRASES": "true", "PYPINYIN_NO_DICT_COPY": "true"}
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT


class _Sounds(dict[str, str]):
    """Fills itself: each character is looked up once in the life of the process."""

    def __missing__(self, character: str) -> str:
        spelled = _spellings().get(ord(character), character).partition(",")[0]
        plain = "".join(one for one in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(one))
        for pattern, instead in _ALIKE:
            plain = pattern.sub(instead, plain)
        self[character] = plain
        return plain


_SOUNDS = _Sounds()


def sound_of(word: str) -> str:
    """Return the syllables of a word without their tones, one reading a character."""
    return " ".join(map(_SOUNDS.__getitem__, word))
