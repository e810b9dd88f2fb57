"""Extensions (延期): asked with a date or a number of days, approved, rejected."""

from __future__ import annotations

import re

from handlers.reading.moments import Resolved
from handlers.reading.replies import STAFF, delta, heard, which_task
from handlers.reading.said import Said, T
from handlers.reading.values import Intent, Reading

_EXTEND = r"延期|延长|延后|延缓|延至|延到|延(?=\d|[一二两三四五六七八九十半几]|不|[,。!了吧]|$)|再延|顺延|展期|宽限|缓(?=到|至|\d|[一二两三四五六七八九十半几个]|一缓)|推迟|往后(?:推|延)|推后|晚(?=\d|[一二两三四五六七八九十半几])|放宽"  # noqa: E501
_ASKED = re.compile(
    rf"(?:申请|恳请|请求|请领导|请示|能不能|能否|可否|可不可以|是否可以|希望|想|请予|望|需要?|特申请|拟申请|麻烦|请(?:批准|准予|同意|给予|允许))[^。;\n]{{0,24}}?(?:{_EXTEND})|(?:{_EXTEND})[^,。]{{0,10}}(?:行不行|行吗|可以吗|可否|好吗|成吗|请批|请批准|妥否|望批准)|"
    r"延期申请"
)
_MORE = re.compile(
    r"能(?:不能|否)?(?:再)?(?:晚|缓|推迟)(?!上|会|饭)|(?:再|多)(?:给|宽|容)(?:我们?|我科|点|限)?(?:\d|[一二两三四五六七八九十半])"
)
_CANNOT = re.compile(
    rf"(?:交不了|完不成|来不及|赶不(?:出来|上|及)|办不完|做不完|报不了|弄不完)[^。;\n]{{0,12}}?(?:{T})(?:再)?(?:报|交|完成|提交|给)?(?:行不行|行吗|可以吗|可否|好吗|成吗|再报|再交|完成|[?]|$)|"
    rf"能(?:不能|否)?(?:再)?(?:晚|缓|延|推迟)|再要(?:\d|[一二两三四五六七八九十])"
)
_PLAIN = re.compile(rf"^[\s\ue001]{{0,24}}(?:申请)?(?:{_EXTEND})(?:到|至)?(?:{T}|\d|[一二两三四五六七八九十半])")
_YES = re.compile(
    rf"(?<![不未])(?:同意|批准|准予|准许|允许|可以|准)[^,。;\n]{{0,8}}?(?:{_EXTEND})|(?:{_EXTEND})[^,。;\n]{{0,10}}?(?<!不)(?:可以|同意|行(?!不)|准了|批准)"
)
_NO = re.compile(
    rf"(?:不同意|不准|不批准|不批|不予|不能|不可以|不得|驳回|拒绝|不再|别再?|不许)[^,。;\n]{{0,6}}?(?:{_EXTEND})|(?:{_EXTEND})[^,。;\n]{{0,8}}?(?:不同意|不批|不行|不予|驳回|不准)|不延|按原(?:定)?(?:时限|期限|时间|截止)"
)
_NOT_A_DATE = ("duration", "after", "bare_workdays", "allowance")
_TO = re.compile(r"(?:到|至|成|为)\s?$")
_QUESTION = re.compile(r"吗|[?]|能不能|能否|可否|可不可以")


def extend_request(said: Said) -> Reading | None:
    """申请延期到12月4日, 能不能再缓两天: the deadline stays until somebody approves."""
    if said.role not in STAFF or not (
        _ASKED.search(said.bones)
        or _PLAIN.search(said.bones)
        or _CANNOT.search(said.bones)
        or _MORE.search(said.masked)
    ):
        return None
    return _with_limit(said, Intent.EXTEND_REQUEST)


def extend_reject(said: Said) -> Reading | None:
    """不同意延期，按原时限办结."""
    if said.role in STAFF or not _NO.search(said.bones) or _YES.search(said.bones):
        return None
    return heard(said, Intent.EXTEND_REJECT, asks=which_task(said))


def extend_approve(said: Said) -> Reading | None:
    """同意延期到下周二; 延两天可以，再延不行."""
    if said.role in STAFF or not _YES.search(said.bones) or _QUESTION.search(said.bones):
        return None
    return _with_limit(said, Intent.EXTEND_APPROVE, last=True if _NO.search(said.bones) else None)


def _with_limit(said: Said, intent: Intent, *, last: bool | None = None) -> Reading:
    found = _new_limit(said)
    step = None if found else delta(said, _from(said))
    approving = intent is Intent.EXTEND_APPROVE
    missing = () if found or step or approving else ("deadline",)
    asks = (*which_task(said), *(found.asks if found else missing))
    return heard(said, intent, asks=asks, deadline=found.value if found else None, delta=step, last=last)


def _from(said: Said) -> int:
    extend = re.compile(
        rf"{_EXTEND}|再给|多给|再宽|多宽|再要|交不了|完不成|来不及|赶不|办不完|做不完|报不了|弄不完"
    ).search(said.masked)
    return extend.start() if extend else 0


def _new_limit(said: Said) -> Resolved | None:
    """Return the date behind 到 or 至; else a date right behind the verb."""
    pairs = [(time, found) for time, found in zip(said.times, said.resolved, strict=True) if time.start > _from(said)]
    for time, found in pairs:
        if _TO.search(said.bones, max(0, time.start - 3), time.start):
            return found
    dated = [found for time, found in pairs if time.rule not in _NOT_A_DATE]
    if len(dated) == 1 and _CANNOT.search(said.bones):
        return dated[0]
    return next(
        (found for time, found in pairs if time.start - _from(said) <= 4 and time.rule not in _NOT_A_DATE),
        None,
    )
