"""Words about circulars (通报) and minutes (纪要): the period of a draft, its parts, changes to it, and decisions."""

from __future__ import annotations

import re
from datetime import date, timedelta

from handlers.reading.facts import fact
from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.normalise import normalise
from handlers.reading.numbers import find_numbers
from handlers.reading.numerals import number
from ledger.circulars import Tone

_N = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_ITEM = rf"第?\s?(?:{_N})\s?[条项]?"
_ITEMS = rf"(?P<items>{_ITEM}(?:[、,和及]\s?{_ITEM})*)"
_EDGE = r"\W{0,9}"
_PLEASE, _DRAFT = r"\W{0,9}(?:请|把|将|再|现)*", r"(?:通报稿?)?"
_STRIKE, _CHANGE_TO = r"(?:删[去除掉]?|去掉|划掉)", r"修?改[为成][:\s]*"
_THIS, _OUT = r"(?:该|此|这份|本)?(?:通报稿?)?", r"(?:印发|发布|下发)"
_WORDS = r"(?P<words>.+)"
_PERIOD = Late(
    r"(?P<week>[这本上]周)|(?P<month>[这本上]个?月)|(?:(?P<month_year>20\d\d)年)?(?P<nth_month>1[0-2]|[1-9])月份?"
    r"|(?P<quarter>[这本上]个?季度)|(?:(?P<quarter_year>20\d\d)年)?第?(?P<nth_quarter>[一二三四1-4])季度"
    r"|(?P<half>上半年|下半年)|(?P<whole>(?P<year>20\d\d)年度?|今年|本年度?|全年|年度)"
)


def _whole(pattern: str) -> Late:
    return Late(pattern, re.DOTALL)


_DELETE = _whole(rf"{_PLEASE}{_STRIKE}{_DRAFT}的?{_ITEMS}{_EDGE}")
_DELETE_BEHIND = _whole(rf"{_PLEASE}{_DRAFT}的?{_ITEMS}{_STRIKE}了?{_EDGE}")
_REPLACE = _whole(rf"{_PLEASE}{_DRAFT}的?第\s?(?P<n>{_N})\s?[条项](?:内容|文字)?{_CHANGE_TO}{_WORDS}")
_ADD = _whole(rf"{_PLEASE}{_DRAFT}(?:增加|补充|增补|新增|加上?)(?:一|1)条(?:通报)?(?P<tone>表扬|批评)?[:,\s]*{_WORDS}")
_TITLE = _whole(rf"{_PLEASE}{_DRAFT}的?标题{_CHANGE_TO}{_WORDS}")
_LAY = r"报批|送审|报审|呈批|报(?:请|送)?(?P<who>\S{1,12}?)(?:审批|批准|审定|审签)"
_SUBMIT = _whole(rf"{_PLEASE}{_DRAFT}{_PLEASE}(?:{_LAY}){_DRAFT}{_EDGE}")
_APPROVE = _whole(rf"{_EDGE}(?:同意|批准|可以?|准予|已阅[,\s]*同意)[,\s]*(?:按此)?{_OUT}?{_THIS}{_OUT}?吧?{_EDGE}")
_BACK = rf"退回(?:修改)?|不同意{_OUT}?|不批准|(?:请|再|重新|先)*修改(?:后再?报)?"
_RETURN = _whole(rf"{_EDGE}(?:{_BACK}){_THIS}[:,。;\s]*(?P<words>.*)")
_PUBLISH = _whole(rf"{_PLEASE}(?:立即|马上)?{_OUT}{_THIS}{_EDGE}")
_WITHDRAW = _whole(r"\W{0,9}(?:撤稿|(?:撤回|撤销|作废)(?:该|此|这份)?通报稿?|通报稿?(?:撤回|作废|不发了))\W{0,9}")
_NAMED = Late(r"通报")
_CHANGES_BY_ITSELF = _whole(rf"{_PLEASE}(?:{_STRIKE}?{_DRAFT}的?第\s?(?:{_N})\s?条|(?:增加|补充|新增)一条).*")
_PRAISES = Late(r"表扬|红榜|先进")
_CRITICISES = Late(r"批评|点名|曝光|黑榜")
_CALLS_FOR_PRAISE = Late(r"\W{0,9}(?:请)?通报(?P<tone>表扬|批评)(?:一下|一批)?(?!了)[^?。\n]{0,30}[。\s]*")
_MINUTES = _whole(
    r"\W{0,9}(?:请|帮我|给我|麻烦)*(?:出|生成|形成|整理|做|来|写|拟)(?:一下|一份|个|份|成)?"
    r"(?:这次|本次|上述|刚才的?)?(?:会议)?纪要(?:文件|文档|稿|[wW]ord版?)?\W{0,9}"
)
_LABELS = {
    "held": r"(?:会议)?时间|日期",
    "place": r"(?:会议)?地点",
    "chair": r"主持人?|会议主持",
    "present": r"出席(?:人员)?|参会(?:人员|单位)?|参加(?:人员)?",
    "absent": r"请假(?:人员)?|缺席(?:人员)?",
    "recorder": r"记录人?",
}
_HEADING = Late(r"[^\n:：。;；]{2,40}纪要")


@fact()
class Span:
    """A period of days, both included."""

    first: date
    last: date


@fact(kw_only=True)
class CircularWords:
    """What words want of a circular.

    ``what`` is delete, replace, add, title, submit, approve, return, publish or withdraw; ``items`` count from 1,
    ``tone`` and ``task`` belong to what is added.
    """

    what: str
    items: tuple[int, ...] = ()
    words: str = ""
    tone: Tone | None = None
    task: str | None = None


