"""Words about meetings (办会): the sentence that registers one, what is done with it, and what is asked of them.

A notice of a meeting is no registration: only a word that orders it does (登记会议, 会议安排：…), said to the bot.
"""

from __future__ import annotations

import re

from handlers.reading.facts import fact
from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.normalise import normalise

_ORDER = Late(
    r"[\s\[【]*(?:请|帮我)?(?:登记(?:一下|一个|一场|一次)?(?:会议|办会)|(?:会议|办会)登记|会议安排|安排会议)[\]】]?[\s:,。]+"
)
_AGENDA = Late(r"(?:会议)?(?:议题|议程)(?:为|有|是|包括)?[:\s]+(?P<items>.+)", re.DOTALL)
_ITEM = Late(r"(?:^|[\s;。,])(?:\d{1,2}[.、)](?!\d)|\(?[一二三四五六七八九十]{1,3}[、)])\s*|[;\n]+")
_LABELS = {
    "title": Late(r"(?:会议)?(?:名称|标题)[:\s]+(?P<words>[^\n,;。]{2,60})"),
    "when": Late(r"(?:会议|召开)?时间[:\s]+(?P<words>[^\n,;。]{2,40})"),
    "place": Late(r"(?:会议|召开)?地点[:\s]+(?P<words>[^\n,;。]{2,40})"),
}
_SENTENCE = Late(
    r"(?P<when>[^,。;\n]{0,30}?)[,\s]{0,4}(?:(?:在|于)(?P<place>[^,。;\n]{2,30}?))?[,\s]{0,4}(?:召开|举行|开)(?P<title>[^,。;\n]{2,60})"
)
_MEETING = Late(r"会$|会议$|会商$")
_HOUR = Late(r"\d{1,2}(?:[:]\d{2}|[点时])|[一二三四五六七八九十两]{1,3}点")
_EDGE = r"[\s,。;:!、]*+"
_ROOM = Late(r"会议室|会议中心|礼堂|报告厅|厅|楼|室|场馆|宾馆|线上|视频")


def _whole(pattern: str) -> Late:
    return Late(pattern, re.DOTALL)


_STEPS = (
    (
        "minutes",
        _whole(rf"{_EDGE}(?:会议)?纪要(?:编号|号|为|是|见)?[:\s]*(?P<words>[A-Za-z]{{1,6}}[-\d]{{3,20}}){_EDGE}"),
    ),
    ("decisions", _whole(rf"{_EDGE}(?:会议纪要|会议(?:议定|决定)(?:事项)?|议定事项)[:\s\n]+(?P<words>.*\S.*)")),
    ("tasks", _whole(rf"{_EDGE}(?:会议)?议定事项(?:办得|办理|落实|进展)?(?:怎么样|如何|情况|清单|进展)*[?了。\s]*")),
    ("held", _whole(rf"{_EDGE}(?:会议)?(?:已经?|现已)?(?:如期)?(?:召开|开会?|开完|结束)(?:完毕|完|过)?了?{_EDGE}")),
    (
        "cancel",
        _whole(rf"{_EDGE}(?:会议)?(?:取消(?:会议)?|不开了|作废)(?:{_EDGE}(?:因为|因|原因是?)?[:,\s]*(?P<words>.*))?"),
    ),
    ("agenda", _whole(rf"{_EDGE}(?:议题|议程)(?:改为|调整为|改成)[:\s]*(?P<words>.*\S.*)")),
    ("more", _whole(rf"{_EDGE}(?:增加|补充|新增|加)(?:一个|1个|一项|1项)?(?:议题|议程)[:\s]*(?P<words>.*\S.*)")),
    (
        "move",
        _whole(
            rf"{_EDGE}(?:会议)?(?:时间|地点)?(?:改到|改至|改在|改为|调整到|调整为|推迟到|延期到|提前到|换到|移到)[:\s]*(?P<words>.*\S.*)"
        ),
    ),
)
_ASK = r"[\s,。]*(?:请|帮我|查一?下|看一?下|查看|查询|列出|列一下|来一?份)*"
_LIST = _whole(rf"{_ASK}(?:近期|本周|本月|下周|今天|全部)?的?(?:会议|办会)(?:清单|安排|列表|台账)(?:有哪些)?[?。\s]*")
_OF_MEETING = _whole(
    rf"{_ASK}(?P<name>[^,。;:\n?]{{0,40}}?)(?:的)?议定事项(?:都|目前|现在)?(?:办得|办理|落实|办|进展|完成)?"
    r"(?:得?怎么样|如何|情况|清单|进展|到哪一?步|列表)+[了啦]?[?。\s]*"
)


