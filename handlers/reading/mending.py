"""补正 in words: which items of a returned claim are said to be put right (第1项已补, 1、3补好了, 全部已补正)."""

from __future__ import annotations

import re

from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.normalise import normalise
from handlers.reading.numerals import number

_N = r"第?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_LIST = rf"(?P<list>{_N}(?:\s*(?:[、,和及与]|项|条|点|\s)\s*{_N})*)\s*(?P<unit>项|条|点|个问题)?"
_DONE = (
    r"(?:已经?|都|均|现|全部)*(?:补正|补齐|补全|补充|补好|补上|补交|补报|整改|改正|改好|补)(?:完成|完毕|到位|好)?了?"
)
_ENDS = r"[\s,。!]*+"
_ITEMS = Late(rf"(?:{_LIST}{_DONE}|{_DONE}[\s:]*(?P<behind>{_N}(?:\s*[、,和及与]\s*{_N})*)\s*(?:项|条|点)){_ENDS}")
_ALL = Late(rf"(?:补正)?(?:清单|所有|所列|各项|已|都|均)*(?:全部|都|均){_DONE}{_ENDS}")
_BARE = Late(rf"{_LIST}{_ENDS}")


_AT_ALL = Late("补|整改|改正|改好")
"""What stands in all that is said to be put right."""


def is_said_mended(words: str) -> bool:
    """Tell whether a word of putting right stands in the words, of which their letters alone tell too little."""
    return _AT_ALL.search(normalise(words)) is not None


@needs(Key("好整补正", _ITEMS, _ALL))
def items_mended(words: str) -> tuple[int, ...] | None:
    """Return the items, counted from 1; none for all of them; ``None`` where the words say something else."""
    plain = normalise(words).strip()
    found = _ITEMS.fullmatch(plain)
    if found is not None:
        return _numbers(found["list"] or found["behind"])
    return () if _ALL.fullmatch(plain) else None


def items_named(words: str) -> tuple[int, ...] | None:
    """Return the items that bare numbers behind a command name (1、3), or that ``items_mended`` finds."""
    bare = _BARE.fullmatch(normalise(words).strip())
    return _numbers(bare["list"]) if bare is not None else items_mended(words)


def _numbers(said: str) -> tuple[int, ...]:
    found = (number(one) for one in re.findall(r"\d+|[一二三四五六七八九十]+", said))
    return tuple(sorted({one for one in found if one is not None}))
