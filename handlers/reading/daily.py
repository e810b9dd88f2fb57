"""The daily report by message: 今日/明日/困难, the word 日报, and a late return for a past day (补报)."""

from __future__ import annotations

import re
from datetime import date

from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.replies import STAFF, heard, names, only
from handlers.reading.resolve import RULES
from handlers.reading.said import N, Said
from handlers.reading.smalltalk import is_small_talk
from handlers.reading.time_words import TimeWords
from handlers.reading.values import Context, Intent, Reading
from ledger.calendar import DAY

_DONE, _PLAN, _TROUBLE = "done", "plan", "difficulty"
_MARKS = Late(
    r"(?:^|(?<=[\n,。;!\s]))(?:[一二三123][、.]\s?)?(?:(?P<done>(?:今日|今天|本日|当日)(?:完成|工作|主要工作|完成工作|完成情况|工作情况|已完成)?|完成(?:工作|情况|事项))"
    r"|(?P<plan>(?:明日|明天|次日|下一步)(?:计划|工作|安排|打算|工作计划|工作安排)?)"
    r"|(?P<difficulty>(?:存在)?(?:困难|问题|卡点|需协调(?:事项|问题)?|需要协调(?:的)?(?:事项|问题)?)(?:和困难|及问题|问题|建议|和问题)?))(?P<colon>\s?[::]\s?)?"
)
_HEAD = Late(
    r"^\s*(?P<late>补(?:报|交|一下|一个)?)?[^,。;:\n]{0,10}?(?:工作)?(?:(?<![海民古明方省州京国经技治])日报(?!推|表|社)告?|[今当本]日(?:工作)?小结|今天(?:的)?(?:工作)?小结)(?:[(][^)\n]{1,14}[)])?(?P<after>补(?:报|交|一下|上)?)?(?:如下|来[了啦]|来一?个|交了)?[哈啊哦呀]?(?:[::,\s\]]+|(?=今[日天]|完成|[1一]))"
)
_LATE = Late(r"^\s*(?:补(?:报|交|上|一下)?|补充)")
_REQUEST = Late(r"发我|发给我|给我|再发|出一份|导出|[?]|吗|推送|摸鱼|躺平|在哪|哪里|怎么|改到|没交|没报|谁")
_CORRECTS = Late(r"\s*(?:更正|订正|勘误|纠正|修正)")
"""更正今天的日报：…: the last report in red ink, no new one."""

_NOTHING = Late(
    r"^[\s]*(?:今[日天]|本日|当日)?(?:[我本]?[科局]?)(?:(?:无|没有|暂无)(?:新增|其他|其它|新的?)?(?:工作)?(?:事项|情况|任务)[,。;\s]*)?(?:零报告|无(?:新增)?事项)[。!\s]*$"
)
_LATE_HEAD = Late(
    r"^[^。:\n]{0,8}(?:忘|漏)[^:\n]{0,10}日报[^:\n]{0,4}[::]|^[^,。:\n]{0,8}日报[^,。:\n]{0,3}(?:漏|忘|没|补)[^:\n]{0,12}[::]"
)
"""前天日报漏报了，补一下：…"""

_SPOKEN = (
    Late(
        r"今[天日儿](?:我)?(?:们)?(?:主要|一共|共|就|都|全天|一天|没啥事,|没什么事,)*(?:就)?(?:是)?(?:的?工作|上午|下午|干|做|弄|忙|完成|处理|去|下|跑|走访|接|办|写|整理|参加|开|核|修|起草|审|收|陪|跟|改|报|填|准备)"
    ),
    Late(
        r"明[天日儿](?:我)?(?:们)?(?:收尾|的?(?:计划|工作|安排)|准备|打算|计划|接着|继续|再|去|下|写|弄|做|办|跑|整理|开|还)"
    ),
    Late(
        r"(?:没|无|暂无|没有|没啥|没什么)[^,。]{0,6}(?:困难|问题|协调)|(?:困难|问题)(?:没有|无|暂无|是)|(?:需要?|请)[^,。]{1,8}(?:配合|协调|支持|提供|给(?:个|一下|出|份)|出(?:个|一下|份))|别的没"
    ),
)
"""What is told without 今日：: what was done today, what comes tomorrow, what is difficult."""

