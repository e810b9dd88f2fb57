"""Which language is asked for: English, 中文, 用英文."""

from __future__ import annotations

import re

from handlers.reading.late import Late
from ledger.languages import Language

_ENGLISH = Late(r"(?:请?(?:用|改成|改为|切换(?:到|成|为)?|说))?(?:english|英文|英语)[.。!！\s]*", re.IGNORECASE)
_CHINESE = Late(r"(?:请?(?:用|改成|改为|切换(?:到|成|为)?|说))?(?:chinese|中文|汉语)[.。!！\s]*", re.IGNORECASE)


def language_in(words: str) -> Language | None:
    """Return the language that the words name, and nothing else; ``None`` for all other words."""
    if _ENGLISH.fullmatch(words.strip()):
        return Language.ENGLISH
    return Language.CHINESE if _CHINESE.fullmatch(words.strip()) else None
