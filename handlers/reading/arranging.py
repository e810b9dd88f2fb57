"""Training, and changes of the timetable and the calendar (培训、推送时间、加班)."""

from __future__ import annotations

import re

from handlers.reading.key import Keyed, needs
from handlers.reading.late import Late
from handlers.reading.moments import moment_on
from handlers.reading.moving import moves_a_meeting
from handlers.reading.replies import BUT_STAFF, DECIDERS, all_names, heard, only
from handlers.reading.resolve import RULES
from handlers.reading.said import N, Said, T
from handlers.reading.values import Context, Intent, Reading

_TRAINING = Late(
    rf"(?:培训|轮训|专题学习|业务讲座)[^。;\n]{{0,10}}?(?:定在|安排在|定于|拟于|放在|改在|改到|调到|推迟到|提前到|计划(?:在|于)|时间(?:定在|定为|定于|为|是|:))\s?(?:{T})|(?:定在|安排在|定于|拟于|计划(?:在|于)|安排)\s?(?:{T})[^,。;\n]{{0,16}}(?:培训|轮训|专题学习)"
)
_HELD = Late(
    rf"(?:{T})[^,。;\n]{{0,6}}?(?:搞|举办|组织|组织开展|开展|开|办|举行|安排|进行)(?:一|1|几)?(?:次|场|期|个|堂)?[^,。;\n]{{0,24}}?(?:培训(?!机构|材料|学校|中心)|轮训|专题学习|业务讲座)"
    rf"|(?:培训|轮训)[^,。;\n]{{0,6}}(?:{T})(?:开始|开班|举行|举办)"
    rf"|^\s?(?:{T})[^,。;\n\ue000]{{0,16}}(?:培训|轮训|讲座)(?!机构|材料|学校|中心)[^,。;\n\ue000]{{0,10}}[,。;]|(?:安排|组织|举办|搞|办|开)(?:一|1|两)?(?:期|次|场|个|堂)[^,。;\n]{{0,12}}(?:培训|轮训|讲座)(?:会|班)?,(?:时间|定在|定于|就)?[为是:]?\s?(?:{T})"
)
_ATTENDED = Late(
    rf"(?:{N})[^,。;\n]{{0,10}}(?:参加|参训|派|到场|听课|都来|都要来)|(?:参加|参训|参会)?(?:人员|对象|范围)[:为是]?\s?(?:{N})|(?:参加|参训)[:为是]?\s?(?:{N})|(?:面向|对)(?:{N})"
)
_SUBJECT = Late(r"(?:讲|内容[是为:]|主题[是为:]|培训内容[是为:]?)(?P<title>[^,。;\n]{2,30})")
_REPORTS = (
    ("preview", "预览"),
    ("dispatch", "日调度|调度|晨报|早报"),
    ("daily", "日报告?"),
    ("weekly", "周总结|周报"),
    ("monthly", "月度?总结|月报"),
    ("quarterly", "季度?总结|季报"),
    ("reminder", "提醒|催报"),
    ("digest", "领导摘要|每日摘要"),
)
_PUSHED = "日调度|日报|周总结|月度?总结|季度?总结|提醒|预览"
_REPORT_WORD = Keyed("催周总推摘日早晨览调醒", rf"{_PUSHED}|周报|晨报|早报|推送|催报|摘要|调度")
_MOVED = Late(
    rf"(?:改到|改为|改成|改在|调到|调整到|调整为|调整至|提前到|提前至|推迟到|推迟至|挪到|定在|换到|设为|设置为|设在|固定在)\s?(?:每(?:天|日|个?工作日|周)?)?\s?(?:的)?\s?(?:{T})"
)
_FROM_NOW = Late(rf"(?:以后|今后|往后)[^,。;\n]{{0,8}}(?:{T})(?:再)?(?:发|推|推送|出|报|提醒|催)")
"""以后周总结周五下午三点发."""

_WORKS = Late(rf"(?:{T})[^,。;\n]{{0,4}}?(?P<how>加班|补班|照常上班|正常上班|上班|放假|休息|不上班|调休)")
_OPEN_DAY = Late(r"(?:周[一二三四五六日天末]|\d{1,2}[日号])(?:要|得|都)?(?P<how>上班)(?![前后])")
_STOPS = Late(
    rf"(?:暂停|停发|恢复|关闭|开启)[^,。;\n]{{0,8}}(?:推送|{_PUSHED})|(?:{T})[^,。;\n]{{0,6}}(?:不发|不推|停发|暂停)"
)
_PAUSED = Late(
    rf"(?:不要|别|不用|不再|无需)(?:再)?(?:推|发)送?[^,。]{{0,3}}(?:周报|{_PUSHED})|(?:推送|{_PUSHED})(?:先|都)?(?:停发|停推|不发|不推|暂停)"
)


@needs(of=BUT_STAFF)
def training(said: Said) -> Reading | None:
    """四季度专题培训定在12月11日下午3点,讲办文规范,各科室参加."""
    if not said.finds(_TOPIC, said.plain):
        return None
    held = _HELD.search(said.bones) and _ATTENDED.search(said.bones) and not _TOLD.search(said.bones)
    if not (_TRAINING.search(said.bones) or held):
        return None
    subject = _SUBJECT.search(said.plain)
    found = next((one for one in said.resolved if one.value or one.asks), None)
    return heard(
        said,
        Intent.TRAINING,
        asks=found.asks if found else ("deadline",),
        title=subject["title"] if subject else None,
        at=found.value if found else None,
        audience=only(all_names(said)),
    )


_TOPIC = Keyed("习培座轮", "[培轮]训|专题学习|讲座")
_TOLD = Late(r"[?]|吗|昨|上周|上月|已经|听说|记者|新闻|据悉|指出|强调|前(?:报|交|把|将)")


@needs(of=DECIDERS)
def schedule_config(said: Said) -> Reading | None:
    """日报推送改到每天17:30; 这周六加班，日调度日报照常."""
    if not said.finds(_REPORT_WORD, said.plain) or re.search(r"[?]|吗", said.plain):
        return None
    works, moved, stops = (
        _WORKS.search(said.bones) or _OPEN_DAY.search(said.plain),
        _MOVED.search(said.bones) or _FROM_NOW.search(said.bones),
        _STOPS.search(said.bones) or _STOPS.search(said.plain) or _PAUSED.search(said.plain),
    )
    if not (works or moved or stops):
        return None
    if said.context is Context.GROUP and (_REMARKED.search(said.plain) or moves_a_meeting(said)):
        return None
    report = next((name for name, pattern in _REPORTS if re.search(pattern, said.plain)), None)
    return heard(
        said,
        Intent.SCHEDULE_CONFIG,
        report=report,
        time=_hour(said),
        date=_date(said),
        workday=None if works is None else works["how"] not in ("放假", "休息", "不上班", "调休"),
        paused=None if not stops else not re.match("恢复|开启", stops.group()),
    )


_REMARKED = Late(r"了(?=[,。!]|$)|吧[。!\s]*$|无语|也要写|不用写|差点")
"""提醒改到下午了，我差点没听见: in a group a remark changes no timetable."""


def _hour(said: Said) -> str | None:
    for time in said.times:
        if time.hour and time.hour.exact and time.hour.offset is not None:
            return moment_on(said.now.today, time, said.now).strftime("%H:%M")
    return None


def _date(said: Said) -> str | None:
    days = (RULES[time.rule](time, said.now).candidates for time in said.times if time.rule != "hour")
    return next((found[0].isoformat() for found in days if found), None)
