"""Leave (请假): from when to when, and who stands in (代办)."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import pairwise

from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.numerals import number
from handlers.reading.replies import heard, names, only
from handlers.reading.resolve import JOINED, resolve_range
from handlers.reading.said import N, Said, T
from handlers.reading.strangers import stand_in
from handlers.reading.talk import is_hearsay, is_mere_talk
from handlers.reading.values import Context, Intent, Reading
from ledger.calendar import DAY

_LEAVE = Late(
    r"(?:休|请|要请|想请)(?:个)?(?:[一二两三四五六七八九十半\d]{1,3}(?:天|个?小时|个半天))?(?:的)?(?:年|事|病|产|婚|丧|陪产|公|探亲|调|育儿|护理)?休?假(?!期|条|的人|审批|制度|单)|年休假?|(?:年|病|事|产|婚|丧)假(?!期|条|制度|怎么)|调休(?!安排|制度|[^,。]{0,8}(?:班|\ue002))|公休|出差(?!费|报销|补|审批|人员|标准)|"
    r"外出(?:学习|培训|开会|考察)|住院|不在(?:单位|办公室|岗)"
)
_AWAY = Late(
    r"(?:去|到|赴|在)[^,。;\n]{1,10}(?:开会|会议|学习|培训|考察|出差|参会|挂职|轮训|陪护|住院)|(?:来|上|到)不了(?:班|岗|单位)?|不在(?![乎意])|出国|探亲|"
    r"(?:去|到|在|回)(?:医院|老家|外地|外省|北京|党校)|公出|晚到|迟到|早走|看病|复查|手术|体检|(?:参加|去)[^,。;\n]{0,8}(?:学习|培训|轮训|考试|会议)|(?:去|到|赴|前往)(?:[^,。;\n一下\ue000]{2,6})(?:跑|办|谈|对接|学|考)"
)
"""Where somebody is who is not at his desk."""

_ABSENCES = Key("不京休体假党公到去参国在复外差往探术病老走赴院", _LEAVE, _AWAY)
_SELF = Late(
    rf"我(?!们|家|妈|爸|哥|姐|弟|妹|儿|女|媳|老[公婆]|对象)|本人|^[\s]*(?:{T}|今明|明后|[下本这]个?(?:周|星期)|请|休|因|公休|[年事病婚产]假)|向.{{0,6}}请假"
)
_NOT = Late(
    r"[?]|有没有|能不能|开玩笑|咋|闹着玩|不(?:得|准|能|许|可)(?:无故|随意|再)?请|逗你|吗|谁|大家|各位|各科|通知|(?<!加)会议|王局|领导(?!安排|代|批|审)|市长|安排(?:好|表)|登记|统计|报送|审批|名单"
)
_UNWELL = r"(?![老小][\u4e00-\u9fff]|他|她|[^,。]{0,6}(?:说|讲|老师|同学|邻居|朋友|亲戚|室友|对象))[^,。;:?!\n\ue000]{0,8}?(?:发烧|发高烧|感冒|(?:[头胃腰牙]|肚子?)[疼痛]|拉肚子|不舒服|难受|生病|病了|起不来|挂水|打?点滴|(?:家里|家中)(?:有|出)[^,。]{0,3}事|有(?:点|急)?事|老人[^,。]{1,4}院)[^,。;:?!\n\ue000]{0,8}"  # noqa: E501
_ASKED_FOR = Late(
    rf"\s*(?:{_UNWELL}[,。\s]\s?)?(?:我(?!们|家|妈|爸)|本人)?(?:{T})(?:我|本人)?(?:上午|下午)?(?:想|要|得|需)?(?:请|休)[^,。]{{0,6}}假"
)
"""明天请假一天，孩子发烧: asked for at the head, whatever the reason."""

_TWO_DAYS = Late(r"(?P<pair>今明|明后)(?:两|二|2)?[天日]?(?:两[天日])?")
_WEEK = Late(r"[下本这]个?(?:周|星期|礼拜)(?![一二三四五六日天末\d内])")
_UNTIL = Late(rf"(?:休|请)(?:到|至)\s?(?={T})")
_COUNT = Late(r"一[周星]|半天|(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2})(?:个)?(?:天|日)")
_DELEGATE = Late(
    rf"(?:请|由|让|找|打给?|联系|交给?|移交给?|转给?|委托|拜托|暂由)\s?(?P<who>{N})|(?:代办|代管|接替|顶岗|代班|代理)人?(?:员)?(?:是|为|:)?\s?(?P<named>{N})|(?:事|活儿?|工作|任务|文件|件)[^,。;\n]{{0,4}}(?:由|给|交给?|归|让)\s?(?P<hand>{N})|(?P<other>{N})(?:同志)?(?:来|先|暂时|帮忙|帮着|帮)*(?:代(?=[,。!]|$)|代一下|代收|顶一?下|顶着|顶(?=[,。!]|$)|替一?下|盯着|盯一?下|接着|接一?下|顶岗|代签|签收|主持|代办|代为|替我|顶班|代理|代管|接替|代班|顶替|帮我|代我|接(?:手|管)?(?=[,。!]|$))"
)
LONGEST = 80


@needs(_ABSENCES)
def leave(said: Said) -> Reading | None:
    """我明后两天去呼市开会，任务请王五代办; 周三到周五休年假."""
    if not _is_about_leave(said):
        return None
    if not (_SELF.search(said.bones) or _ASKED_FOR.match(said.bones)) and (
        said.context is Context.GROUP or _OTHERS.search(said.bones)
    ):
        return None
    first, last = _span(said)
    vague = _COUNT.search(said.bones) or _WEEK.search(said.plain)
    if first is None and said.context is Context.GROUP and not vague:
        return None
    if said.context is Context.REPLY and not said.times:
        return None
    if (said.number and not _KEEPS.search(said.bones)) or (
        said.context is Context.REPLY and not _LEAVE.search(said.bones)
    ):
        return None
    found = _DELEGATE.search(said.bones)
    who = names(said, found) or names(said, found, "other") or names(said, found, "hand") or names(said, found, "named")
    if not who or _is_guessed(said, found):
        unknown = stand_in(said.plain)
        who = (unknown,) if unknown else who
    args = {"from": first.isoformat() if first else None, "to": last.isoformat() if last else None}
    whose = names(said, _WHOSE.match(said.bones), "whose")
    person = only(whose) if whose and whose != who else None
    return heard(said, Intent.LEAVE, asks=() if first else ("period",), **args, delegate=only(who), person=person)


_KEEPS = Late(
    rf"\ue001(?:任务|事项|件|这件)?(?:,|先|就|都)*(?:由|请|让)?(?:{N})(?:同志)?(?:来|先|暂时)*(?:代管|代办|代为|代|盯着|盯|照看|接手)"
)
"""周四出差，118号由李明代管: whoever is away says who stands in, and names the task; it is no order of its own."""


def _is_about_leave(said: Said) -> bool:
    if len(said.text) > LONGEST or not (_LEAVE.search(said.bones) or _is_away(said)):
        return False
    if _NOT.search(said.bones):
        return False
    if _ASKED_FOR.match(said.bones):
        return True
    return not (is_hearsay(said) or (is_mere_talk(said) and not _FREE.search(said.bones)))


def _is_guessed(said: Said, found: re.Match[str] | None) -> bool:
    """Tell whether a name was taken for one like it: a card would ask, but a leave counts at once."""
    return found is not None and any(
        one.guessed and not one.short for one in said.mentions if found.start() <= one.start < found.end()
    )


_WHOSE = Late(rf"请假:\s*(?P<whose>{N})")
"""Whoever is named first in the command's words is on leave: /leave 张三12月9日请假 is a head's or coordinator's."""
_OTHERS = Late(
    rf"^[\s]*(?:{N})|他|她|(?:老师|同学|幼儿园|学校|班|邻居|家长)[^,。]{{0,12}}(?:请|休)[^,。]{{0,4}}假|假(?:还|都|也)(?:要|得)"
)
_FREE = Late(r"(?:请|休)[^,。]{0,6}假")