def period_meant(text: str, today: date) -> Span:
    """Return the week or whatever other period the words name; else this week."""
    found = _PERIOD.search(text)
    if found is None or found["week"]:
        back = 7 if found is not None and "上" in found["week"] else 0
        monday = today - timedelta(days=today.weekday() + back)
        return Span(monday, monday + timedelta(days=6))
    if found["month"] or found["nth_month"]:
        return _months(_first_month(found, today), 1)
    if found["quarter"] or found["nth_quarter"]:
        return _months(_first_of_quarter(found, today), 3)
    if found["half"]:
        return _months(date(today.year, 1 if found["half"][0] == "上" else 7, 1), 6)
    return _months(date(int(found["year"] or today.year), 1, 1), 12)


def _first_month(found: re.Match[str], today: date) -> date:
    if found["month"]:
        first = today.replace(day=1)
        return (first - timedelta(days=1)).replace(day=1) if "上" in found["month"] else first
    month = int(found["nth_month"])
    year = int(found["month_year"] or (today.year if month <= today.month else today.year - 1))
    return date(year, month, 1)


def _first_of_quarter(found: re.Match[str], today: date) -> date:
    now = (today.month - 1) // 3
    if found["quarter"]:
        year, quarter = divmod(today.year * 4 + now - ("上" in found["quarter"]), 4)
        return date(year, quarter * 3 + 1, 1)
    quarter = (number(found["nth_quarter"]) or 1) - 1
    return date(int(found["quarter_year"] or (today.year if quarter <= now else today.year - 1)), quarter * 3 + 1, 1)


def _months(first: date, count: int) -> Span:
    year, month = divmod(first.month - 1 + count, 12)
    return Span(first, date(first.year + year, month + 1, 1) - timedelta(days=1))


def tones_meant(text: str) -> frozenset[Tone]:
    """Return the parts that are wanted: praise alone, criticism alone, or both."""
    praises, criticises = bool(_PRAISES.search(text)), bool(_CRITICISES.search(text))
    if praises is criticises:
        return frozenset(Tone)
    return frozenset({Tone.PRAISE if praises else Tone.CRITICISM})


@needs(Key("评扬", _CALLS_FOR_PRAISE))
def calls_for_praise(text: str) -> bool:
    """通报表扬本周提前办结的单位; 通报批评逾期单位: a circular is wanted, though nobody says 起草."""
    return _CALLS_FOR_PRAISE.fullmatch(text) is not None


@needs(Key("纪", _MINUTES))
def asks_minutes(text: str) -> bool:
    """出一份纪要."""
    return _MINUTES.fullmatch(text) is not None


def words_on_circular(text: str, year: int) -> CircularWords | None:
    """Return what the words want of a circular that they answer; nothing where that is not clear."""
    said = text.strip()
    plain = normalise(said)
    return _change(said, plain, year) or _step(said, plain)


@needs(Key("通条", _NAMED, _CHANGES_BY_ITSELF))
def names_circular(text: str, year: int) -> bool:
    """Tell whether the words want something of a circular though they answer none: they name it, or its sentences."""
    if words_on_circular(text, year) is None:
        return False
    plain = normalise(text)
    return bool(_NAMED.search(plain) or _CHANGES_BY_ITSELF.match(plain))


def _words(said: str, found: re.Match[str]) -> str:
    """Return the words as they were written: plain characters stand where the written ones do."""
    return said[found.start("words") : found.end("words")].strip(" ，,。；;：:")


def _change(said: str, plain: str, year: int) -> CircularWords | None:
    if found := _DELETE.fullmatch(plain) or _DELETE_BEHIND.fullmatch(plain):
        items = tuple(n for one in re.findall(_N, found["items"]) if (n := number(one)))
        return CircularWords(what="delete", items=items)
    if found := _REPLACE.fullmatch(plain):
        return CircularWords(what="replace", items=(number(found["n"]) or 0,), words=_words(said, found))
    if found := _ADD.fullmatch(plain):
        return _added(_words(said, found), found["tone"], year)
    if found := _TITLE.fullmatch(plain):
        return CircularWords(what="title", words=_words(said, found))
    return None


def _added(words: str, tone: str | None, year: int) -> CircularWords:
    named = find_numbers(normalise(words), year)
    task = named[0].number if named else None
    if named and named[0].start == 0:
        words = words[named[0].end :].strip(" ，,。；;：:")
    said = {"表扬": Tone.PRAISE, "批评": Tone.CRITICISM}
    return CircularWords(what="add", words=words, task=task, tone=said[tone] if tone else None)


def _step(said: str, plain: str) -> CircularWords | None:
    if _WITHDRAW.fullmatch(plain):
        return CircularWords(what="withdraw")
    if found := _SUBMIT.fullmatch(plain):
        return CircularWords(what="submit", words=found["who"] or "")
    if _PUBLISH.fullmatch(plain):
        return CircularWords(what="publish")
    if _APPROVE.fullmatch(plain):
        return CircularWords(what="approve")
    if found := _RETURN.fullmatch(plain):
        return CircularWords(what="return", words=_words(said, found))
    return None


def told_of_meeting(text: str) -> dict[str, str]:
    """Return what pasted minutes say of the meeting on lines of their own (时间：…, 地点：…), and their title."""
    found = {}
    for name, label in _LABELS.items():
        said = re.search(rf"^[\s一二三四五六七、.\d]*(?:{label})[:：]\s*(?P<words>\S[^\n]*)$", text, re.MULTILINE)
        if said is not None:
            found[name] = said["words"].strip().rstrip("。")
    first = text.strip().split("\n", maxsplit=1)[0].strip()
    if _HEADING.fullmatch(first):
        found["title"] = first
    return found
