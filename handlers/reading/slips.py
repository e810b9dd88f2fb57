"""Slips that an order mends itself: 周三前报，不对，是周四前; the time or the name said before is void (口误自纠)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from handlers.reading.choosing import is_meant
from handlers.reading.key import Key
from handlers.reading.late import Late
from handlers.reading.masks import NAME, TIME
from handlers.reading.said import Said, blank

_CUE = (
    r"(?:[哦噢啊呃哎]?不对(?:不对)?|[哦噢啊呃]不是?|不不|(?<=[,。;!\s])不(?=[,\s])|更正(?:一下)?|纠正(?:一下)?|订正(?:一下)?|口误|手滑|笔误|"
    r"(?:我)?(?:刚才?)?(?:说|写|打|发|搞|弄|记|看)错了?|改一下|等等|等一下|(?:时间|时限|人)?错了)"
)
_IS = r"(?:我是说|我说的是|应该?是|应为|应当是|改[成为到]|换成|而是|是|还是|以)?"
_TIME_MENDED = Late(
    rf"[,。;!\s(]{{0,8}}{_CUE}[,。;:!\s]*{_IS}\s?(?={TIME})"
    rf"|[,。;!\s(]{{0,8}}(?:时间|时限|期限)?(?:改[成为到]|调整[成为到]|提前到|提前至|推迟到|推迟至|顺延到|顺延至|变更为)\s?(?={TIME})"
)
_NAME_MENDED = Late(rf"[,。;!\s(]{{0,8}}{_CUE}[,。;:!\s]*{_IS}\s?(?={NAME})")
_NOT_BUT = Late(rf"不是(?P<wrong>{TIME}{{1,24}}+)[,\s]*(?:而)?是(?={TIME})")
_SLIPS = Key("不变提改整正滑等误迟错顺", _TIME_MENDED, _NAME_MENDED, _NOT_BUT)


def mended(said: Said) -> Said:
    """Return the message without what it takes back itself: the void words are spaces, all else stays where it was."""
    gone = [*_void_times(said), *_void_names(said)] if _SLIPS.fits(said.marks) else []
    if not gone:
        return said
    spans = sorted(gone)
    kept = tuple(one for one in said.mentions if not any(start <= one.start < end for start, end in spans))
    doubted = tuple(replace(one, guessed=one.guessed or _is_second(one.start, spans)) for one in kept)
    text, plain, masked = (blank(one, spans, " ") for one in (said.text, said.plain, said.masked))
    return said.but(text=text, plain=plain, masked=masked, mentions=doubted)


def _is_second(start: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a name replaces another one: then it is confirmed."""
    return any(end == start for _, end in spans)


def _void_times(said: Said) -> list[tuple[int, int]]:
    """Return the spans of the times taken back, and of the words that take them back."""
    gone: list[tuple[int, int]] = []
    cues = list(_TIME_MENDED.finditer(said.bones))
    owed = [time for at, time in enumerate(said.times) if time.bound or is_meant(said, at)] if cues else []
    ends = [time.end for time in owed]
    for cue in cues:
        before = bisect_right(ends, cue.start())
        if before:
            gone += [(owed[before - 1].start, owed[before - 1].end), cue.span()]
    gone += [found.span() for found in _NOT_BUT.finditer(said.bones)]
    return gone


def _void_names(said: Said) -> list[tuple[int, int]]:
    gone: list[tuple[int, int]] = []
    for cue in _NAME_MENDED.finditer(said.bones):
        before = [one for one in said.mentions if one.end <= cue.start()]
        if before:
            gone += [(before[-1].start, before[-1].end), cue.span()]
    return gone
