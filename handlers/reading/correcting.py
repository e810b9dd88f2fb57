"""Corrections (更正): of one's own last words, of a limit just said, of a title, of the offices that support."""

from __future__ import annotations

import re

from handlers.reading.key import Keyed
from handlers.reading.late import Late
from handlers.reading.replies import STAFF, heard, names, only, which_task
from handlers.reading.said import N, Said, T
from handlers.reading.talk import in_earnest
from handlers.reading.values import Context, Intent, Reading

_WRONG = Keyed(
    "写打对错反重正准算录误滑填串颠岔",
    r"手滑|口误|笔误|(?:写|说|报|填|搞|弄)反了|以(?:这|此|本)条为准|"
    r"(?:刚才|上一?条|刚刚|前面|昨天|之前|上面|刚报|刚发|日报)[^,。;\n]{0,10}?(?:写错|报错|说错|填错|发错|打错|(?<!看)错了|有误|不对|不准|弄错|搞错|数字错|数据错)|^[\s\ue001]{0,24}(?:更正(?:一下)?(?:[::,]|\s)|(?:更正|订正|勘误|纠正|修正)(?:一下)?[^,。;:\n你他]{0,10}(?:日报|周报|\ue001{2}|数据?|进[度展]|反馈|上报)[^,。;:\n]{0,4}(?:[::]|,[^,。;\n]{1,12}(?:应|是|为)))|(?:写|报|填|打|说)错(?:了|字|数|别字|一)|(?:(?:\ue001{2}|周报|材料|台账)[里上中]|反馈|上报|进[度展]|数据?)[^,。;:\n]{0,12}(?:写|填|打|录|算)成(?:了)?[^,。;:\n]{1,12}(?:了,|,(?:应|改|更))|(?:数|数字|数据|报表)(?:报|填|写|录|算)(?:串|岔|重|颠倒)(?:行|列)?了|(?:发|弄|搞)错了?,?(?:应该?|得)(?:是|为)|^\ue001\ue001里?[^,。]{0,6}(?:(?<!看)错|有误|不对)",
)
_NEW = Late(
    r"(?:应该是|应为|应是)(?P<meant>[^,。;\n]{1,20}),(?:误|错)(?:写|报|填|录|打)(?:成|为)了?(?P<mistaken>[^,。;\n]{1,20})|不是(?P<old>[^,。;\n]{1,20}?)[,，]?(?:而是|应该是|应为|应是|是)(?P<new>[^,。;\n]{1,20})|(?:应该是|应为|应是|改成|改为|更正为)(?P<only>[^,。;\n]{1,30})|改过来[::](?P<mended>[^,。;\n]{1,30})|是(?P<right>[^,。;\n]{1,20}?)[,，]?不是(?P<wrong>[^,。;\n]{1,20})"
)
_RETITLE = Keyed(
    "任容标目称项",
    r"(?:标题|题目|内容|(?:事项|任务)(?:的?(?:名称?|标题|题目))?|名称)(?:改一?下,?)?(?:请)?(?:改成|改为|更正为|应为)(?P<title>[^,。;\n]{2,60})",
)
_INSTEAD = Late(
    r"[“\"「『](?P<old>[^”\"」』\n]{1,30})[”\"」』](?:这?[个几]?字)?(?:都)?(?:改成|改为|换成|更正为|应为)[“\"「『](?P<new>[^”\"」』\n]{1,30})[”\"」』]"
)
_SUPPORT = Late(
    rf"(?:配合|协办|会办|协助)(?:单位|部门|人)?(?:里|中)?(?:再|请)?(?P<how>加上|增加|新增|加|去掉|删掉|删除|减去|减掉|换成|改成|改为|调整为)(?:上)?(?:一?[家个])?[::]?\s?(?P<who>{N}(?:[、和,]{N}){{0,8}})|"
    rf"(?:再|请)?(?P<more>加上?|增加|去掉)(?:一[家个])?(?:配合|协办|会办)(?:单位|部门|人)?[::]?\s?(?P<new>{N}(?:[、和,]{N}){{0,8}})|"
    rf"(?:把|将)(?P<out>{N})从(?:配合|协办|会办)(?:单位|部门)?(?:里|中)?(?:去掉|删掉|拿掉|划掉|减掉)|"
    rf"(?:再|请)?(?P<add>加上|增加|加|让|请)\s?(?P<helper>{N}(?:[、和,]{N}){{0,8}})(?:也|来|一起|一块)?(?:作为?)?(?:配合|协办)(?:单位|部门)?[。!\s]*$"
)
_ADDING = Late("加|增|让|请")
_LIMIT_WRONG = Keyed(
    "对是正滑误错",
    rf"更正[^。]{{0,8}}(?:时限|期限|时间)(?:为|是|:)\s?(?:{T})|不是(?:{T}),?(?:而)?(?:是|应该是|应为)\s?(?:{T})|(?:口误|手滑|笔误|(?:说|写|打|搞|弄|发|看)错)了?,?(?:时间|时限)?(?:应该?)?(?:是|为)?\s?(?:{T})|(?:时间|时限|期限|日期|截止)[^,。]{{0,6}}(?:错|不对|有误)[^,。]{{0,2}},?(?:应该?)?(?:是|为|改成|改为)?\s?(?:{T})",
)


