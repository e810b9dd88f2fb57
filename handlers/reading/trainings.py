"""Words about training (培训): one that is planned, what is asked of the plan, what is said of one by its number."""

from __future__ import annotations

import re

from handlers.reading.facts import fact
from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.normalise import normalise
from handlers.reading.time_words import find_times
from ledger.hours import OfficeHours

_EDGE = r"[\s,。;:!?、]*+"
_PLEASE = rf"{_EDGE}(?:请|帮我)?(?:查一?下|查看|查询|列出|看一?下|查)?"
_WORD = r"(?:培训|轮训|专题学习|业务讲座|讲座)"


def _whole(pattern: str) -> Late:
    return Late(pattern, re.DOTALL)


_PLANS = _whole(
    rf"(?!.*[?]|.*(?:吗|听说|据悉|已经|昨天|上周))[\s]*(?:(?:登记|新增|安排|计划)(?:一[次场期个])?{_WORD}.*|"
    rf"(?:\d{{1,2}}月\d{{1,2}}[日号]|[本这下]*周[一二三四五六日天]|明天|后天)[^,。;\n]{{0,14}}"
    rf"(?:培训[^,。;\n]{{2,24}}|[^,。;\n]{{2,24}}培训)[,，].*(?:参加|参训).*)"
)
_QUESTIONS = (
    ("quarter", _whole(rf"{_PLEASE}(?:本|这|这个)季度?的?(?:专题)?培训(?:计划|安排|情况|有哪些|清单|次数)?{_EDGE}")),
    ("cadence", _whole(rf"{_PLEASE}培训(?:频次|落实情况|完成情况|预警){_EDGE}")),
    ("year", _whole(rf"{_PLEASE}(?:全年|年度|今年|本年)?的?培训(?:计划|安排|清单|台账|情况|有哪些){_EDGE}")),
)


@needs(Key("培座习轮", _PLANS))
def plans_training(text: str) -> bool:
    """Tell whether the words plan a training (12月10日下午培训公文写作，综合一科组织，秘书一科参加)."""
    return _PLANS.fullmatch(normalise(text)) is not None


_SAYS_TRAINING = Late("培训")


@needs(Key("培", _SAYS_TRAINING))
def asks_training(text: str) -> str:
    """Return what is asked of the plan: year, quarter, cadence, or nothing."""
    plain = normalise(text)
    if _SAYS_TRAINING.search(plain) is None:
        return ""
    return next((what for what, pattern in _QUESTIONS if pattern.fullmatch(plain)), "")


@fact(kw_only=True)
class TrainingFacts:
    """What words say of a training; names and the time are looked for in the clauses that hold them."""

    title: str
    organiser: str
    audience: str
    place: str
    city_wide: bool
    rest: tuple[str, ...]


_CLAUSE = Late(r"[^,。;\n]+")
_ORGANISER = Late(
    r"(?:组织|承办|主办|举办)(?:单位|科室)[:为是]?(?P<a>.+)|(?:由)?(?P<b>.{2,24}?)(?:组织|承办|主办|牵头|负责)$"
)
_AUDIENCE = Late(
    r"(?:参加|参训|培训)(?:人员|对象|范围)[:为是]?(?P<a>.+)|(?:面向|请)?(?P<b>.{2,60}?)(?:都|全员)?(?:参加|参训|参会)$"
)
_PLACE = Late(r"(?:地点|地址)[:为是在]?(?P<a>.{2,30})|在(?P<b>.{2,16}(?:室|厅|堂|楼|中心|教室))(?:举行|举办|进行)?$")
_TITLES = (
    Late(r"《(?P<t>[^》]{2,40})》"),
    Late(r"(?:讲|内容[是为:]|主题[是为:])(?P<t>[^,。;\n]{2,30})"),
    Late(r"培训(?!班|会|定|安排|时间|计划|在|由|对象|范围|人员)[:\s]?(?P<t>[^,。;\n]{2,30})"),
    Late(r"(?:举办|组织|开展|召开|登记|安排|搞|办)(?:一[次场期个])?(?P<t>[^,。;\n]{2,24}?)(?:专题)?培训"),
    Late(r"(?:[上下]午|[日号天]|\d点)(?P<t>[^,。;\n\d]{2,24}?)(?:专题)?培训"),
)


