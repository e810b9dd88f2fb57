"""Words on a document (办文): its number, which step they take or report, and what is asked about documents at all."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from handlers.reading.facts import fact
from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.measuring import period_in
from handlers.reading.normalise import normalise

_EDGE = r"[\s,。;:!、]*+"
_PLEASE = rf"{_EDGE}(?:请|把|将|再|现|该件|此件|本件|这份文件?|文件){{0,2}}{_EDGE}"
_PAPER = r"(?:该件|此件|本件|文件|件|文|稿|纪要)?"
_BECAUSE = rf"(?:{_EDGE}(?:因为|因|原因是?|理由是?)?[:,\s]*(?P<words>.*))?"
_SIGNING = r"(?:签发|审签|签批|审批|批示|审定|签字|阅批|签)"


def _whole(pattern: str) -> Late:
    return Late(pattern, re.DOTALL)


_STEPS = (
    ("withdraw", _whole(rf"{_PLEASE}(?:登记)?(?:作废|撤销登记|取消登记|登记有误|登记错了){_PAPER}{_BECAUSE}")),
    (
        "return",
        _whole(rf"{_PLEASE}(?:退回(?:修改|重办|原科室|登记人)?|退文|退件|不予受理|不同意签发){_PAPER}{_BECAUSE}"),
    ),
    ("submit", _whole(rf"{_PLEASE}已?(?:送|报|呈|转)(?:请|给)?(?P<to>[^\s,。;]{{2,12}}?){_SIGNING}了?{_EDGE}")),
    ("submit", _whole(rf"{_PLEASE}已?(?:送签|呈签|报签|送审签?|呈批|报批|送批|提请签发|请签发){_PAPER}了?{_EDGE}")),
    (
        "submit",
        _whole(rf"{_PLEASE}已?(?:送签|呈签|报签|送审签?|呈批|报批|送批)[:,\s]*(?P<to>[^\s,。;]{{2,12}}){_EDGE}"),
    ),
    (
        "sign_off",
        _whole(
            rf"{_EDGE}[^\s,。;退不未没]{{0,8}}?(?:同意|批准|准予|可以)?(?:已经?)?"
            rf"(?:签发|签批|审签|批示|同意|批准|签字|批了){_PAPER}了?{_EDGE}"
        ),
    ),
    (
        "finish",
        _whole(
            rf"{_PLEASE}(?:已经?|现已|全部)?(?:办结|办理完毕|办理完成|办完|办毕|印发|发出|分送|完毕|归档)"
            rf"(?:完毕|完成)?了?{_PAPER}(?:{_EDGE}(?P<words>.*))?"
        ),
    ),
    (
        "hand",
        _whole(
            rf"{_PLEASE}(?:转办|转交|转送|转给|转至|转|移交|移送|交由|交给|改由|流转至?)(?:给|至|到|由)?{_EDGE}"
            r"(?P<to>[^\s,。;]{2,16}?)(?:首办|办理|承办|主办|阅办|处理|阅处|校对|印发)?"
            rf"(?:[,。;\s]+(?P<words>.*))?{_EDGE}"
        ),
    ),
    ("sign", _whole(rf"{_PLEASE}(?:已经?)?(?:签收|收到|接收|收悉|收回|收件|接件|接办|收){_PAPER}了?{_EDGE}")),
)
_ASK = (
    r"[\s,。]*(?:请|帮我|查一?下|看一?下|查看|查询|列出|列一下|来一?份|出一?份|开展|报一下)*"
    r"(?:全办|全市|本科室?|各科室)?\s*的?"
)
_ABOUT = r"(?:清单|情况|统计|列表|台账|报告|有哪些|有多少|还有哪些)*[?。\s]*"
_ASKED = (
    ("sweep", r"(?:未批(?:的)?(?:文件|公文|件)|未(?:签发|签批)的?(?:文件|公文|件))?(?:(?:文件|公文)?大起底)?"),
    ("turnaround", r"(?:办文|收文|来文|签发件|公文|文件)(?:办理)?(?:用时|时效|提速|时限)"),
    ("open", r"(?:办文|(?:在办|未办结|我|我科)的?(?:文件|公文|收文|来文|签发件))"),
)
_QUESTIONS = tuple((what, _whole(f"{_ASK}{pattern}{_ABOUT}")) for what, pattern in _ASKED)
_TURNAROUND = dict(_QUESTIONS)["turnaround"]
_NAMES_PAPER = Late(r"文|件|大起底")
_REGISTERS = Late(
    r"[\s\[]*(?:(?:收文|来文)(?:登记)?|登记(?:一下)?(?:来文|收文)|签发件)[\]:\s]*"
    r"(?=[^\n]*(?:首办|〔(?:19|20)\d\d〕\s?\d+号|《[^》]+》))(?![^\n]*(?:[?？吗哪]|什么|多少|怎么|谁))"
)
_REFERENCE = Late(r"[\u4e00-\u9fff]{1,12}[〔\[(](?:19|20)\d\d[〕\])]\s?第?\d{1,5}号")


@fact(kw_only=True)
class DocumentWords:
    """What words want of documents: ``what`` is the step, ``to`` a name as it was said, ``words`` a reason or note."""

    what: str
    to: str = ""
    words: str = ""


def words_on_document(text: str) -> DocumentWords | None:
    """Return the step that the words take or report, their number aside; nothing where that is not clear."""
    said = text.strip()
    plain = normalise(said)
    for what, pattern in _STEPS:
        if found := pattern.fullmatch(plain):
            named = found.groupdict()
            words = said[found.start("words") : found.end("words")] if named.get("words") else ""
            return DocumentWords(what=what, to=named.get("to") or "", words=words.strip(" ，,。；;：:"))
    return None


def numbers_in(text: str, patterns: Collection[str]) -> tuple[tuple[str, ...], str]:
    """Return the documents' numbers (SW-2026-12), as the ``patterns`` of the settings have them, and the other words.

    Nothing but the numbers that begin the words are taken, so that what follows keeps the numbers it speaks of.
    """
    found = _numbers(frozenset(patterns)).match(normalise(text))
    if found is None:
        return (), text
    each = _number(frozenset(patterns))
    numbers = (_as_recorded(one.group()) for one in each.finditer(found["all"]))
    return tuple(dict.fromkeys(numbers)), text[found.end() :].strip()


def begins_with_number(text: str, patterns: frozenset[str]) -> bool:
    """Tell whether ``numbers_in`` finds any number of these patterns."""
    return _numbers(patterns).match(normalise(text)) is not None


@lru_cache(maxsize=8)
def _number(patterns: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(_shape, patterns))), re.IGNORECASE)


@lru_cache(maxsize=8)
def _numbers(patterns: frozenset[str]) -> re.Pattern[str]:
    one = f"(?:{'|'.join(sorted(map(_shape, patterns)))})号?(?!\\d)"
    return re.compile(rf"[\s请把将]*(?P<all>{one}(?:\s?[、,和及]?\s?{one})*)", re.IGNORECASE)


def _shape(pattern: str) -> str:
    shape = re.escape(pattern).replace(r"\{year\}", r"(?:19|20)\d\d").replace(r"\{n\}", r"\d{1,6}")
    return shape.replace(r"\{group\}", "[126N]")


def _as_recorded(number: str) -> str:
    """Return the number without leading zeros, in capitals: SW-2026-007 is SW-2026-7."""
    return re.sub(r"(?<!\d)0+(?=\d+$)", "", number.upper())


@needs(Key("文签", _REGISTERS))
def registers(text: str) -> bool:
    """Tell whether the words are the sentence of a registration, whoever says them (收文……，秘书二科首办)."""
    return _REGISTERS.match(normalise(text)) is not None


@fact(kw_only=True)
class BarePaper:
    """A paper of which nothing is said but what it is: ``kind`` as in the settings, 文号 and title as written."""

    kind: str
    reference: str
    title: str


def bare_document(text: str) -> BarePaper | None:
    """Return the paper that the words register without a word of who handles it, and by when."""
    said = text.strip()
    found = _REGISTERS.match(normalise(said))
    if found is None:
        return None
    rest = said[found.end() :].strip(" ，,。；;：:")
    number = _REFERENCE.search(normalise(rest))
    kind = "for_signature" if "签发件" in normalise(found.group()) else "incoming"
    return BarePaper(kind=kind, reference=rest[slice(*number.span())].strip() if number else "", title=rest)


@needs(Key("[(〔", _REFERENCE))
def reference_in(text: str) -> str:
    """Return the number on the paper (文号) with which the words begin; empty where there is none."""
    found = _REFERENCE.match(normalise(text).strip())
    return text.strip()[: found.end()] if found else ""


@needs(Key("件文起", _NAMES_PAPER))
def asks_documents(text: str) -> str:
    """Return what is asked about documents at all: sweep (未批文件), turnaround (用时), open (清单), or nothing."""
    plain = normalise(text)
    if not _NAMES_PAPER.search(plain):
        return ""
    found = next((what for what, pattern in _QUESTIONS if pattern.fullmatch(plain)), "")
    return found or ("turnaround" if turnaround_period(text) else "")


def turnaround_period(text: str) -> str:
    """Return of which period 上季度办文用时, 10月办文用时 ask; nothing where they name none."""
    plain = normalise(text)
    dated = period_in(plain)
    if dated is None or dated[1] == plain or _TURNAROUND.fullmatch(dated[1]) is None:
        return ""
    return dated[0]