_ORDERED = Late(r"务必|给我|报我|发我|[^之以]前(?:报|交|完成|把)|^请|[,。]请(?!.{1,8}(?:配合|协调|支持))")
_NEEDS = Late(rf"(?:需要?|请|协调|等)\s?(?P<who>{N})")
_NONE = Late(r"^(?:暂?无|没有|没|暂时没有|无困难|暂无困难|-)?$")


_COLON = Late(":")
_REPORTS = Key(":今报结无", _COLON, _HEAD, _LATE_HEAD, _NOTHING, _SPOKEN[0])
"""Of the parts of a report one at least has its colon, unless it is told, or opens as a report does."""


@needs(_REPORTS, of=STAFF)
def daily_report(said: Said) -> Reading | None:
    """今日：…明日：…困难：无; 日报 …; 补上周五日报：…."""
    head = _HEAD.match(said.plain) or _LATE_HEAD.match(said.plain) or _NOTHING.match(said.plain)
    marks = list(_MARKS.finditer(said.plain))
    with_colon = {mark.lastgroup for mark in marks if mark["colon"]}
    opens = bool(marks) and marks[0].start() == 0 and bool(marks[0]["done"] and marks[0]["colon"])
    enough = 1 if said.context is not Context.GROUP or len(marks) > 2 else 2
    if not head and not opens and not (len(marks) >= 2 and len(with_colon) >= enough) and not _is_spoken(said):
        return None  # Most messages, so it is looked for first.
    if _REQUEST.search(said.bones) or _CORRECTS.match(said.plain):
        return None
    if said.context is Context.GROUP and is_small_talk(said.plain):
        return None
    if (
        head
        and not _NOTHING.made(head)
        and len(said.plain) - head.end() < (1 if said.context is Context.PRIVATE else 2)
    ):
        return None
    late = head is not None and _is_late(head, said)
    day = _day(said) if late else said.now.today
    needs = _NEEDS.search(said.bones)
    return heard(
        said,
        Intent.DAILY_REPORT,
        asks=() if day else ("report_date",),
        **_parts(said, marks, head.end() if head else 0),
        report_date=day.isoformat() if day else None,
        late=late or None,
        needs=only(names(said, needs)),
    )


def _is_late(head: re.Match[str], said: Said) -> bool:
    if _NOTHING.made(head):
        return False
    if _LATE_HEAD.made(head) or _LATE.match(said.plain):
        return True
    return bool(head["late"] or head["after"])


def _is_spoken(said: Said) -> bool:
    """今天主要弄了台账，明天接着弄，没啥困难: in private two of the three parts, in a group all of them."""
    if said.number or said.context is Context.REPLY or _ORDERED.search(said.plain):
        return False
    found = [bool(part.search(said.plain)) for part in _SPOKEN]
    return all(found) or (said.context is Context.PRIVATE and found[0] and sum(found) > 1)


def _parts(said: Said, marks: list[re.Match[str]], start: int) -> dict[str, str]:
    """Cut the text at its marks; what stands before the first mark was done."""
    marks = [mark for mark in marks if mark.start() >= start]
    bounds = [mark.start() for mark in marks] + [len(said.text)]
    parts = {_DONE: _clean(said.text[start : bounds[0]])}
    for mark, end in zip(marks, bounds[1:], strict=True):
        part = next(name for name in (_DONE, _PLAN, _TROUBLE) if mark[name])
        parts[part] = "；".join(filter(None, (parts.get(part), _clean(said.text[mark.end() : end]))))
    return {name: text for name, text in parts.items() if text and not (name == _TROUBLE and _NONE.match(text))}


def _clean(text: str) -> str:
    return text.strip(" \n,，。;；:：")


def _day(said: Said) -> date | None:
    """Return the past day that a late return is for."""
    return next((day for time in said.times if (day := _past_day(time, said))), None)


def _past_day(time: TimeWords, said: Said) -> date | None:
    today = said.now.today
    found = RULES[time.rule](time, said.now).candidates
    days = sorted(day - DAY * back for day in found for back in (0, 7 if time.rule == "weekday" else 0))
    past = [day for day in days if day < today]
    if time.rule in ("month_day", "numeric_day") and not past and found:
        return found[0].replace(year=today.year - 1)
    return past[-1] if past else None