def training_facts(text: str) -> TrainingFacts:
    """Return what the words say of a training."""
    said = text.strip()
    plain = normalise(said)
    title = next((found for pattern in _TITLES if (found := pattern.search(plain))), None)
    whole = [found.group() for found in _CLAUSE.finditer(plain)]
    organiser, audience, place = (_named(whole, pattern) for pattern in (_ORGANISER, _AUDIENCE, _PLACE))
    used = {organiser[1], audience[1], place[1]}
    return TrainingFacts(
        title=said[title.start("t") : title.end("t")].strip() if title else "",
        organiser=organiser[0],
        audience=audience[0],
        place=place[0],
        city_wide="全市" in plain,
        rest=tuple(clause for clause in whole if clause not in used),
    )


def _named(whole: list[str], pattern: Late) -> tuple[str, str]:
    """Return what the first clause that says it names, and that clause."""
    for clause in whole:
        found = pattern.search(clause.strip())
        if found is not None:
            return (found["a"] or found["b"]).strip(), clause
    return "", ""


_EVERYBODY = frozenset({"全体", "全体人员", "全体干部", "全办", "全办人员", "所有人", "全员", "机关全体", "全市"})


def means_everybody(words: str) -> bool:
    """Tell whether the audience that is named is everybody (全体人员)."""
    return words in _EVERYBODY


def whose(words: str) -> str:
    """Return the word that stands in the names of the offices that are meant: 秘书 of 全体秘书人员."""
    return words.removeprefix("全体").removesuffix("人员")


def is_afternoon(clause: str) -> bool:
    """Tell whether the clause names the second half of a day."""
    return "下午" in clause


def time_said(clause: str, hours: OfficeHours) -> str:
    """Return the words of the clause that name a time (12月10日下午), from the first to the last of them."""
    found = find_times(clause, hours)
    return clause[found[0].start : found[-1].end] if found else ""


_BECAUSE = rf"(?:{_EDGE}(?:因为?|原因是?)?(?P<words>.*))?"
_STEPS = (
    (
        "turnout",
        _whole(
            rf"{_PLEASE}(?:参训|报名|参加|签到|到课)(?:情况|名单|人员|统计){_EDGE}|"
            rf"{_EDGE}(?:谁|还有谁)[没未](?:来|参加|报名){_EDGE}"
        ),
    ),
    ("stay", _whole(rf"{_EDGE}(?:我|本人)?(?:不能|无法|不|请假不|没法)(?:参加|参训|去|到场)了?{_BECAUSE}")),
    (
        "all",
        _whole(rf"{_EDGE}(?:除(?P<but>.+?)外)?{_EDGE}(?:人员)?(?:全部|全员|均|都)已?(?:参加|参训|到场|到课)了?{_EDGE}"),
    ),
    ("list", _whole(rf"{_EDGE}(?:实际)?(?:参加|参训|到场|到课)(?:人员|名单|人)?[:为是\s]+(?P<words>.+)")),
    (
        "join",
        _whole(
            rf"{_EDGE}(?:我|本人)?(?:已|准时|按时|可以|能)?(?:报名|参加|参训|收到|签到)了?(?:培训)?"
            rf"{_EDGE}(?:参加)?{_EDGE}"
        ),
    ),
    ("cancel", _whole(rf"{_EDGE}(?:取消|不办了|不再举办|停办)(?:培训)?{_BECAUSE}")),
)


def words_on_training(text: str) -> tuple[str, str] | None:
    """Return which step the words take on a training (join, stay, list, all, turnout, cancel), and what they add."""
    said = text.strip()
    plain = normalise(said)
    for what, pattern in _STEPS:
        if found := pattern.fullmatch(plain):
            named = found.groupdict()
            key = next((name for name in ("words", "but") if named.get(name)), None)
            return what, said[found.start(key) : found.end(key)].strip(" ，,。；;：:") if key else ""
    return None


def answers_invitation(text: str) -> str | None:
    """Return join or stay where the words, said of no training by number, can answer an invitation; 收到 cannot."""
    step = words_on_training(text) if _OF_TRAINING.search(text) else None
    return step[0] if step is not None and step[0] in {"join", "stay"} else None


_OF_TRAINING = Late("参加|参训|报名|到场")
