"""Scores (赋分): an adjustment with its reason, and an appeal (申诉)."""

from __future__ import annotations

import re

from handlers.reading.hearsay import is_told
from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.leisure import LEISURE
from handlers.reading.numerals import number
from handlers.reading.replies import DECIDERS, STAFF, all_names, heard, names, only
from handlers.reading.said import N, Said
from handlers.reading.talk import in_earnest
from handlers.reading.values import Context, Intent, Reading

_POINTS = Late(
    r"(?P<sign>加|扣|减|奖励?|扣减|奖)(?:除|掉|去|罚)?(?:了)?(?:我们?|我科|科室)?(?P<points>\d+(?:\.\d+)?|[一二两三四五六七八九十半]{1,2}|零点[一二三四五六七八九])分(?!钟)"
)
_SUFFERED = Late(
    r"被(?:加|扣|减|罚)|(?:已|刚|才|又|都|要)(?:被)?(?:加|扣|减)(?:了)?|(?:驾照|驾驶证|违章|闯红灯|高考|考试|科目|模拟|比赛|球|满分|期末|语文|数学|英语)|(?:加|扣|减)了[^,。;]{1,8}分(?:呢|啊|吧|哟|哦)"
)
_CITES = Late(r"(?:按照?|依据|根据|依照|参照)(?P<cites>[^,。;\n]{2,24}?)(?=扣|加|减|给|予|,|。|$)")
_APPEAL = Late(
    r"凭(?:啥|什么)|为(?:啥|什么|何)|申诉|不服|异议|不认(?:可|[,。!])|复核|复议|不合理|扣错|冤|不应该?扣|不该扣|扣得?不对|多扣|扣(?:分|得)[^,。]{0,3}(?:有误|错|莫名其妙|不公|没道理)|算错"
)
_PAPER = Late(r"[\u4e00-\u9fff]{0,8}[〔\[(](?:19|20)\d\d[〕\])]\s?第?\d{1,5}号")
_DECISION = Late(
    r"(?:我|申诉)?(?:(?P<no>不同意|不准予?|不成立|驳回|不予?支持)|同意|属实|成立|准予|支持)[,，。;；:：、\s]*(?P<why>.*)",
    re.DOTALL,
)
_HOW_COUNTED = Late(
    r"(?:我的?|本人的?|个人)?(?:本季度的?|这季度的?)?(?:考评)?(?:得分|分数|分)?(?:是)?(?:怎么|如何)算(?:的|出来的?)[??。]?"
)
_SUPPOSED = Late(
    r"(?P<head>[\u4e00-\u9fff]{2,12}?)??(?P<if>若|如果|假如|假设|要是)(?:说)?(?:我们?科?|本科室?)?(?P<number>(?:[A-Z]{1,4}-)?(?:\d{4}-)?\d{1,6}号?)?(?P<who>[\u4e00-\u9fff]{2,12}?)??"
    r"(?:在|能|都|全部?)*(?:今天|今日|现在|当天)(?:就|能|都|全部?|按时)*(?:销号|办结|完成)(?:了|的话)*"
    r"[,，]?\s*(?P<asks>(?:我们?科?|本科室?)?(?:能|会|可|该)?(?:得|加|有|是|拿)?(?:多少|几)分|得分(?:是)?(?:多少|如何|怎么样)|(?:会|将)?怎(?:么)?样|(?:分|得分)(?:会)?怎么变)?[??。]?"
)
_YEAR = Late(
    r"(?:请?(?:查|看|问)(?:一?下)?)?(?:(?P<me>我|本人|个人)(?:的)?|我们科?(?:的)?|本科室?(?:的)?|(?P<who>[\u4e00-\u9fff]{2,12}?))?"
    r"(?:今年|本年度?|全年|年度)(?:以来)?(?:的)?(?:(?:累计|一共|总共|合计)(?:的)?(?:考评)?(?:得了?|是|有|扣了?|加了?)?(?:多少分|几分|得分|分数)"
    r"(?:是多少|多少|情况|如何|怎么样)?|考评(?:累计|得分|情况)(?:是多少|多少|如何|怎么样)?)[??。]?"
)
_HONOURS = Late(
    r"(?:请?(?:查|看|列|拟|出)(?:一?下|出|个|一份)?)?(?:今年|本年|20\d\d年)?(?:的)?(?:年度)?(?:评优|评先评优|评优评先)"
    r"(?:的)?(?:建议)?(?:名单)?(?:有哪些|有谁|是哪些|出来了吗|怎么样)?[??。]?"
    r"|(?:请?(?:查|看)(?:一?下)?)?(?:今年|本年|20\d\d年)?(?:的)?(?:年度)?(?:荣誉|光荣)(?:榜|名单)[??。]?"
)
_QUARTER = Late(
    r"(?:(?P<near>[上本这])(?:一个?|个)?季度?|(?:(?P<year>20\d\d|今|去|前)年?(?:的)?)?第?(?P<n>[一二三四1-4])季度)(?:的)?"
)
_YEARS_BACK = {"今": 0, "去": 1, "前": 2}
_SEE = Late(r"^.*?(?:详?见|附上?|根据|依据|按照?)")
_SCORE = Late(r"扣|分(?!管|类|解|工|别|享|组|配|钟)|考核|考评|评分")


