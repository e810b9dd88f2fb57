"""Telling and ordering (陈述与祈使): what bears a mark of telling orders nothing, unless somebody is called upon."""

from __future__ import annotations

import re

from handlers.reading.calls import POLITE
from handlers.reading.key import Key, Keyed, Table
from handlers.reading.late import Late
from handlers.reading.marks import MARKS, Mark
from handlers.reading.masks import NAME
from handlers.reading.said import N, Said, T
from handlers.reading.verbs import STRONG

_MEDIA = "融媒|日报|晚报|晨报|[^)]网|记者|客户端|公众号|通讯员|来源|供稿|真题|媒体|电视台|广播|微博|抖音|头条"
_YEARS = r"(?:[一二两三四五六七八九十几多\d]{1,3}年(?:之?前|以前)|(?:19\d\d|20[01]\d|202[0-5])年|[去前]年|大前年)"
_PAST = rf"昨[天日晚夜]|前[天晚](?!之)|上(?:个?(?:周|星期|礼拜|月|季度))|{_YEARS}"

_TEXT = Table((Keyed(mark.letters, mark.words), mark) for mark in MARKS if mark.text)
_TOLD = Table((Keyed(mark.letters, mark.words), mark) for mark in MARKS if not (mark.text or mark.named))
_TOLD_OF = Table((Keyed(mark.letters, mark.words), mark) for mark in MARKS if mark.named)
_SOURCED = Late(
    rf"[(][^()\n]{{0,14}}(?:{_MEDIA})[^()\n]{{0,6}}[)][\s。]*$|^\s*\[(?!工作|[今本当昨]日|科室|个人)[\u4e00-\u9fff]{{2,6}}(?<![局科区委])(?:日报|晚报|晨报|融媒|发布|新闻|广播|电视台)\]"
)
"""A text with its source behind it (乌海日报), or before it: 【乌海日报】."""

_SOURCES = Key("([", _SOURCED)

_OVER = Keyed("上天年昨晚", rf"(?:^|[,。;:!?\n\s{NAME}])(?:{_PAST})(?![^,。;!\n]{{0,8}}的)")
"""A day that is over, where it says when something happened; 昨天的记录 is a thing."""

_PAST_DAY = Late(_PAST)
_PAST_BEFORE = Late(rf"(?:{_PAST})[^,。;!\n]*$")
_CALLING = Late(rf"(?:^|[,。;:!?\n\s])(?:{POLITE}|责成|责令|务必|@)\s?(?:{N}|{T}|各|你|把|将|抓紧|尽快|上述|相关)")


MATTER = Late(
    r"任务|事项|督办|交办|项目|资金|批复|审批|手续|指标|用地|环评|招标|合同|方案|台账|材料|数据|进展|进度|协调|施工|供应商|专项债|验收|整改|评审|报告|统计|财评|招投标|完成|推进|意见|这(?:个|件|项)?事"
)
"""A word of office business."""

_TAKEN_ON = Late("负责|牵头|主办|承办|跟进|盯")


def is_told(said: Said) -> bool:
    """Tell whether the message tells something; words of command with a limit outweigh all but another text's marks."""
    if is_text(said):
        return True
    mark = _first(said, _TOLD) or _told_of(said)
    told = mark or _is_over(said) or _is_between_people(said) or _is_nobodys(said)
    return bool(told) and not _is_commanded(said, mark.end() if mark else len(said.text))


def _first(said: Said, marks: Table[Mark]) -> re.Match[str] | None:
    """Return whichever mark stands first."""
    found = [words.search(said.bones) for words, _ in marks.fitting(said.marks)]
    return min(filter(None, found), key=re.Match.start, default=None)


def _told_of(said: Said) -> re.Match[str] | None:
    """Return the mark of telling that a name begins."""
    marks = [words for words, _ in _TOLD_OF.fitting(said.marks)]
    return next(
        (found for one in said.mentions for mark in marks if (found := mark.match(said.bones, one.start))), None
    )


def is_text(said: Said) -> bool:
    """Tell whether the words are another text's, a law's or an opinion: then they act on nothing."""
    return said.once(_is_text)


def _is_text(said: Said) -> bool:
    sourced = _SOURCES.fits(said.marks) and _SOURCED.search(said.plain)
    return bool(sourced or _first(said, _TEXT))


def _is_commanded(said: Said, told: int) -> bool:
    """Tell whether somebody is called upon, pressed or limited behind what is told (灯老是坏，行政科周五前修好)."""
    if _CALLING.search(said.bones) and (_live_limits(said) or STRONG.search(said.bones)):
        return True
    if said.mentions and _PRESSED.search(said.bones, min(told, said.mentions[0].end)):
        return True
    if said.mentions and _OWED.search(said.bones, max(0, told - 1)):
        return True
    return any(_names_somebody(said, at, told) for at in _live_limits(said, bound=True))


_OWED = Late(rf"[,。;!\n]\s?(?:请|最[迟晚]|务必|必须)?(?:{T})(?:请|务必|必须|要)?(?:把|将)")
"""财政局刚才报的数有误，周五前把它改好: behind what is told, a limit and what is to be done."""
_PRESSED = Late("抓紧|尽快|务必|必须|立即|马上|赶紧|给我|报我|发我")


def _names_somebody(said: Said, at: int, told: int) -> bool:
    """Tell whether a name stands behind what is told, in the clause of the limit that begins there."""
    start = max(told - 1, *(said.bones.rfind(mark, 0, at) for mark in ",。;!\n"))
    end = next((found.start() for found in _PAUSE.finditer(said.bones, at)), len(said.bones))
    return any(start < one.start < end for one in said.mentions)


_PAUSE = Late(r"[,。;!\n]")


def _is_over(said: Said) -> bool:
    """昨晚抢修爆管，凌晨三点恢复供水: a day that is over and no limit still to come."""
    return bool(said.finds(_OVER, said.masked)) and not _live_limits(said)


def _is_between_people(said: Said) -> bool:
    """买单的事由王五负责: people share out anything; without a limit only office business is an order."""
    people = all(one.entry.person for one in said.mentions)
    bare = not said.times and bool(_TAKEN_ON.search(said.bones)) and not STRONG.search(said.bones)
    return people and bare and not said.number and not MATTER.search(said.bones)


def _is_nobodys(said: Said) -> bool:
    """省里要求年底前全部完成, 请在三日内领取包裹: what is required of nobody here, and is no office work, is told."""
    if said.mentions or said.number:
        return False
    return not _OFFICE_WORK.search(said.bones) or ("要求" in said.masked and not _ASKED.search(said.masked))


_OFFICE_WORK = Late(
    r"任务|事项|督办|项目|批复|审批|方案|材料|数据|进展|进度|验收|整改|报告|统计|意见|把|将|回复|答复|报(?!名|警|销)|交(?:上?来|给我|稿|表|到|一下)|反馈|提交|给我|发我|发群|发过来|传过来|拿过来|办结|落实|汇总|梳理|排查|核实|拿出|起草|[稿表册单函件账]|[写弄做改整](?:好|完|出|一下)"
)
_ASKED = Late(r"请|把|将|务必|必须|报上来|交上来|报来|发我|报我|给我")


def _live_limits(said: Said, *, bound: bool = False) -> list[int]:
    """Return where days and limits stand that are not said of a time that is over."""
    return [
        time.start
        for time in said.times
        if (time.bound or (time.rule != "hour" and not bound))
        and not _PAST_DAY.match(said.masked, time.start)
        and not _PAST_BEFORE.search(said.masked, max(0, time.start - 10), time.start)
    ]