def _is_away(said: Said) -> bool:
    """我明天去财政局开会 is talk; for several days, or with somebody standing in, it is an absence."""
    if not _AWAY.search(said.bones):
        return False
    several = _TWO_DAYS.search(said.plain) or _COUNT.search(said.bones)
    ranged = any(JOINED.fullmatch(said.bones, one.end, other.start) for one, other in pairwise(said.times))
    return bool(several or ranged or _DELEGATE.search(said.bones))


def _span(said: Said) -> tuple[date | None, date | None]:
    pair = _TWO_DAYS.search(said.plain)
    if pair:
        tomorrow = said.now.today + DAY
        return (said.now.today, tomorrow) if pair["pair"] == "今明" else (tomorrow, tomorrow + DAY)
    for one, other in zip(said.times, said.times[1:], strict=False):
        if JOINED.fullmatch(said.bones, one.end, other.start):
            opened, closed = resolve_range(one, other, said.now)
            return (_day(opened.value), _day(closed.value)) if opened.value and closed.value else (None, None)
    following = _side_by_side(said)
    if following:
        return following
    first = next((_day(found.value) for found in said.resolved if found.value), None)
    if first and _UNTIL.search(said.bones):
        return said.now.today, first
    if first is None and said.context is not Context.GROUP and _COUNT.search(said.bones):
        first = said.now.today
    return first, _last(said, first)


def _side_by_side(said: Said) -> tuple[date, date] | None:
    """周四周五, 26日、27日: two days, one right after the other."""
    for at, (one, other) in enumerate(pairwise(said.times)):
        first, second = (_day(found.value) for found in said.resolved[at : at + 2])
        if first and second and second - first == DAY and _BESIDE.fullmatch(said.bones, one.end, other.start):
            return first, second
    return None


_BESIDE = Late("[、和]?")


def _last(said: Said, first: date | None) -> date | None:
    count = _COUNT.search(said.bones)
    days = number(count["n"]) if count and count["n"] else 7 if count and count.group() in ("一周", "一星") else 1
    return first + DAY * (days - 1) if first and days else first


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