def corrected(said: Said) -> Reading | None:
    """刚才写错了，不是27处是72处: staff's red ink over the own last words."""
    slip = said.finds(_WRONG, said.masked) or (said.context is Context.REPLY and _SLIP.search(said.bones))
    if not slip or re.search(r"[?]|吗|扣|是不是|错群", said.bones):
        return None
    new = _NEW.search(said.plain)
    if said.context is Context.GROUP and not (said.number or _OF_WORDS.search(said.plain)):
        return None
    old = (new["old"] or new["wrong"] or new["mistaken"]) if new else None
    right = (new["new"] or new["only"] or new["right"] or new["meant"] or new["mended"]) if new else None
    return heard(said, Intent.AMEND, text=said.text.strip(), old=old, new=right)


_OF_WORDS = Late(
    r"日报|数|进度|进展|反了|为准|报(?![错销名纸站社])|任务|时限|情况|材料|%|[\d\ue001一二两三四五六七八九十百千万][余多]?(?:户|[件处家吨亩](?!事)|万|亿|公里|平方|个百分点)"
)
"""What of a report or an order is corrected; other slips of the tongue are among colleagues."""

_SLIP = Late(
    r"(?:数|数字|数据|户数|金额|日期)[^,。]{0,4}(?:不对|不准|错了|有误)|应该?(?:是|为)[^,。]{1,14}(?:,|,?)不是"
)


def retitled(said: Said) -> Reading | None:
    """把任务里“三季度”改成“四季度”: the title of the task replied to, of the last one, or of a numbered one."""
    if not (_told(said) or says_last(said)) or (_TYPO.search(said.plain) and not _OF_A_TASK.search(said.plain)):
        return None
    title, part = said.finds(_RETITLE, said.plain), _INSTEAD.search(said.plain)
    if not (title or part):
        return None
    asks = () if says_last(said) else which_task(said)
    if part:
        return heard(said, Intent.AMEND, asks=asks, old=part["old"], new=part["new"])
    return heard(said, Intent.AMEND, asks=asks, title=title["title"] if title else None)


_TYPO, _OF_A_TASK = Late("错别?字"), Late("标题|题目|任务|事项|台账|通报|交办")
"""上一条打错字了: a slip of spelling among colleagues, where no title is spoken of."""


@in_earnest
def supported(said: Said) -> Reading | None:
    """118号配合单位加上公安局: who supports is widened or narrowed; nothing else changes."""
    if not (_told(said) or (said.role not in STAFF and says_last(said))):
        return None
    found = _SUPPORT.search(said.bones)
    if found is None or said.times or re.search(r"[?]|吗", said.bones):
        return None
    group = "who" if found["who"] else "new" if found["new"] else "out" if found["out"] else "helper"
    who = only(names(said, found, group))
    adding = bool(_ADDING.search(found["how"] or found["more"] or found["add"] or ""))
    return heard(said, Intent.AMEND, support=who if adding else None, support_out=None if adding else who)


def limit_corrected(said: Said) -> Reading | None:
    """搞错了，不是周四是下周四; 是周四不是周五: the time that is not denied is the limit."""
    if not said.finds(_LIMIT_WRONG) or re.search(r"[?]|吗", said.bones):
        return None
    if not (_told(said) or says_last(said) or (said.role not in STAFF and _OWN_SLIP.match(said.bones))):
        return None
    found = said.resolved[-2 if _DENIED_LAST.search(said.bones) else -1]
    return heard(said, Intent.AMEND, asks=found.asks, deadline=found.value, warnings=found.warnings, offer=found.offer)


_OWN_SLIP = Late(
    rf"\s*(?:上面|上边|刚|刚才|时间|时限|日子)*(?:写|说|打|发|记)错了?,?(?:时间|时限)?(?:不是(?:{T}),?)?(?:应该?)?(?:是|为)\s?(?:{T})(?:之?前)?(?:要|交|报|给我?|反馈|完成|办结|提交|报送|上报)+[。!\s]*$"
)
"""写错了，不是周五，是周四要: whoever assigned takes back the limit of what was said last."""

_DENIED_LAST = Late(rf"是\s?(?:{T})[,、]?\s?(?:而)?不是\s?(?:{T})[^\ue002]*$")


def says_last(said: Said) -> bool:
    """Tell whether the words mean what was said last (刚才那条, 上一条)."""
    return said.finds(_LAST) is not None


_LAST = Keyed("刚条", r"上一?条|刚才|刚刚|刚发的?(?:那|这)?(?:条|个|项|任务|通知|交办)")


def _told(said: Said) -> bool:
    return bool(said.number) or said.context is Context.REPLY