@fact(kw_only=True)
class MeetingSaid:
    """What a sentence says of a meeting; ``when`` are the words of its moment, each part empty where it is not said."""

    title: str = ""
    when: str = ""
    place: str = ""
    agenda: tuple[str, ...] = ()


@fact(kw_only=True)
class MeetingWords:
    """What words want of a meeting that they name or answer."""

    what: str
    words: str = ""


@needs(Key("排登", _ORDER))
def registers_meeting(text: str) -> bool:
    """Tell whether the words order that a meeting be registered, and hold more than the order."""
    found = _ORDER.match(normalise(text))
    return found is not None and bool(text.strip()[found.end() :].strip())


def meeting_in(text: str) -> MeetingSaid:
    """登记会议：11月30日下午3点在301会议室召开常务会议，议题：1.… 2.…; labels on lines of their own will do, too."""
    said = text.strip()
    plain = normalise(said)
    start = found.end() if (found := _ORDER.match(plain)) else 0
    agenda = _AGENDA.search(plain, start)
    end = agenda.start() if agenda else len(plain)
    spans = {name: _span(label.search(plain, start, end)) for name, label in _LABELS.items()}
    sentence = _SENTENCE.search(plain, start, end)
    if sentence is not None and _is_meeting(sentence["title"]):
        spans = {name: spans[name] or sentence.span(name) for name in spans}
    elif spans["title"] is None:
        first = re.compile(r"[^,;。\n]{2,60}").match(plain, start, end)
        spans["title"] = first.span() if first and _is_meeting(first.group()) else None
    parts = {name: said[slice(*span)].strip(" ，,：:") for name, span in spans.items() if span and span[0] >= 0}
    return MeetingSaid(**parts, agenda=items_in(said[agenda.start("items") :]) if agenda else ())


def _span(found: re.Match[str] | None) -> tuple[int, int] | None:
    return found.span("words") if found else None


def _is_meeting(title: str) -> bool:
    return _MEETING.search(title.strip()) is not None


def items_in(words: str) -> tuple[str, ...]:
    """Return the items of an agenda: 1.… 2.…, 一、…二、…, or parted by semicolons or lines."""
    plain, found, last = normalise(words), [], 0
    for mark in _ITEM.finditer(plain):
        found.append(words[last : mark.start()])
        last = mark.end()
    found.append(words[last:])
    return tuple(item for one in found if (item := one.strip(" \n　，,。；;")))


def names_hour(words: str) -> bool:
    """Tell whether an hour is said: a meeting begins at one, never at the end of business."""
    return _HOUR.search(normalise(words)) is not None


def names_room(words: str) -> bool:
    """Tell whether the words are those of a place."""
    return _ROOM.search(normalise(words)) is not None and not names_hour(words)


def parts_in(words: str) -> tuple[str, ...]:
    """Return the parts of what a meeting is changed to, of which one may be its hour, another its place."""
    said = meeting_in(words)
    parts = (said.when, said.place, *re.split("[,，;；]", words))
    return tuple(part for one in parts if (part := one.strip(" 在于。")))


def words_on_meeting(text: str) -> MeetingWords | None:
    """Return what the words want of a meeting, its number aside; nothing where that is not clear."""
    said = text.strip()
    plain = normalise(said)
    for what, pattern in _STEPS:
        if found := pattern.fullmatch(plain):
            named = found.groupdict().get("words")
            words = said[found.start("words") : found.end("words")] if named else ""
            return MeetingWords(what=what, words=words.strip(" ，,。；;：:\n"))
    return None


@needs(Key("清排账列", _LIST))
def asks_meetings(text: str) -> bool:
    """会议清单, 近期会议安排."""
    return _LIST.fullmatch(normalise(text)) is not None


@needs(Key("项", _OF_MEETING))
def asks_decisions(text: str) -> str | None:
    """Return the name of the meeting whose decisions are asked about (常务会议定事项办得怎么样); empty: any."""
    found = _OF_MEETING.fullmatch(normalise(text))
    return None if found is None else found["name"].strip()
