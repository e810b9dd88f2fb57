"""Why something is asked for (原因): what a message says beside its number, its date and the act itself."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.reading.key import Key, marks_of
from handlers.reading.late import Late
from handlers.reading.masks import TIME
from handlers.reading.normalise import normalise
from handlers.reading.numbers import find_numbers, mask_numbers
from handlers.reading.said import blank
from handlers.reading.time_words import find_times
from ledger.hours import OfficeHours

_CLAUSE = Late(r"[^,。;!?\n]+")
_LEAD = (
    r"特此?|现|故|所以|因此|需要?|想|拟|希望|恳请|请求?|申请|能不能|能否|可否|是否可以|可不可以|"
    r"领导|再|我们?|我科|向您?"
)
_EXTEND = Late(
    rf"(?:{_LEAD})*(?:延期|延长|延后|延缓|延至|延到|延(?=\d|[一二两三四五六七八九十半几{TIME}])|顺延|宽限|推迟|推后|"
    r"往后[推延拖挪]|[缓晚]|多给|再给)"
)
_CAUSE = Late(
    r"因|由于|鉴于|[未没缺待等]|无法|(?<!能)不(?![能行可])|尚|还[^要需]|正在|有误|冲突|困难|受阻|生病|住院|出差|培训"
)
_EMPTY = Late(
    rf"{_LEAD}|予以|给予|准予|允许|同意|批准|审批|行不行|[行可好]以?[吗吧]|麻烦|谢谢|您好|你好|[多给到至为限了吧吗呢的前]|时间|"
    r"延期|延长|延缓|宽限|推迟|交不了|完不成|来不及|赶不[上及]|办不完|做不完|报不了|左右|事项|任务|[该此本]项|时限|期限|"
    r"\d+|[一二两三四五六七八九十半几]|个?工作日|天|周|星期|个?月|办理|完成|办结|报送|[\ue000-\ue002\s]|[^\w]"
)
_OPENING = Late(r"^[\s,:：]*(?:(?:原因|理由)(?:是|为)?|因为|由于|鉴于|因(?!此))[\s,:：]*")
_STOP = Late(r"^[\s,:]*(?:请|先|暂时?|拟|申请|予以|该?事项|此项)*(?:中止|暂停)(?:办理)?(?:吧|了)?[\s,。;:]*")
_GO = Late(r"^[\s,:]*(?:请|可以?|现|即|该?事项|此项)*恢复办理(?:吧|了)?[\s,。;:]*")
_CLOCK = Key("止停恢", _STOP, _GO)
_AWAITED = Late(r"^\s*(?:正在|还在|需要?|暂)?(?:等待|等候|等|待|候)(?P<what>[^\s].*)$")


def reason_within(words: str, hours: OfficeHours) -> str:
    """Return why an extension is asked for; empty where the words only say the task, the act and the date."""
    plain = normalise(words)
    masked = mask_numbers(plain, find_numbers(plain, 0))
    bones = blank(masked, ((one.start, one.end) for one in find_times(masked, hours)), TIME)
    kept = (words[start:end].strip() for start, end in _telling(bones))
    return joined(*(_OPENING.sub("", one).strip() for one in kept))


def clauses(words: str) -> list[str]:
    """Return the clauses of a message as written."""
    return [words[one.start() : one.end()] for one in _CLAUSE.finditer(normalise(words))]


def joined(*reasons: str) -> str:
    """Return several parts of a reason as one sentence."""
    return "，".join(filter(None, reasons))


def _telling(bones: str) -> Iterator[tuple[int, int]]:
    """Yield the spans that give a reason: of a clause that asks, only what stands before the asking."""
    for clause in _CLAUSE.finditer(bones):
        asked = _EXTEND.search(clause.group())
        if asked is None:
            if len(_EMPTY.sub("", clause.group())) >= 2:
                yield clause.span()
            continue
        before, after = clause.group()[: asked.start()], clause.group()[asked.end() :]
        if _CAUSE.search(before) and len(_EMPTY.sub("", before)) >= 2:
            yield clause.start(), clause.start() + asked.start()
        elif _CAUSE.search(after):
            yield clause.span()


_LAST = Late(r"下不为例|最后一次|仅此一次|不再顺延|没有下次")
_DENIAL = Late(r"[不别没勿免甭]|拒绝|驳回")
_REFUSAL = Late(r"[\s,:]*(?:不(?:予)?同意|不批准|不批|不准|不予|驳回|拒绝)(?:其?延期)?(?:申请)?[\s,。;:]*")
_GRANT = Late(r"(?:[延宽缓推]|只能|最多|至多|给)[^,。;]{0,3}到")


def is_last(words: str) -> bool:
    """Tell whether no further extension is to follow (下不为例)."""
    return bool(_LAST.search(normalise(words)))


def denies(words: str) -> bool:
    """Tell whether the words may be a refusal, whatever date stands in them."""
    return bool(_DENIAL.search(_LAST.sub("", normalise(words))))


def opinion_within(words: str) -> str:
    """Return what a refusal says beside the number and the no itself (不同意延期，按原时限办结)."""
    plain = normalise(words)
    first = next(iter(find_numbers(plain, 0)), None)
    start = first.end if first is not None and not plain[: first.start].strip() else 0
    found = _REFUSAL.match(plain, start)
    return words[found.end() if found else start :].strip()


def grants(words: str) -> bool:
    """Tell whether the words grant an extension to the date in them (只能延到周五)."""
    return bool(_GRANT.search(normalise(words))) and not denies(words)


def stop_or_go(words: str, year: int) -> tuple[str, str | None, str] | None:
    """Return ``suspend`` or ``resume``, the number before it and the words behind it (118号先中止，等省里批复)."""
    if not _CLOCK.fits(marks_of(words)):
        return None
    plain = normalise(words)
    first = next(iter(find_numbers(plain, year)), None)
    opening = _BEFORE.match(plain, 0, first.start) if first is not None else None
    start = first.end if first is not None and opening is not None else 0
    for act, pattern in (("suspend", _STOP), ("resume", _GO)):
        found = pattern.match(plain[start:])
        if found is not None:
            why = words[: opening.end("why")].strip(" ,，。;；:：") if opening is not None else ""
            rest = joined(why, words[start + found.end() :].strip())
            return act, first.number if first is not None and start else None, rest
    return None


_BEFORE = Late(r"(?P<why>[^?!\n]{0,30}?)(?<![^\s,。;:])[\s,。;:]*$")
"""省里批了，118号恢复办理: what stands before the number is why."""


def awaited_within(words: str) -> tuple[str, str]:
    """Return the reason of a suspension, and what is awaited (等省里批复)."""
    plain = normalise(words)
    reasons: list[str] = []
    awaited: list[str] = []
    for clause in _CLAUSE.finditer(plain):
        found = _AWAITED.match(clause.group())
        start = clause.start() + (found.start("what") if found else 0)
        (awaited if found else reasons).append(words[start : clause.end()].strip())
    return joined(*(_OPENING.sub("", one) for one in reasons)), joined(*awaited)