def paper_in(words: str) -> str:
    """Return the first number of a document (文号) in the words, empty where there is none."""
    found = _PAPER.search(words)
    return _SEE.sub("", found.group()) if found else ""


@needs(Key("怎何", _HOW_COUNTED))
def asks_how_counted(words: str) -> bool:
    """Tell whether the words ask how the own score is counted (怎么算的), and nothing else."""
    return _HOW_COUNTED.fullmatch(words.strip()) is not None


@needs(Key("要如设若", _SUPPOSED))
def supposed_in(words: str) -> tuple[str, str] | None:
    """Return number and unit that 若118号今天销号, 若综合科今天销号能得多少分 name, each empty where there is none.

    ``None`` where the words suppose nothing: without a number or 若 the points must be asked for.
    """
    found = _SUPPOSED.fullmatch(words.strip())
    if found is None or not (found["number"] or found["asks"] or found["if"] == "若"):
        return None
    return (found["number"] or "").removesuffix("号"), (found["who"] or found["head"] or "").strip()


MYSELF = "我"
"""Who asks for the own year."""


@needs(Key("合评累共", _YEAR))
def year_asked(words: str) -> str | None:
    """Return the unit whose year 综合科今年累计多少分 asks for, 我 for the speaker's own, empty for none."""
    found = _YEAR.fullmatch(words.strip())
    return None if found is None else MYSELF if found["me"] else (found["who"] or "").strip()


@needs(Key("优荣", _HONOURS))
def asks_honours(words: str) -> bool:
    """Tell whether the words ask for the year's honours list (年度评优名单), and nothing else."""
    return _HONOURS.fullmatch(words.strip()) is not None


def quarter_asked(words: str, year: int, n: int) -> tuple[int, int]:
    """Return year and number of the quarter that 上季度多少分, 三季度排名, 去年四季度 mean, seen from the running one.

    A number without a year is the last such quarter; no quarter named is the running one.
    """
    found = _QUARTER.search(words)
    if found is None or found["near"]:
        back = found is not None and found["near"] == "上"
        return (year - (n == 1), n - 1 or 4) if back else (year, n)
    said, nth = found["year"], number(found["n"]) or n
    if said is None:
        return year - (nth > n), nth
    return int(said) if said.isdigit() else year - _YEARS_BACK[said], nth


def without_quarter(words: str) -> str:
    """Return the words behind ``/score`` without the quarter that they name: whose score is asked for."""
    return _QUARTER.sub("", words).strip()


def decision_in(words: str) -> tuple[bool, str] | None:
    """Return yes or no with the reason behind it (不同意，当天请过假), if the words decide anything."""
    found = _DECISION.fullmatch(words.strip())
    return None if found is None else (found["no"] is None, found["why"].strip())


def _bare_points(said: Said) -> re.Match[str] | None:
    """给秘书二科加0.5，纪要零差错: half a point or so to a unit by name, with a reason behind it."""
    units = not any(one.entry.person for one in said.mentions)
    found = _BARE_POINTS.search(said.bones) if units else None
    return _SIGNED.search(said.plain, found.start("sign")) if found else None


