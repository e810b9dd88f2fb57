"""Which share of the work is said to be done: 80%, 百分之八十, 七成, 过半, 三分之二 (完成比例)."""

from __future__ import annotations

import re

from handlers.reading.late import Late
from handlers.reading.numerals import number
from handlers.reading.said import Said
from handlers.reading.values import Context

_PERCENT = Late(
    r"(?P<percent>\d{1,3})(?:\.\d+)?%|百分之(?P<spelled>[一二三四五六七八九十百]{1,4})|(?P<tenths>[一二三四五六七八九])成(?!立|为|果|员|本|绩|功|效|都|型|分|套)"
)
_HALF = Late(
    r"(?:完成|进度|进展|做|写|干|办|弄|搞|改|查|排查|整理|整改|核对|录|(?:^|[,。\s])已?到)[^,。]{0,4}(?:过半|一半|一?大半)(?![的人])"
)
_FRACTION = Late("(?P<of>[三四五六七八九十])分之(?P<n>[一二两三四五六七八九])(?!的)")


def share_of(said: Said) -> int | None:
    """Return the percentage that is said to be done; 完成过半 counts as 50."""
    found = _PERCENT.search(said.plain)
    if found is None:
        return 50 if _HALF.search(said.bones) else _fraction(said)
    if found["tenths"]:
        replied = said.context is Context.REPLY and re.search("成(?:了|多|左右|[,。]|$)", said.plain)
        return (number(found["tenths"]) or 0) * 10 if replied or re.search("完成|进度|进展", said.plain) else None
    if said.context is Context.GROUP and not said.number and not _SHARE_OF_WORK.search(said.plain):
        return None
    value = int(found["percent"]) if found["percent"] else number(found["spelled"].replace("百", "")) or 100
    told = said.number or said.context is Context.REPLY
    spoken_of = told or re.search(r"完成|进度|进展|推进|已|达到|剩|做了|办了|到了", said.plain)
    return value if value <= 100 and spoken_of else None


def _fraction(said: Said) -> int | None:
    """三分之二了: of a task or in private only."""
    found = _FRACTION.search(said.plain) if said.number or said.context is not Context.GROUP else None
    whole, part = (number(found["of"]) or 0, number(found["n"]) or 0) if found else (0, 0)
    return 100 * part // whole if part < whole else None


_SHARE_OF_WORK = Late(
    r"(?:完成(?:了|到|情况)?|进度|进展|推进|做|办|干|弄|到|过|已|^[^,。\n]{0,6}完成率)(?!率)[^,。;率\n]{0,6}?(?:\d{1,3}(?:\.\d+)?%|百分之)"
)
"""In a group a share is progress where it is a share of the work: not 增长8%, not 完成率100%."""