_BARE_POINTS = Late(
    rf"(?:^|[,。;!\s])(?:给|对)\s?(?:{N})(?:再|先|各)?(?P<sign>[加扣减])\d{{1,2}}(?:\.\d{{1,2}})?(?=[,。;!]\s?[^\s])"
)
_SIGNED = Late(r"(?P<sign>[加扣减])(?P<points>\d{1,2}(?:\.\d{1,2})?)")
_SCORES = Key("分加扣减", _POINTS, _BARE_POINTS)

_GIVEN_TO = Late(
    rf"(?:给|对|奖励|扣减?|加|扣除)\s?(?P<who>{N}(?:[、和与,]{N}){{0,8}})[^,。;\n]{{0,6}}(?:[加扣减奖\d\ue001]|[一二两三四五六七八九十半零]+分)"
)


@needs(_SCORES, of=DECIDERS)
def score_adjust(said: Said) -> Reading | None:
    """信息调研科…加2分: needs evidence and a second person."""
    found = _POINTS.search(said.plain) or _points_of_somebody(said) or _bare_points(said)
    if found is None or re.search(r"[?]|吗|为什么|凭", said.plain):
        return None
    if said.finds(LEISURE) or is_told(said) or _SUFFERED.search(said.bones):
        return None
    who = names(said, _GIVEN_TO.search(said.bones)) or all_names(said)
    if not who and not said.number:
        return None
    value = _value(found["points"])
    points = None if value is None else value if found["sign"].startswith(("加", "奖")) else -value
    cites = _CITES.search(said.plain)
    asks = () if who else ("unit",)
    return heard(
        said,
        Intent.SCORE_ADJUST,
        asks=asks,
        unit=only(who),
        points=points,
        cites=cites["cites"] if cites else None,
        reason=said.text.strip(),
    )


"""给信息科加1分: those named elsewhere are the reason."""


def _points_of_somebody(said: Said) -> re.Match[str] | None:
    """扣住建局0.5分: the name stands between the word and the points."""
    return next(
        (
            found
            for one in said.mentions
            if (found := _POINTS_OF.search(said.plain, max(0, one.start - 3)))
            and found.end("sign") == one.start
            and found.start("points") >= one.end
        ),
        None,
    )


_POINTS_OF = Late(
    r"(?P<sign>加|扣|减|奖励?|扣减|奖)[^,。;\n\d]{2,12}?(?P<points>\d+(?:\.\d+)?|[一二两三四五六七八九十半])分(?!钟)"
)


_OF_OFFICE = Late(r"我|科|局|考核|考评|赋分|申诉|复核|复议|督查|督办|通报")


_DISPUTED = Late(
    r"对(?![^,。;\n]*(?:交警|驾|违章|裁判|球|比赛|考试|作业|老师))[^,。;\n]{0,8}[扣减][^,。;\n]{0,6}(?:分|\ue001)[^,。;\n]{0,6}(?:异议|不服|不认可)"
)
"""对上周扣1分有异议: the deduction that the speaker disputes is his own."""


_APPEALS = Key("分扣考", _SCORE)  # What is disputed is a score, whatever else the words are.


@needs(_APPEALS, of=STAFF)
@in_earnest
def score_appeal(said: Said) -> Reading | None:
    """凭啥扣我0.5分: opens an appeal with the score line."""
    if not _APPEAL.search(said.bones) or not _SCORE.search(said.bones):
        return None
    if said.context is Context.GROUP and not (
        said.number or _OF_OFFICE.search(said.bones) or _DISPUTED.search(said.bones)
    ):
        return None
    found = _POINTS.search(said.plain)
    return heard(said, Intent.SCORE_APPEAL, points=_value(found["points"]) if found else None, reason=said.text.strip())


def _value(said: str) -> float | None:
    if said == "半":
        return 0.5
    if said.startswith("零点"):
        return (number(said[2:]) or 0) / 10
    return float(said) if said[0].isdigit() else number(said)
